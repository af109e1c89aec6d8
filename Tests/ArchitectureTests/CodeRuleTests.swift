import Testing

@Suite("No code in Sources gives up where it could report")
struct CodeRuleTests {
  @Test("No fatalError, no try!, no as!", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func noTraps(path: String) throws {
    let text = SwiftText(try Repository.text(path))
    #expect(text.lines(with: /\b(?:fatalError\s*\(|try!|as!)/) == [], "\(path) traps on these lines")
  }

  /// The two places that know the descriptors: what everything is written with, and what stands in while a screen is up.
  private static let gates: Set = [
    "Sources/grainscope/Standard.swift", "Sources/Terminal/StandardErrorCapture.swift",
    "Sources/Basics/Descriptor.swift",
  ]

  @Test(
    "Text leaves through one gate: nothing else writes to standard output or error",
    arguments: Repository.files(below: "Sources", suffix: ".swift").filter { !gates.contains($0) })
  func oneGate(path: String) throws {
    let text = SwiftText(try Repository.text(path))
    let writers =
      /[^.\w](?:print|debugPrint|dump|puts|fputs|printf|vprintf|putchar|fwrite|perror)\(|STD(?:OUT|ERR)_FILENO/
    let streams = /[^.\w]std(?:out|err)\b|FileHandle\.standard/
    #expect(
      text.lines(with: writers) + text.lines(with: streams) == [],
      "\(path) writes past Sources/grainscope/Standard.swift on these lines")
  }

  @Test(
    "What moves a cursor is written by the gate and by the screen alone",
    arguments: Repository.files(below: "Sources/grainscope", suffix: ".swift").filter { !gates.contains($0) })
  func noSequences(path: String) throws {
    let strings = SwiftText(try Repository.text(path)).strings
    let acting = strings.filter {
      $0.text.contains(/\\u\{0*(?:1[bB]|9[bB])\}|\\r(?!ightarrow|n\b)/) && $0.text != "\\r"
    }
    #expect(acting.map(\.line) == [], "\(path) has a sequence of its own on these lines")
  }
}
