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

  /// Where recipes are gone through, each with its rule.
  static let recipeTable = "Sources/Models/Recipes/Recipe.swift"
  private static let recipeNames = ["nlinear", "nhits", "seasonalNaive", "perGrain", "linear2", "coupled"]

  @Test("No switch over recipes outside their table", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func recipesHaveOneTable(path: String) throws {
    guard path != Self.recipeTable else { return }
    let source = try Repository.text(path)
    guard source.contains("recipe") || Self.recipeNames.contains(where: { source.contains("." + $0) }) else { return }
    // What a recipe decides by comparison is a switch by another name.
    let recipes = try Regex(
      "\\bcase\\s+\\.(?:\(Self.recipeNames.joined(separator: "|")))\\b|\\brecipe\\s*[!=]=\\s*\\.")
    #expect(
      SwiftText(source).lines(with: recipes) == [],
      "\(path) goes through recipes on these lines; ask their rules instead")
  }

  @Test("The table of recipes leaves out none: the compiler asks for each")
  func recipeTableIsWhole() throws {
    let text = SwiftText(try Repository.text(Self.recipeTable))
    #expect(text.lines(with: /\bdefault:/) == [], "a default would hide a new recipe")
    #expect(text.lines(with: /\bcase \.seasonalNaive: \.seasonalNaive/).count == 1)
  }

  /// The list of screens, and where a screen may ask whether it is the one that is shown.
  static let screenTable = "Sources/Dashboard/Frame/ScreenID.swift"
  static let screenFolders = "Sources/Dashboard/Screens/"

  @Test("No switch over screens outside their list", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func screensHaveOneTable(path: String) throws {
    guard path != Self.screenTable else { return }
    let source = try Repository.text(path)
    let signs = ["switch screen", "switch state.screen", "case .tradeoffs", "screen == .", "screen != ."]
    guard signs.contains(where: { source.contains($0) }) else { return }
    let text = SwiftText(source)
    #expect(
      text.lines(with: /\bswitch\s+(?:\w+\.)*screen\s*\{|\bcase\s+\.tradeoffs\b(?!\()/) == [],
      "\(path) goes through screens on these lines; ask the screen itself instead")
    guard !path.hasPrefix(Self.screenFolders) else { return }
    #expect(
      text.lines(with: /\bscreen\s*[!=]=\s*\.(?!home\b)/) == [],
      "\(path) asks for one screen on these lines; a screen says what it does differently")
  }

  @Test("The list of screens leaves out none: the compiler asks for each")
  func screenTableIsWhole() throws {
    #expect(SwiftText(try Repository.text(Self.screenTable)).lines(with: /\bdefault:/) == [])
  }

  /// What may be any key or any number needs a default; what is one of a few does not.
  static let openSwitches = [
    "Screens/Lab/LabLayout.swift", "Overlays/JoinChooser.swift", "Overlays/ThemeChooser.swift",
    "Overlays/RateFinder.swift",
    "State/Reduce+Input.swift",
    "State/Reduce+Palette.swift",
  ].map { "Sources/Dashboard/" + $0 }

  @Test(
    "No default hides a new panel, action or message of the dashboard",
    arguments: Repository.files(below: "Sources/Dashboard", suffix: ".swift"))
  func dashboardAsksForAll(path: String) throws {
    let source = try Repository.text(path)
    guard source.contains("default:"), !Self.openSwitches.contains(path) else { return }
    #expect(SwiftText(source).lines(with: /\bdefault:\s*(?!\s*\[)/) == [], "\(path) has a default")
  }
}
