import Testing

@Suite("No code in Sources gives up where it could report")
struct CodeRuleTests {
  @Test("No fatalError, no try!, no as!", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func noTraps(path: String) throws {
    let text = SwiftText(try Repository.text(path))
    #expect(text.lines(with: /\b(?:fatalError\s*\(|try!|as!)/) == [], "\(path) traps on these lines")
  }
}
