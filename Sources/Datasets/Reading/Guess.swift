import Basics

/// What was decided about a text file, by guess or by the user's word.
package struct Guess: Sendable, Hashable {
  package var kind: Content = .table
  /// Cells stand between separators below a header; else the format itself tells columns and numbers apart.
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
  /// As `2016-07-01 00:00:00` or `epoch seconds`; nil without a time column.
  package var dateForm: String?
  package var labelColumn: String?
  /// Options that the user gave, by name; all else was guessed.
  package var given: [String] = []

  package init() {}
}
