/// What is certain of rows that another format hands over as text, so that it is not guessed: cells stand between
/// commas, and the first line is a row.
struct Dialect: Sendable {
  /// The columns' names.
  var names: [String]
  /// What the rows leave out.
  var leftOut: [LeftOutColumn] = []

  static let separator = Separator.comma

  /// The names as cells of a header.
  var header: [Sample.Cell] { names.map { Sample.Cell(bytes: Array($0.utf8) + [0x0A]) } }
}
