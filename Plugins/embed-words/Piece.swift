/// A part of a message's pattern.
indirect enum Piece: Equatable {
  case text(String)
  /// A text that the caller gives.
  case argument(String)
  /// A whole number that the caller gives, written with spaces between thousands.
  case number(String)
  /// Which variant is taken depends on an argument: a count's plural, or a word's own.
  case choice(String, variants: [Variant], other: [Piece])
  /// Another message or term, whose words stand here.
  case reference(String)

  struct Variant: Equatable {
    /// A whole number, a plural category, or a word.
    let key: String
    let pieces: [Piece]

    static let categories: Set = ["zero", "one", "two", "few", "many", "other"]

    var isCount: Bool { Self.categories.contains(key) || Int(key) != nil }
  }

  /// - Throws: where the pattern is empty, a brace is not closed, or a placeable is none of those that are known.
  static func all(in pattern: String) throws(PatternError) -> [Piece] {
    var parser = PatternParser(pattern)
    let pieces = try parser.pieces(isVariant: false)
    guard !pieces.isEmpty else { throw PatternError(reason: "there are no words") }
    return pieces
  }
}

struct PatternError: Error {
  let reason: String
}

/// Reads a pattern from left to right; nested braces lead into themselves.
private struct PatternParser {
  private let text: [Character]
  private var place = 0

  init(_ pattern: String) { text = Array(pattern) }

  private var next: Character? { place < text.count ? text[place] : nil }

  /// Up to the end, or within a choice to the next variant or its closing brace. Blanks around a line go, as the format has
  /// it: those that count are written as `{ " " }`.
  mutating func pieces(isVariant: Bool) throws(PatternError) -> [Piece] {
    var pieces: [Piece] = []
    var words = ""
    skipBlanks()
    while let character = next {
      switch character {
      case "{":
        if !words.isEmpty { pieces.append(.text(words)) }
        words = ""
        pieces.append(try placeable())
      case "}":
        throw PatternError(
          reason: isVariant ? "the brace } of a choice stands on a line of its own" : "a brace } closes nothing")
      case "\n":
        let start = place
        skipBlanks()
        if isVariant, next == "[" || next == "*" || next == "}" { return finished(pieces, words) }
        let breaks = text[start..<place].filter { $0 == "\n" }.count
        words = trimmed(words) + (next == nil ? "" : String(repeating: "\n", count: breaks))
      default:
        words.append(character)
        place += 1
      }
    }
    if isVariant { throw PatternError(reason: "a brace { is not closed") }
    return finished(pieces, words)
  }

  private func finished(_ pieces: [Piece], _ words: String) -> [Piece] {
    let words = trimmed(words)
    return Self.merged(words.isEmpty ? pieces : pieces + [.text(words)])
  }

  /// Written blanks and the words beside them are one text.
  private static func merged(_ pieces: [Piece]) -> [Piece] {
    pieces.reduce(into: []) { merged, piece in
      if case .text(let words) = piece, case .text(let before)? = merged.last {
        merged[merged.count - 1] = .text(before + words)
      } else {
        merged.append(piece)
      }
    }
  }

  private func trimmed(_ words: String) -> String {
    String(words.reversed().drop { $0 == " " }.reversed())
  }

  /// `{ $name }`, `{ NUMBER($name) }`, `{ $name -> … }`, `{ other-message }`, `{ -term }`, `{ "as it is" }`.
  private mutating func placeable() throws(PatternError) -> Piece {
    place += 1
    skipBlanks()
    let piece: Piece
    if next == "\"" {
      piece = .text(try literal())
    } else if next == "$" {
      place += 1
      let name = try identifier()
      skipBlanks()
      piece = next == "-" ? try choice(on: name) : .argument(name)
    } else {
      let name = try identifier()
      piece = next == "(" ? .number(try argument(of: name)) : .reference(name)
    }
    skipBlanks()
    guard next == "}" else { throw PatternError(reason: "a brace { is not closed") }
    place += 1
    return piece
  }

  private mutating func argument(of function: String) throws(PatternError) -> String {
    guard function == "NUMBER" else { throw PatternError(reason: "\(function) is no function; NUMBER is the only one") }
    try take("($")
    let name = try identifier()
    try take(")")
    return name
  }

  private mutating func choice(on name: String) throws(PatternError) -> Piece {
    try take("->")
    var variants: [Piece.Variant] = []
    var other: [Piece]?
    skipBlanks()
    while let character = next, character == "[" || character == "*", isAtLineStart {
      if character == "*" { place += 1 }
      try take("[")
      let start = place
      while let letter = next, letter != "]" { place += letter == "\n" ? text.count : 1 }
      let key = String(text[min(start, text.count)..<min(place, text.count)]).filter { $0 != " " }
      try take("]")
      let pieces = try pieces(isVariant: true)
      if character == "*" { other = pieces } else { variants.append(Piece.Variant(key: key, pieces: pieces)) }
      skipBlanks()
    }
    guard let other, !variants.isEmpty else {
      throw PatternError(reason: "the choice by $\(name) needs one variant or more, and the last resort *[other]")
    }
    return .choice(name, variants: variants, other: other)
  }

  /// Whether nothing but blanks stands before here on the line; each variant has its own.
  private var isAtLineStart: Bool { text[..<place].last { $0 != " " } == "\n" }

  private mutating func literal() throws(PatternError) -> String {
    try take("\"")
    var words = ""
    while let character = next, character != "\"", character != "\n" {
      words.append(character)
      place += 1
    }
    try take("\"")
    return words
  }

  private mutating func identifier() throws(PatternError) -> String {
    let start = place
    while let letter = next, letter.isASCII, letter.isLetter || letter.isNumber || letter == "-" {
      // An arrow follows a name without a blank between.
      if letter == "-", place + 1 < text.count, text[place + 1] == ">" { break }
      place += 1
    }
    guard place > start else { throw PatternError(reason: "a name is missing after a brace {") }
    return String(text[start..<place])
  }

  private mutating func take(_ expected: String) throws(PatternError) {
    for character in expected {
      guard next == character else { throw PatternError(reason: "“\(expected)” is missing") }
      place += 1
    }
  }

  private mutating func skipBlanks() {
    while let character = next, character == " " || character == "\n" { place += 1 }
  }
}
