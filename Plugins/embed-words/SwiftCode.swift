import Embedding

extension Catalogue {
  /// A property or function for each message, in English's order, which chooses among the languages where there are several.
  ///
  /// - Throws: ``Problem`` where a language lacks a message, has one that English lacks, or other arguments.
  static func code(_ catalogues: [Catalogue]) throws(Problem) -> String {
    guard let english = catalogues.first(where: { $0.language == "en" }) else {
      throw Problem("embed-words", "there are no words in English")
    }
    for other in catalogues where other.language != english.language { try other.check(against: english) }
    var members: [String] = []
    for message in english.messages {
      var versions: [(language: String, body: String)] = []
      for catalogue in catalogues {
        guard let version = catalogue.messages.first(where: { $0.name == message.name }) else { continue }
        var function = FunctionBody(numbers: Set(message.arguments.filter(\.isNumber).map(\.name)))
        let literal = try function.literal(version.pieces, language: catalogue.language)
        versions.append((catalogue.language, (function.lines + ["return " + literal]).joined(separator: "\n")))
      }
      members.append(message.declaration(versions))
    }
    return """
      // Made from Sources/Words by embed-words: change the words there.
      \(english.path.hasSuffix("/Basics.ftl") ? "" : "import Basics")

      /// What this module says, by name.
      enum Words {
      \(members.joined(separator: "\n"))
      }

      """
  }

  private func check(against english: Catalogue) throws(Problem) {
    for message in english.messages {
      guard let own = messages.first(where: { $0.name == message.name }) else {
        throw Problem(path, 1, "\(message.name) is missing, which English has")
      }
      let (expected, found) = (Set(message.arguments.map(\.name)), Set(own.arguments.map(\.name)))
      guard expected == found else {
        throw Problem(
          path, own.line, "\(own.name) names \(found.sorted()), but English \(expected.sorted())")
      }
    }
    if let more = messages.first(where: { own in !english.messages.contains { $0.name == own.name } }) {
      throw Problem(path, more.line, "\(more.name) is no message of English")
    }
  }
}

extension Message {
  fileprivate func declaration(_ versions: [(language: String, body: String)]) -> String {
    let parameters = arguments.map { "`\($0.name.camelCased)`: \($0.isNumber ? "Int" : "String")" }
    let body =
      versions.count == 1
      ? versions[0].body
      : "switch Language.current {\n"
        + versions.map { "case .\($0.language):\n\($0.body)" }.joined(separator: "\n") + "\n}"
    let head =
      parameters.isEmpty
      ? "static var `\(name.camelCased)`: String"
      : "static func `\(name.camelCased)`(\(parameters.joined(separator: ", "))) -> String"
    return "\(head) {\n\(body)\n}"
  }
}

/// What a function says before it returns, line by line: each choice becomes a constant.
private struct FunctionBody {
  let numbers: Set<String>
  private(set) var lines: [String] = []

  init(numbers: Set<String>) { self.numbers = numbers }

  /// Which counts are of a category, by language (Unicode's CLDR); what is not here is of the last resort.
  private static let plurals: [String: [String: String]] = ["en": ["one": "1"], "zh": [:]]

  /// A literal of Swift whose interpolations name arguments and constants.
  mutating func literal(_ pieces: [Piece], language: String) throws(Problem) -> String {
    var literal = ""
    for piece in pieces {
      switch piece {
      case .text(let words): literal += words.debugDescription.dropFirst().dropLast()
      case .argument(let name), .number(let name):
        literal +=
          "\\(" + (numbers.contains(name) ? "NumberFormat.integer(`\(name.camelCased)`)" : "`\(name.camelCased)`") + ")"
      case .choice(let name, let variants, let other):
        let isCount = numbers.contains(name)
        var cases: [String] = []
        for variant in variants {
          let words = try self.literal(variant.pieces, language: language)
          cases.append("case \(try pattern(variant.key, isCount: isCount, language: language)): \(words)")
        }
        cases.append("default: " + (try self.literal(other, language: language)))
        literal += "\\(choice\(lines.count))"
        lines.append(
          "let choice\(lines.count): String = switch `\(name.camelCased)` { \(cases.joined(separator: "; ")) }")
      case .reference(let name): throw Problem("embed-words", "\(name) was not resolved")
      }
    }
    return "\"\(literal)\""
  }

  private func pattern(_ key: String, isCount: Bool, language: String) throws(Problem) -> String {
    guard isCount else { return key.debugDescription }
    if Int(key) != nil { return key }
    guard let pattern = Self.plurals[language]?[key] else {
      throw Problem("embed-words", "\(language) has no plural “\(key)”; give a number, or *[other]")
    }
    return pattern
  }
}

extension String {
  /// As `rowsLeftOut` for `rows-left-out`.
  fileprivate var camelCased: String {
    let parts = split(separator: "-")
    return (parts.first.map(String.init) ?? "")
      + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
