import Testing

@Suite("What a user reads stands in the catalogue, Sources/Words, and nowhere in code")
struct WordTests {
  /// Strings of several words that no user reads, or that are no words of a language: where, and why.
  static let exemptions: [(path: String, holds: String, reason: String)] = [
    ("Sources/Telemetry/KnobNames.swift", "same-sign drift", "a choice of earlier versions, which is typed"),
    ("Sources/Telemetry/KnobNames.swift", "start div", "a title of earlier versions, which is typed"),
    ("Sources/Telemetry/KnobNames.swift", "final div", "a title of earlier versions, which is typed"),
    ("Sources/Datasets/CSV/StampChooser.swift", "day of month", "a column's name that is recognised"),
    ("Sources/Datasets/Data/LabelNames.swift", "date time", "a column's name that is recognised"),
    ("Sources/Datasets/Data/LabelNames.swift", "local time", "a column's name that is recognised"),
    ("Sources/Datasets/Data/LabelNames.swift", "column \u{FFFC}", "a column's name, which is typed"),
    ("Sources/Datasets/Calendar/Cadence.swift", "\u{FFFC} mo", "a unit's sign"),
    ("Sources/Datasets/Calendar/Cadence.swift", "\u{FFFC} ms", "a unit's sign"),
    ("Sources/Datasets/Profile/Period.swift", "\u{FFFC} ms", "a unit's sign"),
    ("Sources/Datasets/Reading/OtherFormat.swift", "SQLite format 3", "how such a file begins"),
    ("Sources/Datasets/JSONLines/JSONLinesStream.swift", "JSON Lines", "a format's own name"),
    ("Sources/Models/Fitted/FittedSamples.swift", "column \u{FFFC}", "a column's name, which is typed"),
    ("Sources/Telemetry/Runs/EndReport+Codable.swift", "is no hash of weights", "a decoder's remark for builders"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "\u{FFFC} IN (", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "\u{FFFC} IS NULL, ", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "\u{FFFC} OR ", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "run.status", "SQL"),
    ("Sources/Store/Index/StoreIndex.swift", "run, shardBytes", "SQL"),
    ("Sources/Store/SQLite/SQL.swift", "AND", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "NOT NULL", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "run.deletedAt IS NULL", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "ESCAPE", "SQL"),
    ("Sources/Store/Index/StoreIndex+Query.swift", "NOT \u{FFFC}", "SQL"),
    ("Sources/grainscope/Keeping/Exports/ExportPython.swift", "import", "Python"),
    ("Sources/grainscope/Keeping/Exports/ExportPython.swift", "with safe_open", "Python"),
    ("Sources/grainscope/Keeping/Exports/ExportPython.swift", "for name", "Python"),
    ("Sources/grainscope/Keeping/Exports/ExportPython.swift", "print(", "Python"),
    ("Sources/grainscope/Keeping/Exports/ExportPython.swift", "if origin", "Python"),
    ("Sources/Canvas/Export/SVG.swift", "<svg", "markup"),
    ("Sources/Canvas/Export/SVG.swift", "<circle", "markup"),
    ("Sources/Canvas/Export/SVGBody.swift", "<text", "markup"),
    ("Sources/Terminal/PrivateEntry.swift", "private entry", "a name for the terminal database"),
  ]

  @Test("No sentence outside the catalogue", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func sentencesAreInTheCatalogue(path: String) throws {
    let exempt = Self.exemptions.filter { $0.path == path }.map(\.holds)
    let strays = try Self.sentences(in: path).filter { stray in !exempt.contains { stray.text.contains($0) } }
    #expect(
      strays.isEmpty,
      "\(path) says on these lines what belongs into the catalogue: \(strays.map { "\($0.line): \($0.text)" })")
  }

  /// Modules that draw, where a single word is read as a sentence is.
  static let drawing = ["Dashboard"]

  /// Words that are the same in every language, or that are typed and not read: where, and why.
  static let names: [(path: String, word: String, reason: String)] = [
    ("", "Grainscope", "the name of the program"),
    ("Sources/Dashboard/Frame/Ink.swift", "Enter", "what is printed on a key"),
    ("Sources/Dashboard/Frame/ScreenID.swift", "lab", "an action in the configuration file"),
    ("Sources/Dashboard/Frame/ScreenID.swift", "trade-offs", "an action in the configuration file"),
    ("Sources/Dashboard/Frame/ScreenID.swift", "data", "an action in the configuration file"),
    ("Sources/Dashboard/Frame/ScreenID.swift", "runs", "an action in the configuration file"),
    ("Sources/Dashboard/Kept/KeptBrush.swift", "grain", "a name in a condition"),
    ("Sources/Dashboard/Kept/KeptBrush.swift", "recipe", "a name in a condition"),
    ("Sources/Dashboard/Kept/KeptBrush.swift", "rate", "a name in a condition"),
    ("Sources/Dashboard/Kept/KeptBrush.swift", "validation", "a name in a condition"),
    ("Sources/Dashboard/Kept/KeptQuery.swift", "best-loss", "a column of `runs list`"),
    ("Sources/Dashboard/Screens/Lab/CurveWindow.swift", "none", "a value in the configuration file"),
    ("Sources/Dashboard/Screens/Lab/CurveWindow.swift", "light", "a value in the configuration file"),
    ("Sources/Dashboard/Screens/Lab/CurveWindow.swift", "medium", "a value in the configuration file"),
    ("Sources/Dashboard/Screens/Lab/CurveWindow.swift", "strong", "a value in the configuration file"),
  ]

  @Test(
    "No single word outside the catalogue where it would be drawn",
    arguments: drawing.flatMap { Repository.files(below: "Sources/\($0)", suffix: ".swift") })
  func singleWordsAreInTheCatalogue(path: String) throws {
    let own = Self.names.filter { $0.path.isEmpty || $0.path == path }.map(\.word)
    let strays = try Self.words(in: path).filter { !own.contains($0.text) }
    #expect(
      strays.isEmpty,
      "\(path) draws words that belong into the catalogue: \(strays.map { "\($0.line): \($0.text)" })")
  }

  @Test("Every name is still there", arguments: names.map { [$0.path, $0.word] })
  func namesAreTight(name: [String]) throws {
    let paths = name[0].isEmpty ? Repository.files(below: "Sources/Dashboard", suffix: ".swift") : [name[0]]
    #expect(try paths.contains { path in try Self.words(in: path).contains { $0.text == name[1] } })
  }

  @Test("Every exemption is still needed", arguments: exemptions.map { [$0.path, $0.holds] })
  func exemptionsAreTight(exemption: [String]) throws {
    #expect(try Self.sentences(in: exemption[0]).contains { $0.text.contains(exemption[1]) })
  }

  /// Strings that hold two words or a word beside a value, but for those that only a builder sees and for statements of SQL.
  private static func sentences(in path: String) throws -> [(text: String, line: Int)] {
    let statement = /^\s*(?:BEGIN|CASE|CREATE|DELETE|DROP|EXISTS|INSERT|PRAGMA|SELECT)\b/
    let word = /[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}|[A-Za-z]{2,}[,;:.]? \u{FFFC}|\u{FFFC} [A-Za-z]{2,}/
    return try strings(in: path) { text, _ in text.contains(word) && !text.contains(statement) }
  }

  /// Strings with three small letters in a row, without the blanks around them; but for an action's name in the
  /// configuration file, beside which stands its name in words. Capital letters alone are symbols, as RMSE is.
  private static func words(in path: String) throws -> [(text: String, line: Int)] {
    try strings(in: path) { text, source in
      text.contains(/[a-z]{3,}/) && !source.contains("\"\(text)\", Words.action")
    }.map { (String($0.text.trimmingPrefix(while: \.isWhitespace)), $0.line) }
  }

  /// Strings that may be words, but for the text of a precondition.
  private static func strings(
    in path: String, where mayBeWords: (_ text: String, _ source: String) -> Bool
  ) throws -> [(text: String, line: Int)] {
    let source = try Repository.text(path)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    return SwiftText(source).strings.filter { text, line in
      mayBeWords(text, source)
        && !lines[max(0, line - 6)..<line].contains { $0.contains(/\b(?:precondition|fatalError|assert)\w*\(/) }
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
    let said = Set(sources.flatMap { $0.matches(of: /\bWords\.`?(\w+)/).map { String($0.output.1) } })
    let catalogue = try Repository.text(path)
    let messages = catalogue.matches(of: /(?m)^([a-z][a-z0-9-]*) *=/).map { String($0.output.1) }
    for message in messages {
      let parts = message.split(separator: "-")
      let name = parts[0] + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let isReferred = catalogue.contains("{ \(message) }")
      #expect(isReferred || said.contains(String(name)), "\(path): \(message) is never said")
    }
  }
}
