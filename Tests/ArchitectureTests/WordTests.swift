import Testing

@Suite("What a user reads stands in the catalogue, Sources/Words, and nowhere in code")
struct WordTests {
  /// Strings of several words that no user reads, or that are no words of a language: where, and why.
  static let exemptions: [(path: String, holds: String, reason: String)] = [
    ("Sources/Canvas/Export/SVG.swift", "<svg", "markup"),
    ("Sources/Canvas/Export/SVG.swift", "<circle", "markup"),
    ("Sources/Canvas/Export/SVGBody.swift", "<text", "markup"),
    ("Sources/Terminal/PrivateEntry.swift", "private entry", "a name for the terminal database"),
  ]

  /// Modules whose words are still in their code.
  static let notYet = [
    "Canvas", "Configuration", "Dashboard", "Datasets", "Granularity", "Models", "Networks", "Studies", "Telemetry",
    "Training",
  ]

  @Test("No sentence outside the catalogue", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func sentencesAreInTheCatalogue(path: String) throws {
    guard !Self.notYet.contains(where: { path.hasPrefix("Sources/\($0)/") }) else { return }
    let exempt = Self.exemptions.filter { $0.path == path }.map(\.holds)
    let strays = try Self.sentences(in: path).filter { stray in !exempt.contains { stray.text.contains($0) } }
    #expect(
      strays.isEmpty,
      "\(path) says on these lines what belongs into the catalogue: \(strays.map { "\($0.line): \($0.text)" })")
  }

  @Test("Every exemption is still needed", arguments: exemptions.map { [$0.path, $0.holds] })
  func exemptionsAreTight(exemption: [String]) throws {
    #expect(try Self.sentences(in: exemption[0]).contains { $0.text.contains(exemption[1]) })
  }

  /// Strings that hold two words or a word beside a value, but for those that only a builder sees: of a precondition.
  private static func sentences(in path: String) throws -> [(text: String, line: Int)] {
    let source = try Repository.text(path)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let word = /[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}|[A-Za-z]{2,}[,;:.]? \u{FFFC}|\u{FFFC} [A-Za-z]{2,}/
    return SwiftText(source).strings.filter { text, line in
      guard text.contains(word) else { return false }
      return !lines[max(0, line - 6)..<line].contains { $0.contains(/\b(?:precondition|fatalError|assert)\w*\(/) }
    }
  }
}

@Suite("The catalogue")
struct CatalogueTests {
  static let files = Repository.files(below: "Sources/Words/en", suffix: ".ftl")

  @Test("Every message is said somewhere", arguments: files)
  func messagesAreUsed(path: String) throws {
    let module = path.split(separator: "/").last?.dropLast(".ftl".count) ?? ""
    let sources = try Repository.files(below: "Sources/\(module)", suffix: ".swift").map(Repository.text)
    let messages = try Repository.text(path).matches(of: /(?m)^([a-z][a-z0-9-]*) *=/).map { String($0.output.1) }
    for message in messages {
      let parts = message.split(separator: "-")
      let name = parts[0] + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let isSaid = try Regex("\\bWords\\.`?\(name)\\b")
      let isReferred = try Repository.text(path).contains("{ \(message) }")
      #expect(isReferred || sources.contains { $0.contains(isSaid) }, "\(path): \(message) is never said")
    }
  }
}
