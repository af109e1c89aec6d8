import Testing

@Suite("A switch over a closed set names all its cases, so that the compiler leads whoever adds one")
struct ClosedSetTests {
  /// What may be switched over with a default, where, and why.
  static let exemptions: [(subject: String, paths: [String], reason: String)] = [
    (
      "key",
      [
        "Sources/Dashboard/Overlays/JoinChooser.swift", "Sources/Dashboard/Overlays/ThemeChooser.swift",
        "Sources/Dashboard/Overlays/RateFinder.swift",
        "Sources/Dashboard/State/Reduce+Input.swift", "Sources/Dashboard/State/Reduce+Palette.swift",
      ],
      "an overlay takes the few keys that it knows; any character is a key"
    ),
    (
      "scalar.properties.generalCategory", ["Sources/Canvas/Text/TextWidth+Tables.swift"],
      "Unicode's categories are the platform's"
    ),
  ]

  @Test("No default hides a new case", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func casesAreNamed(path: String) throws {
    let exempt = Self.exemptions.filter { $0.paths.contains(path) }.map(\.subject)
    let hiding = try Self.hidingSwitches(path).filter { !exempt.contains($0.subject) }
    #expect(hiding.isEmpty, "\(path) leaves cases of an enum to a default; write them out, or ask the enum")
  }

  @Test(
    "Every exemption is still needed", arguments: exemptions.flatMap { each in each.paths.map { ($0, each.subject) } })
  func exemptionsAreTight(path: String, subject: String) throws {
    #expect(try Self.hidingSwitches(path).contains { $0.subject == subject })
  }

  private static func hidingSwitches(_ path: String) throws -> [HidingSwitch] {
    let source = try Repository.text(path)
    // Comments and strings can only add some, and most files have none at all.
    return HidingSwitch.all(in: source).isEmpty ? [] : HidingSwitch.all(in: SwiftText(source).code)
  }
}

/// A `switch` whose cases are all of enums, and whose default stands for the rest of them.
private struct HidingSwitch: Equatable {
  /// What is switched over.
  let subject: String
  /// That of the default, from 1.
  let line: Int

  /// Goes by the indentation of `swift format`: a `switch`, its cases and its default begin in the same column.
  static func all(in code: String) -> [HidingSwitch] {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { number in
      let margin = lines[number].prefix { $0 == " " }
      guard lines[number].dropFirst(margin.count).hasPrefix("default:") else { return nil }
      var cases: [Substring] = []
      for line in lines[..<number].reversed() where line.hasPrefix(margin) {
        let label = line.dropFirst(margin.count)
        if label.hasPrefix("case ") {
          cases.append(label)
        } else if label.first.map({ $0 != " " && $0 != "#" && !label.hasPrefix("//") }) ?? false {
          guard !cases.isEmpty, cases.allSatisfy(isOfEnum) else { return nil }
          return HidingSwitch(subject: subject(label), line: number + 1)
        }
      }
      return nil
    }
  }

  /// Whether a pattern names a case, or is a tuple that begins with one.
  private static func isOfEnum(_ label: Substring) -> Bool {
    label.prefixMatch(of: /case (?:let )?\(?\.[a-z]/) != nil
  }

  private static func subject(_ head: Substring) -> String {
    guard let found = head.firstMatch(of: /\bswitch (?<subject>.+) \{/) else { return String(head) }
    return String(found.output.subject)
  }
}

@Suite("Finding switches that hide cases")
struct HidingSwitchTests {
  @Test(
    "Over an enum",
    arguments: [
      "switch a {\ncase .one: 1\ndefault: 2\n}", "return switch a {\ncase .one: 1\ndefault: 2\n}",
      "switch a {\ncase .one:\n  f {\n  }\n\n// Why.\ncase let .two(b),\n  .three:\n  1\ndefault:\n  2\n}",
      "switch a {\ncase .one where b: 1\n#if os(Linux)\ncase .two: 2\n#endif\ndefault: 2\n}",
    ])
  func seen(source: String) {
    #expect(HidingSwitch.all(in: source).map(\.subject) == ["a"])
  }

  @Test("Over pairs, and one within another")
  func nested() {
    let source = "switch (a, b) {\ncase (.one, 1):\n  switch c {\n  case .two: 1\n  default: 2\n  }\ndefault: 3\n}"
    #expect(
      HidingSwitch.all(in: source) == [HidingSwitch(subject: "c", line: 5), HidingSwitch(subject: "(a, b)", line: 7)])
  }

  @Test(
    "Over what has no end, or with all cases",
    arguments: [
      "switch a {\ncase 1: 1\ndefault: 2\n}", "switch a {\ncase \"one\": 1\ncase .none: 2\ndefault: 2\n}",
      "switch a {\ncase .one: 1\ncase .two: 2\n}", "f(\n  a[\n    b,\n    default: 0])",
      "switch a {\ncase .one: 1\ncase .two: 2\n}\nswitch b {\ncase 1: 1\ndefault: 2\n}",
      "switch a {\ndefault: 2\n}",
    ])
  func unseen(source: String) {
    #expect(HidingSwitch.all(in: source).isEmpty)
  }
}
