/// Hidden widths as a user writes them, as `64,32`.
enum Widths {
  /// - Throws: ``Failure`` where a part is no number.
  static func parsed(_ text: String) throws -> [Int] {
    let widths = text.split(whereSeparator: { $0 == "," || $0 == " " }).map { Int($0) }
    guard !widths.contains(nil) else { throw failure(text) }
    return widths.compactMap { $0 }
  }

  static func failure(_ text: String) -> Failure {
    .input("--units “\(text)” is not a list of widths; give numbers, as 64,32.")
  }
}
