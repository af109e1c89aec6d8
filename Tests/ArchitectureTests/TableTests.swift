import Testing

@Suite("What the program can do stands in tables, and nowhere else")
struct TableTests {
  /// Where a `switch` may go through the knobs: their words and their rules.
  static let knobTables = ["Sources/Telemetry/Knobs.swift", "Sources/Models/Knobs/Knob+Rule.swift"]

  @Test("No switch over knobs outside their tables", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func knobsHaveOneTable(path: String) throws {
    guard !Self.knobTables.contains(path) else { return }
    let source = try Repository.text(path)
    let names = ["learningRate", "batchSize", "weightDecay", "clipNorm", "couplingRule", "sharingRule", "baseNetwork"]
    // Most files name none, and need not be read as Swift.
    guard names.contains(where: { source.contains("." + $0) }) else { return }
    let knobs = try Regex("\\bcase\\s+\\.(?:" + names.joined(separator: "|") + ")\\b")
    #expect(
      SwiftText(source).lines(with: knobs) == [], "\(path) goes through knobs on these lines; ask their rules instead")
  }

  @Test("The tables of knobs leave out none: the compiler asks for each", arguments: knobTables)
  func knobTablesAreWhole(path: String) throws {
    let text = SwiftText(try Repository.text(path))
    #expect(text.lines(with: /\bdefault:/) == [], "\(path) has a default, which would hide a new knob")
  }

  @Test("No default hides a new recipe", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func recipesAreAskedFor(path: String) throws {
    let source = try Repository.text(path)
    let names = ["nlinear", "seasonalNaive", "perGrain", "linear2"]
    guard source.contains("default:"), names.contains(where: { source.contains("case .\($0)") }) else { return }
    // A recipe that falls into a default trains as something else without a word.
    #expect(SwiftText(source).lines(with: /\bdefault:/) == [], "\(path) goes through recipes and has a default")
  }
}
