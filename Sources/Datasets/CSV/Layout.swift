/// What a cell is read as.
enum CellKind: Sendable, Hashable {
  case number, text, stamp, clock, skip
}

/// Everything that must be known before rows are read.
struct Layout: Sendable {
  var guess = Guess()
  /// One for each column.
  var names: [String] = []
  var kinds: [CellKind] = []
  var dateForm = DateForm.iso
  /// The sample did not distinguish days from months.
  var isDayOrderOpen = false
  /// Columns of year, month, day, hour, minute, second, where a stamp is spread over number columns.
  var stampParts: [Int] = []
  /// Where the first row of data begins in the file, and on which line.
  var dataOffset = 0
  var dataLine = 1
  var missing = MissingWords()
  /// What stands before or behind every number of some columns.
  var signs: [Int: UnitSign] = [:]
  /// What the user should know about how it was guessed.
  var remarks: [String] = []

  var scanner: CellScanner { CellScanner(separator: guess.separator.byte) }
}
