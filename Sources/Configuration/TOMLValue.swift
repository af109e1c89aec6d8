import Canvas

/// A value of a TOML file, as far as a setting can be one.
///
/// Settings need text, numbers, Booleans and lists of them. A general TOML library was tried for these: it ended the program
/// on some broken lines, and made it twice as large.
enum TOMLValue: Equatable {
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case list([TOMLValue])

  /// Lists within lists, at most: a setting needs one. Each takes room on the stack while it is read.
  static let levels = 8

  /// For messages: what was found.
  var shown: String {
    switch self {
    case .text(let text): "“\(TextWidth.truncated(TextWidth.cleaned(text), to: 40))”"
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .boolean(let value): String(value)
    case .list(let values): "[" + values.prefix(4).map(\.shown).joined(separator: ", ") + "]"
    }
  }

  /// The value that `text` is, with blanks and a comment around it.
  ///
  /// Source: TOML 1.0.0, toml.io/en/v1.0.0.
  init(parsing text: String) throws(TOMLStatement.Refusal) {
    var reader = TOMLValueReader(text)
    self = try reader.value()
    try reader.end()
  }
}

/// Reads one value, scalar by scalar.
private struct TOMLValueReader {
  private let scalars: [Unicode.Scalar]
  private var next = 0
  /// Lists that are open.
  private var depth = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private var scalar: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  /// Passes blanks, ends of lines and comments.
  private mutating func skip() {
    while let found = scalar {
      if found == "#" {
        while let comment = scalar, comment != "\n" { next += 1 }
      } else if found == " " || found == "\t" || found == "\n" || found == "\r" {
        next += 1
      } else {
        return
      }
    }
  }

  mutating func end() throws(TOMLStatement.Refusal) {
    skip()
    if scalar != nil { throw TOMLStatement.Refusal(Words.tomlMore) }
  }

  mutating func value() throws(TOMLStatement.Refusal) -> TOMLValue {
    skip()
    switch scalar {
    case nil: throw TOMLStatement.Refusal(Words.tomlNoValue)
    case "\"": return .text(try basicText())
    case "'": return .text(try literalText())
    case "[": return .list(try list())
    default: return try word()
    }
  }

  private mutating func list() throws(TOMLStatement.Refusal) -> [TOMLValue] {
    next += 1
    depth += 1
    defer { depth -= 1 }
    if depth > TOMLValue.levels { throw TOMLStatement.Refusal(Words.tomlDeepList(levels: "\(TOMLValue.levels)")) }
    var values: [TOMLValue] = []
    while true {
      skip()
      if scalar == "]" { break }
      if !values.isEmpty {
        guard scalar == "," else { throw TOMLStatement.Refusal(Words.tomlCommas) }
        next += 1
        skip()
        if scalar == "]" { break }
      }
      values.append(try value())
    }
    next += 1
    return values
  }

  private mutating func literalText() throws(TOMLStatement.Refusal) -> String {
    next += 1
    var text = String.UnicodeScalarView()
    while let found = scalar, found != "\n" {
      next += 1
      if found == "'" { return String(text) }
      text.append(found)
    }
    throw TOMLStatement.Refusal(Words.tomlOpenString)
  }

  private mutating func basicText() throws(TOMLStatement.Refusal) -> String {
    next += 1
    var text = String.UnicodeScalarView()
    while let found = scalar, found != "\n" {
      next += 1
      switch found {
      case "\"": return String(text)
      case "\\": text.append(try escaped())
      default: text.append(found)
      }
    }
    throw TOMLStatement.Refusal(Words.tomlOpenString)
  }

  private mutating func escaped() throws(TOMLStatement.Refusal) -> Unicode.Scalar {
    guard let letter = scalar else { throw TOMLStatement.Refusal(Words.tomlOpenString) }
    next += 1
    switch letter {
    case "b": return "\u{8}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{c}"
    case "r": return "\r"
    case "\"", "\\": return letter
    case "u", "U":
      let count = letter == "u" ? 4 : 8
      let digits = String(String.UnicodeScalarView(scalars[next..<min(next + count, scalars.count)]))
      next += count
      if digits.count == count, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16),
        let found = Unicode.Scalar(value)
      {
        return found
      }
      throw TOMLStatement.Refusal(Words.tomlEscapeDigits(letter: "\(letter)", count: "\(count)"))
    default: throw TOMLStatement.Refusal(Words.tomlEscape)
    }
  }

  /// A Boolean or a number.
  private mutating func word() throws(TOMLStatement.Refusal) -> TOMLValue {
    var text = ""
    while let found = scalar, !" \t\r\n,]#".unicodeScalars.contains(found) {
      text.unicodeScalars.append(found)
      next += 1
    }
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: break
    }
    let separatesDigits = text.split(separator: "_", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    let digits = separatesDigits ? text.filter { $0 != "_" } : text
    let bases: [(prefix: String, radix: Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
    if let base = bases.first(where: { digits.hasPrefix($0.prefix) }) {
      if let value = Int(digits.dropFirst(2), radix: base.radix) { return .integer(value) }
    } else if let first = digits.first, first.isASCII, first.isNumber || first == "-" || first == "+" {
      if let value = Int(digits) { return .integer(value) }
      if digits.last != ".", let value = Double(digits) { return .number(value) }
    }
    let shown = TextWidth.truncated(TextWidth.cleaned(text), to: 40)
    throw TOMLStatement.Refusal(Words.tomlNotAValue(found: shown))
  }
}
