/// Words that stand for a missing value.
struct MissingWords: Sendable {
  private let words: [[UInt8]]
  private let longest: Int

  init(further: [String] = []) {
    let usual = [
      "NA", "N/A", "n/a", "#N/A", "#NA", "NaN", "-NaN", "nan", "-nan", "NULL", "null", "None", "<NA>", "1.#IND",
      "-1.#IND", "1.#QNAN", "-1.#QNAN", "#N/A N/A",
    ]
    words = (usual + further).map { Array($0.utf8) }
    longest = words.map(\.count).max() ?? 0
  }

  /// Whether the bytes of `range` are empty or one of the words.
  func contains(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    guard range.count <= longest else { return false }
    for word in words where word.count == range.count {
      var index = 0
      while index < word.count, bytes[range.lowerBound + index] == word[index] { index += 1 }
      if index == word.count { return true }
    }
    return false
  }
}
