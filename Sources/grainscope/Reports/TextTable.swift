import Canvas
import Datasets

/// Cells under each other by their width on a terminal.
enum TextTable {
  /// The same of cells that come from outside, as all that a store holds may: it may be another one's.
  static func cleaned(_ rows: [[String]], _ sides: [Alignment]) -> String {
    aligned(rows.map { $0.map { outside($0) } }, sides)
  }

  /// A text from outside, however long.
  static func outside(_ text: String) -> String { Clean.text(text, limit: 4000) }

  /// - Parameter sides: of each column; columns beyond stand to the left.
  static func aligned(_ rows: [[String]], _ sides: [Alignment]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? TextWidth.width(of: $0[column]) : nil }.max() ?? 0
    }
    return rows.map { row in
      var line = row.indices.map { column in
        TextWidth.padded(row[column], to: widths[column], column < sides.count ? sides[column] : .left)
      }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
