import Basics

/// What was found while rows became a regular grid. Lists hold the first 20 cases; counts hold all.
package struct SeriesReport: Sendable, Hashable {
  package var file = FileReport()
  /// The most common difference of neighbouring stamps, in ms.
  package var modalStep: Int64 = 0
  /// Share of differences equal to it, of 0…1; along the calendar that of steps of so many days or months.
  package var modalShare: Double = 1
  package var gaps = Findings<Gap>()
  /// The first of those that lack the most rows.
  package var longestGap: Gap?
  /// Grid rows that the file lacks.
  package var missingRows = 0
  /// Rows whose grid cell was taken by an earlier row of the file; they are left out.
  package var duplicates = Findings<RowMark>()
  /// Rows whose stamp lies before that of the row above; they are sorted in.
  package var unordered = Findings<RowMark>()
  /// Rows between grid points; each was moved to the nearest.
  package var offGrid = Findings<RowMark>()
  /// The farthest such move, in ms.
  package var largestMove: Int64 = 0
  /// Rows without a readable stamp; they are left out.
  package var badStamps = Findings<OddCell>()
  /// Stamps that the zone's clocks never showed; each was carried past the jump.
  package var skippedStamps = Findings<RowMark>()

  package init() {}

  /// Things the user should know, as `stamps carry no zone and are taken as written`.
  package var remarks: [String] { file.remarks }
}

/// A count and the first few cases.
package struct Findings<Case: Sendable & Hashable>: Sendable, Hashable {
  package static var kept: Int { 20 }
  package private(set) var count = 0
  package private(set) var first: [Case] = []

  package init() {}

  package mutating func add(_ found: @autoclosure () -> Case) {
    count += 1
    if first.count < Self.kept { first.append(found()) }
  }

  /// Forgets what was added after `earlier`.
  mutating func rewind(to earlier: Int) {
    count = earlier
    first.removeLast(max(0, first.count - earlier))
  }
}

/// Missing rows between two rows that stand in the file.
package struct Gap: Sendable, Hashable {
  /// Line of the first row after the gap.
  package var line: Int
  /// The last stamp before it and the first after it.
  package var from: Instant
  package var to: Instant
  package var missingRows: Int
}

/// A row of the file.
package struct RowMark: Sendable, Hashable {
  package var line: Int
  package var instant: Instant
}

/// A cell that could not be read as what its column holds.
package struct OddCell: Sendable, Hashable {
  package enum Problem: String, Sendable, Hashable {
    case notANumber, outOfRange, notADate, impossibleDate
  }
  package var line: Int
  /// The column's name.
  package var column: String
  /// The cell's beginning, cleaned of control characters.
  package var text: String
  package var problem: Problem

  /// As `“oops” is not a number`.
  package var words: String { Words.oddCell(text: text, problem: problem.rawValue) }
}

/// What reading the rows of a text file showed.
package struct FileReport: Sendable, Hashable {
  package var guess = Guess()
  package var bytes = 0
  /// Rows of data, without the header.
  package var rows = 0
  /// Cells that became NaN because they could not be read.
  package var oddCells = Findings<OddCell>()
  /// Lines of rows with fewer or more cells than the header: missing cells are NaN, surplus ones left out.
  package var raggedRows = Findings<Int>()
  /// Cells of text that each of the user's words for missing values made missing, by the word's place.
  var missingWords: [Int: Int] = [:]
  /// Columns left out, with the reason.
  package var leftOut: [LeftOutColumn] = []
  /// Pictures of a folder that are left out.
  package var oddPictures = Findings<OddPicture>()
  package var remarks: [String] = []

  package init() {}
}

/// A picture that does not join the others.
package struct OddPicture: Sendable, Hashable {
  /// Its folder and name.
  package var name: String
  /// Its name and why it is left out, as `a/1.png has 32×30 pixels`.
  package var words: String
}

package struct LeftOutColumn: Sendable, Hashable {
  package var name: String
  package var reason: String
}
