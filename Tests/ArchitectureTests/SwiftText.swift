import Synchronization

/// Swift source with comments and the contents of strings blanked, so that words can be looked for.
///
/// Blanked characters become spaces and line breaks stay: a position still tells its line.
struct SwiftText: Sendable {
  let code: String
  /// What its strings say, in their order, with the line on which each begins; an interpolation is one ``placeholder``.
  let strings: [(text: String, line: Int)]

  static let placeholder: Character = "\u{FFFC}"

  /// One of a file that many tests look at is made once.
  private static let made = Mutex<[String: SwiftText]>([:])

  init(_ source: String) {
    if let known = Self.made.withLock({ $0[source] }) {
      self = known
      return
    }
    var scanner = Scanner(rest: source[...])
    code = scanner.code()
    strings = scanner.strings
    let text = self
    Self.made.withLock { $0[source] = text }
  }

  /// The modules that are imported, each with its line, counted from 1; a C library by the name that it has on Linux.
  var imports: [(module: String, line: Int)] {
    let statement =
      /(?:^|[;\n])[ \t]*(?:@\w+(?:\([^)]*\))?\s+|(?:public|package|internal|fileprivate|private)\s+)*import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(?<module>\w+)/
    return code.matches(of: statement).map { match in
      let module = String(match.output.module)
      return (["Darwin", "Musl"].contains(module) ? "Glibc" : module, line(of: match.output.module.startIndex))
    }
  }

  /// The lines, counted from 1, on which `pattern` occurs.
  func lines(with pattern: some RegexComponent) -> [Int] {
    code.ranges(of: pattern).map { line(of: $0.lowerBound) }
  }

  private func line(of index: String.Index) -> Int {
    1 + code[..<index].count { $0.isNewline }
  }
}

/// One pass over Swift source; knows comments (nested), strings (raw, of one line, of several), and nothing else.
private struct Scanner {
  var rest: Substring
  var kept = ""
  var strings: [(text: String, line: Int)] = []
  private var line = 1

  init(rest: Substring) { self.rest = rest }

  mutating func code() -> String {
    while let character = rest.first {
      if rest.hasPrefix("//") {
        blank { $0.first?.isNewline ?? true }
      } else if rest.hasPrefix("/*") {
        blockComment()
      } else if character == "\"" || character == "#", let delimiter = stringDelimiter() {
        string(delimiter)
      } else {
        keep()
      }
    }
    return kept
  }

  private mutating func keep() {
    let character = rest.removeFirst()
    if character.isNewline { line += 1 }
    kept.append(character)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where !rest.isEmpty {
      let character = rest.removeFirst()
      kept.append(character.isNewline ? character : " ")
      if character.isNewline { line += 1 }
    }
  }

  private mutating func blank(until end: (Substring) -> Bool) {
    while !rest.isEmpty && !end(rest) { blank() }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if rest.hasPrefix("/*") {
        depth += 1
        blank(2)
      } else if rest.hasPrefix("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && !rest.isEmpty
  }

  /// The quotes and number signs that open a string here; nil where a number sign opens something else.
  private func stringDelimiter() -> (quotes: String, signs: String)? {
    let signs = String(rest.prefix { $0 == "#" })
    let after = rest.dropFirst(signs.count)
    if after.hasPrefix("\"\"\"") { return ("\"\"\"", signs) }
    return after.hasPrefix("\"") ? ("\"", signs) : nil
  }

  private mutating func string(_ delimiter: (quotes: String, signs: String)) {
    let first = line
    var text = ""
    defer { strings.append((text, first)) }
    blank(delimiter.signs.count + delimiter.quotes.count)
    let close = delimiter.quotes + delimiter.signs
    let escape = "\\" + delimiter.signs
    while !rest.isEmpty && !rest.hasPrefix(close) {
      if rest.hasPrefix(escape + "(") {
        text.append(SwiftText.placeholder)
        blank(escape.count)
        interpolation()
      } else if rest.hasPrefix(escape) {
        text += rest.prefix(escape.count + 1)
        blank(escape.count + 1)
      } else if delimiter.quotes == "\"" && rest.first?.isNewline == true {
        return
      } else {
        if let character = rest.first { text.append(character) }
        blank()
      }
    }
    blank(close.count)
  }

  /// Blanks `( … )` with whatever strings and comments stand inside.
  private mutating func interpolation() {
    var depth = 0
    repeat {
      if rest.first == "(" { depth += 1 }
      if rest.first == ")" { depth -= 1 }
      if let delimiter = stringDelimiter() { string(delimiter) } else { blank() }
    } while depth > 0 && !rest.isEmpty
  }
}
