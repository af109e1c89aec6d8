/// What a mistyped word may have been.
package enum Nearest {
  /// The name with the fewest letters to change, at most a third of them; nil where all are farther away.
  package static func name(to word: String, among names: [String]) -> String? {
    let distances = names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= (word.count < 4 ? 1 : max(word.count / 3, 2)) ? best.name : nil
  }

  /// Insertions, deletions and replacements of letters and exchanges of neighbours that lead from one word to the other
  /// (Damerau 1964), none of them twice at one place.
  package static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var before: [Int] = []
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var next = [i + 1]
      for j in right.indices {
        var least = min(row[j] + (letter == right[j] ? 0 : 1), next[j] + 1, row[j + 1] + 1)
        if i > 0, j > 0, letter == right[j - 1], left[i - 1] == right[j] { least = min(least, before[j - 1] + 1) }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
