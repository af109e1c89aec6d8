import Canvas

/// Cells under each other by their width on a terminal.
enum TextTable {
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
