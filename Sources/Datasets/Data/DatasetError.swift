/// Why a file cannot be used, with the facts.
package enum DatasetError: Error, Sendable, Hashable {
  case missing(path: String)
  case isDirectory(path: String)
  case unreadable(path: String, reason: String)
  case empty(path: String)
  /// A header, and no rows below it.
  case noRows(path: String, names: [String])
  case binary(path: String, offset: Int)
  /// A known format that is not read here, as a spreadsheet.
  case otherFormat(path: String, format: String, remedy: String)
  case onlyText(path: String, names: [String])
  case allMissing(path: String, names: [String])
  case recordTooLong(path: String, line: Int, limit: Int)
  case tooManyColumns(path: String, count: Int, limit: Int)
  /// A line that breaks the rules of its format.
  case malformed(path: String, line: Int, column: Int? = nil, found: String, remedy: String)
  case unreadableDates(path: String, column: String, example: OddCell)
  case noTimeColumn(path: String, names: [String])
  /// The stamps span far more steps than there are rows.
  case irregular(path: String, step: Int64, rows: Int, gridRows: Int, widest: Gap)
  case noSuchColumn(name: String, near: [String], known: [String])
  /// The column is there and cannot be used.
  case columnLeftOut(name: String, reason: String, known: [String])
  case tooManyClasses(name: String, count: Int)
  /// Text where amounts were asked for.
  case noAmounts(name: String)
  /// Fractions, or too many numbers, where classes were asked for.
  case noWholeNumbers(name: String)
  case unknownZone(name: String, near: [String], databaseFound: Bool)
  /// Compressed data that cannot be unfolded, an archive that contradicts itself.
  case damaged(path: String, what: String)
  /// More than is kept in memory, in bytes.
  case tooMuch(path: String, limit: Int, reason: String)
  /// More than the system has memory for, both in bytes.
  case tooLittleMemory(path: String, needed: Int, free: Int)
  case unknownEncoding(name: String)
  /// A NumPy file whose header does not fit its bytes, or whose arrays are not read here.
  case array(path: String, found: String, expected: String)
  case unwritable(path: String, reason: String)
  /// A file of tensors whose header contradicts its size or the format.
  case safetensors(path: String, found: String, expected: String)
  /// An IDX file whose header does not fit its bytes or its kind.
  case idx(path: String, found: String, expected: String)
  /// A picture that cannot be read, or a folder of them that is not laid out as expected.
  case picture(path: String, found: String, expected: String)
  case notImages(path: String, columns: Int)
  case badBorders([Int], rows: Int)
  case badFractions([Double])
  case tooFewRows(rows: Int, needed: Int, purpose: String)
  /// A part of the split that would hold no row, with its share of them all.
  case emptyPart(SplitPart, share: Double, rows: Int)
  case stopped(path: String)

  static func unclosedQuote(path: String, line: Int) -> DatasetError {
    .malformed(
      path: path, line: line, found: Words.unclosedQuote, remedy: Words.unclosedQuoteRemedy)
  }

  /// Why a column cannot be had: left out with a reason, or not there.
  package static func noColumn(
    _ name: String, among known: [String], leftOut: [LeftOutColumn]
  ) -> DatasetError {
    guard let column = leftOut.first(where: { $0.name == name }) else { return noSuchColumn(name, among: known) }
    return .columnLeftOut(name: Clean.text(name), reason: column.reason, known: known)
  }

  package static func noSuchColumn(_ name: String, among known: [String]) -> DatasetError {
    .noSuchColumn(
      name: Clean.text(name), near: Clean.nearest(to: name, among: known), known: known)
  }
}
