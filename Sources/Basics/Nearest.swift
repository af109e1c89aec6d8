/// What a mistyped word may have been.
package enum Nearest {
  /// The name with the fewest letters to change, at most a third of them (a transposition counts two); nil where all are farther away.
  package static func name(to word: String, among names: [String]) -> String? {
    let distances = names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= (word.count < 4 ? 1 : max(word.count / 3, 2)) ? best.name : nil
  }

  /// Insertions, deletions and replacements of letters that lead from one word to the other (Levenshtein 1966).
  package static func distance(_ left: String, _ right: String) -> Int {
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
