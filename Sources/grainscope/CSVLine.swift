/// A row of a CSV file as RFC 4180 has it: cells with a comma, a quote or a line end stand in quotes, which are doubled
/// within.
enum CSVLine {
  static func text(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\n" }

  private static func cell(_ text: String) -> String {
    let isPlain = !text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
