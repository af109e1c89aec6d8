/// A line of a TOML file, or the lines that a list takes.
struct TOMLStatement {
  enum Content {
    /// Blank, or a comment.
    case nothing
    case section(String)
    /// The parts of a dotted name.
    case setting([String], TOMLValue)
  }

  /// Why a statement does not hold, as half a sentence.
  struct Refusal: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private var text: String
  /// Brackets of lists that are not closed yet.
  private var depth = 0
  /// As many as were open at once.
  private var deepest = 0
  private var hasBrace = false

  init(_ line: String) {
    text = line
    // A bracket at the beginning is a section's.
    if line.trimmed.first != "[" { scan(line) }
  }

  /// Whether a list continues in the next line.
  var isOpen: Bool { depth > 0 && !isTooDeep }

  private var isTooDeep: Bool { deepest > TOMLValue.levels }

  mutating func append(_ line: String) {
    text += "\n" + line
    scan(line)
  }

  /// Counts brackets outside of quotes and comments.
  private mutating func scan(_ line: String) {
    var quote: Unicode.Scalar?
    var isEscaped = false
    for character in line.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        if character == open { quote = nil }
        isEscaped = open == "\"" && character == "\\"
      } else {
        switch character {
        case "\"", "\'": quote = character
        case "#": return
        case "[":
          depth += 1
          deepest = max(deepest, depth)
        case "]": depth -= 1
        case "{", "}": hasBrace = true
        default: break
        }
      }
    }
  }

  func parsed() throws(Refusal) -> Content {
    let content = text.trimmed
    guard let first = content.first, first != "#" else { return .nothing }
    if first == "[" { return .section(try Self.sectionName(content)) }
    guard let equals = content.firstIndex(of: "=") else { throw Refusal(Words.tomlNoEquals) }
    let path = try Self.path(String(content[..<equals]))
    let value = String(content[content.index(after: equals)...])
    if isTooDeep { throw Refusal(Words.tomlDeepList(levels: "\(TOMLValue.levels)")) }
    if isOpen { throw Refusal(Words.tomlOpenList) }
    if hasBrace { throw Refusal(Words.tomlBraces) }
    if value.contains("\"\"\"") || value.contains("\'\'\'") { throw Refusal(Words.tomlSeveralLines) }
    if value.trimmed.isEmpty || value.trimmed.first == "#" { throw Refusal(Words.tomlNoValue) }
    return .setting(path, try TOMLValue(parsing: value))
  }

  private static func sectionName(_ content: String) throws(Refusal) -> String {
    let inner = content.dropFirst()
    guard let close = inner.firstIndex(of: "]") else { throw Refusal(Words.tomlOpenSection) }
    let rest = String(inner[inner.index(after: close)...]).trimmed
    let name = String(inner[..<close]).trimmed
    guard rest.isEmpty || rest.first == "#", isBare(name) else { throw Refusal(Words.tomlSectionForm) }
    return name
  }

  private static func path(_ written: String) throws(Refusal) -> [String] {
    let parts = written.split(separator: ".", omittingEmptySubsequences: false).map { part -> String in
      let name = String(part).trimmed
      guard name.count >= 2, let quote = name.first, quote == "\"" || quote == "\'", name.last == quote else {
        return name
      }
      return String(name.dropFirst().dropLast())
    }
    guard parts.allSatisfy(isBare) else { throw Refusal(Words.tomlNameForm) }
    return parts
  }

  private static func isBare(_ name: String) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    var rest = unicodeScalars[...]
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
