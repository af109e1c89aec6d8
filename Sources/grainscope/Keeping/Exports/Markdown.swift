import Datasets

/// Pieces of a page of Markdown, in which texts from outside are texts and nothing else.
enum Markdown {
  static func code(_ text: some StringProtocol) -> String {
    let text = Clean.text(text, limit: 300)
    // As many signs around it as no run of them within has.
    var (longest, run) = (0, 0)
    for sign in text {
      run = sign == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return longest > 0 ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  static func codes(_ texts: [String]) -> String { texts.map { code($0) }.joined(separator: ", ") }

  /// Signs that mean something are meant as they are.
  static func plain(_ text: String) -> String {
    String(Clean.text(text, limit: 1000).flatMap { "\\`*_[]<>|#".contains($0) ? ["\\", $0] : [$0] })
  }

  /// - Parameter rows: of code and plain text; a line between cells is none of a text's own.
  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func cell(_ text: String) -> String {
      text.contains("|") ? text.replacing("\\|", with: "|").replacing("|", with: "\\|") : text
    }
    let lines = [line(heads), line(heads.map { _ in "---" })] + rows.map { line($0.map(cell)) }
    return lines.joined(separator: "\n")
  }
}
