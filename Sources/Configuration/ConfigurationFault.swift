/// A line that does not hold; every other line does.
package struct ConfigurationFault: Error, Hashable, Sendable {
  /// From 1.
  package let line: Int
  package let reason: Reason

  package enum Reason: Hashable, Sendable {
    /// Not TOML; the parser's words.
    case syntax(String)
    case unknownSection(String, nearest: String?)
    case unknownSetting(String, section: String, nearest: String?)
    case wrongValue(setting: String, found: String, expected: String)
    case unknownAction(String, nearest: String?)
    case unknownKey(action: String, found: String, expected: String)
    case takenKey(action: String, key: String, other: String)
    case needsKey(action: String)

    static func unknownSection(named name: String) -> Reason {
      .unknownSection(name, nearest: Nearest.name(to: name, among: Schema.sections).map { "[\($0)]" })
    }
  }

  /// Without the file's name, which the caller knows.
  package var sentence: String {
    switch reason {
    case .syntax(let words): "line \(line) is no TOML (\(words)); it is passed over."
    case .unknownSection(let name, let nearest):
      "line \(line): there is no section [\(name)]\(Self.question(nearest)); what stands in it is passed over."
    case .unknownSetting(let name, let section, let nearest):
      "line \(line): \(section.isEmpty ? "outside of a section there is" : "[\(section)] has") no “\(name)”\(Self.question(nearest)); it is passed over."
    case .wrongValue(let setting, let found, let expected):
      "line \(line): \(setting) is \(found); give \(expected)."
    case .unknownAction(let name, let nearest):
      "line \(line): there is no action “\(name)”\(Self.question(nearest)); the palette lists them all."
    case .unknownKey(let action, let found, let expected):
      "line \(line): \(action): “\(found)” is no key; give \(expected)."
    case .takenKey(let action, let key, let other):
      "line \(line): \(action): \(key) belongs to \(other); take another key, or give \(other) another one as well."
    case .needsKey(let action): "line \(line): \(action) needs a key; it keeps its own."
    }
  }

  private static func question(_ nearest: String?) -> String { nearest.map { "; did you mean \($0)?" } ?? "" }
}

/// What a mistyped word may have been.
enum Nearest {
  /// The name with the fewest letters to change, at most a third of them (a transposition counts two); nil where all are farther away.
  static func name(to word: String, among names: [String]) -> String? {
    let distances = names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= (word.count < 4 ? 1 : max(word.count / 3, 2)) ? best.name : nil
  }

  /// Insertions, deletions and replacements of letters that lead from one word to the other (Levenshtein 1966).
  static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let replaced = diagonal + (letter == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
