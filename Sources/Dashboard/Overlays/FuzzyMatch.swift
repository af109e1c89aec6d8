/// How well typed letters fit a text in which they stand in the same order.
struct FuzzyMatch: Equatable {
  let score: Int
  /// Character offsets of the matched letters in the text, ascending.
  let places: [Int]

  private static let runBonus = 6
  private static let wordBonus = 8
  private static let firstBonus = 4

  /// The best way to find `pattern` in `text` in order, letters and digits without regard to case, spaces and
  /// hyphens of the pattern left out; nil where it is not there.
  ///
  /// Letters that follow one another, that begin a word, or that begin the text count more, skipped ones a little less.
  static func best(_ pattern: String, in text: String) -> FuzzyMatch? {
    let wanted = pattern.lowercased().filter { !" -_".contains($0) }.prefix(64).map { $0 }
    let letters = text.lowercased().map { $0 }
    guard !wanted.isEmpty else { return FuzzyMatch(score: 0, places: []) }
    guard wanted.count <= letters.count else { return nil }
    // scores[i][j]: the best for the first i + 1 letters with the last of them at j.
    var scores = [[Int?]](repeating: [Int?](repeating: nil, count: letters.count), count: wanted.count)
    var origins = [[Int]](repeating: [Int](repeating: -1, count: letters.count), count: wanted.count)
    for i in wanted.indices {
      var before: (score: Int, place: Int)?
      for j in i..<letters.count {
        if i > 0, j > 0, let earlier = scores[i - 1][j - 1], before.map({ earlier >= $0.score }) ?? true {
          before = (earlier, j - 1)
        }
        guard letters[j] == wanted[i] else { continue }
        let own = value(at: j, of: letters)
        if i == 0 {
          scores[i][j] = own - min(j, 8)
        } else if let (score, place) = before {
          let inRun = scores[i - 1][j - 1].map { $0 + runBonus }
          if let inRun, inRun >= score {
            scores[i][j] = inRun + own
            origins[i][j] = j - 1
          } else {
            scores[i][j] = score + own
            origins[i][j] = place
          }
        }
      }
    }
    return traced(scores, origins)
  }

  private static func value(at index: Int, of letters: [Character]) -> Int {
    if index == 0 { return 1 + wordBonus + firstBonus }
    let previous = letters[index - 1]
    return previous.isLetter || previous.isNumber ? 1 : 1 + wordBonus
  }

  private static func traced(_ scores: [[Int?]], _ origins: [[Int]]) -> FuzzyMatch? {
    guard let last = scores.last else { return nil }
    var best: (score: Int, place: Int)?
    for (place, score) in last.enumerated() {
      if let score, best.map({ score > $0.score }) ?? true { best = (score, place) }
    }
    guard let best else { return nil }
    var places = [best.place]
    for i in stride(from: scores.count - 1, to: 0, by: -1) { places.append(origins[i][places[places.count - 1]]) }
    return FuzzyMatch(score: best.score, places: places.reversed())
  }
}
