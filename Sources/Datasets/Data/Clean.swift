import Basics

/// Text from outside, made safe to show and easy to compare.
package enum Clean {
  /// Without control characters, line breaks and marks that turn the writing direction; at most `limit` characters.
  package static func text(_ raw: some StringProtocol, limit: Int = 120) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in raw.unicodeScalars {
      if count == limit {
        result.append("…")
        break
      }
      let safe: Unicode.Scalar? =
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: " "
        default: SafeText.isHarmless(scalar) ? scalar : nil
        }
      guard let safe else { continue }
      result.append(safe)
      count += 1
    }
    return trimmed(String(result))
  }

  static func trimmed(_ text: String) -> String {
    let kept = text.drop(while: \.isWhitespace)
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(kept[...last])
  }

  /// Lower case without spaces around: for comparing names.
  static func key(_ name: String) -> String { trimmed(name.lowercased()) }

  static func words(_ key: String) -> [String] {
    key.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Up to three of `names` that resemble `name`, the nearest first.
  package static func nearest(to name: String, among names: [String]) -> [String] {
    let wanted = Array(key(name).prefix(64))
    guard !wanted.isEmpty else { return [] }
    var scored: [(distance: Int, name: String)] = []
    for candidate in names.prefix(2_000) {
      let letters = Array(key(candidate).prefix(64))
      let holds = candidate.lowercased().contains(String(wanted))
      let distance = holds ? 0 : editDistance(wanted, letters)
      if distance <= max(2, wanted.count / 3) { scored.append((distance, candidate)) }
    }
    scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    let best = scored.first?.distance ?? 0
    return scored.prefix(3).filter { $0.distance <= best + 1 }.map(\.name)
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(above[column + 1] + 1, current[column] + 1, above[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      before = above
      above = current
    }
    return above[right.count]
  }
}
