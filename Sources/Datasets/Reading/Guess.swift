import Basics

/// What was decided about a text file, by a guess or by the user's options.
package struct Guess: Sendable, Hashable {
  package var kind: Content = .table
  /// Cells stand between separators below a header; else the format itself separates columns and numbers.
  package var isSeparated = true
  package var separator: Separator = .comma
  package var decimal: DecimalMark = .point
  /// The mark that groups thousands, where one was seen.
  package var thousands: ThousandsMark?
  package var hasHeader = true
  package var encoding: TextEncoding = .utf8
  package var hasByteOrderMark = false
  /// The file is gzip-compressed.
  package var isCompressed = false
  /// Lines before the header: comments beginning with `#`, blank lines.
  package var skippedLines = 0
  package var columnCount = 0
  package var timeColumn: String?
  /// A further column with the time of day.
  package var clockColumn: String?
  /// How stamps are written; nil where no column of text or numbers holds them.
  package var dateForm: DateForm?
  package var labelColumn: String?
  /// Options that the user gave, by name; all else was guessed.
  package var given: [String] = []

  package init() {}
}
