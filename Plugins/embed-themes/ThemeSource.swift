import Embedding

/// A theme file as it goes into the program: its name, its place in the list, its entries without blanks and comments.
struct ThemeSource {
  let name: String
  /// From the comment `# order: N`; themes without one come last, by name.
  let order: Int
  let entries: [String]

  /// - Throws: ``Problem`` where the name or the order cannot be used.
  init(path: String, text: String) throws(Problem) {
    name = String(path.split(separator: "/").last?.dropLast(".theme".count) ?? "")
    guard !name.isEmpty, name.allSatisfy({ "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" }) else {
      throw Problem(path, "a theme is named by small letters a to z, digits and hyphens; rename the file")
    }
    let lines = text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
    let mark = "# order:"
    var order = Int.max
    if let line = lines.first(where: { $0.hasPrefix(mark) }) {
      let value = line.dropFirst(mark.count).filter { $0 != " " }
      guard let number = Int(value) else {
        throw Problem(path, "found “\(line)”, expected a whole number, as \(mark) 40")
      }
      order = number
    }
    self.order = order
    entries = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }.map(String.init)
  }

  func comesBefore(_ other: ThemeSource) -> Bool { (order, name) < (other.order, other.name) }

  /// Code for all of them: their names in order, and a constant for each, read when it is first asked for.
  static func code(_ themes: [ThemeSource]) -> String {
    let sorted = themes.sorted { $0.comesBefore($1) }
    return """
      // Made from themes/*.theme by embed-themes: change those instead.

      enum BuiltInThemes {
        static let names: [String] = [\(sorted.map { "\"\($0.name)\"" }.joined(separator: ", "))]

        static func theme(named name: String) -> Theme? {
          switch name {
      \(sorted.map { "    case \"\($0.name)\": BuiltInTheme.`\($0.name)`\n" }.joined())\
          default: nil
          }
        }
      }

      enum BuiltInTheme {
      \(sorted.map(\.constant).joined(separator: "\n"))
      }

      """
  }

  private var constant: String {
    // As Swift writes a string, so that no file can break out of its quotes.
    let lines = entries.map { "    " + $0.debugDescription.dropFirst().dropLast() + "\n" }.joined()
    return "  static let `\(name)` = Theme(\n    builtIn: \"\(name)\", text: \"\"\"\n\(lines)    \"\"\")"
  }
}
