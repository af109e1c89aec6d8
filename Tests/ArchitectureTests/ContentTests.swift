import Testing

@Suite("What kind of data is worked with is carried, not inferred")
struct ContentTests {
  /// A way to infer the kind of data or the task, which no compiler completes when there is another one.
  struct Inference: CustomTestStringConvertible {
    let name: String
    /// A line that does it, for which the pattern must look.
    let example: String
    let pattern: String
    /// The files and folders where it may be done, and why.
    var exemptions: [String: String] = [:]

    var testDescription: String { name }
    // A full stop ends a word.
    var regex: Regex<AnyRegexOutput> { get throws { try Regex(pattern).wordBoundaryKind(.simple) } }

    func exempts(_ path: String) -> Bool { exemptions.keys.contains { path.hasPrefix($0) } }
  }

  static let inferences = [
    Inference(
      name: "a comparison with a kind", example: "if session.content.kind == .images {",
      pattern:
        #"\b(?:kind|content|task|axis)\s*[!=]=\s*\.(?:series|table|images|stream|forecast|classes|number|time|space|rows)\b"#,
      exemptions: [
        "Sources/Datasets/": "readers ask which kind they were told to read, and find out which it is",
        "Sources/Models/Knobs/Knob+Rule.swift": "a knob acts along one axis, as another beside one schedule",
      ]),
    Inference(
      name: "a cast to an experiment", example: "guard let samples = experiment as? SampleExperiment else {",
      pattern: #"\b(?:as[?!]?|is)\s+(?:Sample|Forecast)Experiment\b"#),
    Inference(
      name: "a target that is there or not", example: "let isForecast = state.session?.forecast != nil",
      pattern: #"\b(?:session|info|content)\??\.(?:forecast|classes|stream|target)\s*[!=]=\s*nil\b"#),
    Inference(
      name: "pictures that are empty", example: "if !gallery.pixels.isEmpty {", pattern: #"\bpixels\.isEmpty\b"#),
    Inference(
      name: "a score that is there or not", example: "let value = scores.rmsse ?? scores.accuracy",
      pattern: #"\b(?:rmsse|skill)\b.*\?\?.*\b(?:accuracy|f1|mse)\b"#),
  ]

  @Test("Nothing infers it anew", arguments: inferences)
  func isCarried(inference: Inference) throws {
    let regex = try inference.regex
    for path in Repository.files(below: "Sources", suffix: ".swift") where !inference.exempts(path) {
      let source = try Repository.text(path)
      guard source.contains(regex) else { continue }
      #expect(
        SwiftText(source).lines(with: regex) == [],
        "\(path): \(inference.name) on these lines; switch over the content or the task, or take the case as a value")
    }
  }

  @Test("A name of a kind is written once, in its table", arguments: ["series", "table", "images", "stream"])
  func namesAreCases(kind: String) throws {
    let comparison = try Regex(#"(?:[!=]=|\bcase)\s+"\#(kind)""#)
    for path in Repository.files(below: "Sources", suffix: ".swift") {
      let lines = try Repository.text(path).split(separator: "\n").filter { $0.contains(comparison) }
      #expect(lines.isEmpty, "\(path) goes by the name of a kind; Content has a case for it")
    }
  }

  @Test("Every exemption is still needed", arguments: inferences)
  func exemptionsAreTight(inference: Inference) throws {
    let regex = try inference.regex
    for exempt in inference.exemptions.keys.sorted() {
      let isNeeded = try Repository.files(below: "Sources", suffix: ".swift").contains { path in
        try path.hasPrefix(exempt) && SwiftText(Repository.text(path)).lines(with: regex) != []
      }
      #expect(isNeeded, "\(exempt) need not be exempt")
    }
  }

  @Test("Each is found where it is done", arguments: inferences)
  func isSeen(inference: Inference) throws {
    #expect(inference.example.contains(try inference.regex))
  }
}
