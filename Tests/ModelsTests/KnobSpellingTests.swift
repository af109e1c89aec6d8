import Basics
import Foundation
import Networks
import Telemetry
import Testing

@testable import Models

@Suite("Every choice of every knob has one spelling")
struct KnobSpellingTests {
  /// Every recipe on everything that it can learn from, with every schedule.
  static let all: [Settings] = KnobTableTests.recipes + [Settings(.mlp, on: .table, classifying: false)]

  @Test("It is in small letters with hyphens, and is read with capitals", arguments: all)
  func choices(settings: Settings) throws {
    for knob in Knob.allCases {
      guard case .choices(let names) = settings.range(of: knob) else { continue }
      for name in names {
        #expect(name.wholeMatch(of: /[a-z]+[0-9]*(-[a-z0-9]+)*/) != nil, "\(knob): \(name)")
        for text in [name.uppercased(), name.replacing("-", with: " "), name.replacing("-", with: "_")] {
          var turned = settings
          try turned.set(knob, parsing: text)
          #expect(turned.value(of: knob) == .choice(name), "\(knob): \(text)")
        }
      }
    }
  }

  @Test("A name that is nearly one of them is answered with that", arguments: all)
  func nearMisses(settings: Settings) {
    for knob in Knob.allCases {
      guard case .choices(let names) = settings.range(of: knob) else { continue }
      for name in names where name.contains("-") {
        var turned = settings
        let typed = name.replacing("-", with: "")
        let error = #expect(throws: SettingsError.self) { try turned.set(knob, parsing: typed) }
        #expect(error?.sentence.contains("did you mean \(name)?") == true, "\(error?.sentence ?? "")")
      }
    }
    let error = SettingsError.unknownChoice(.scaler, found: "xyzzy", known: ["min-max", "none"])
    #expect(error.sentence == "scaler cannot be “xyzzy”; choose one of min-max, none.")
  }

  @Test("A kept model names knobs as JSON does, and reads what earlier versions called them")
  func keptSettings() throws {
    var settings = Settings(.mlp)
    settings.live.batchSize = 7
    settings.schedule.kind = .step
    settings.schedule.stepEpochs = 9
    settings.activation = .leakyRelu
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(KeptSettings(settings)), as: UTF8.self)
    for part in [#""batch":7"#, #""stepEvery":9"#, #""activation":"leaky-relu""#, #""learningRate":0.001,"#] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    let older = [
      #""batch""#: #""batchSize""#, #""stepEvery""#: #""stepEpochs""#, "leaky-relu": "leakyRelu",
      #""learningRate":0.001,"#: #""learningRate":0.0010000000474974513,"#,
    ].reduce(text) { $0.replacing($1.key, with: $1.value) }
    #expect(older != text)
    for text in [text, older] {
      #expect(try JSONDecoder().decode(KeptSettings.self, from: Data(text.utf8)).settings() == settings)
    }
  }

  @Test("What a choice brings is what acts once it is set", arguments: Schedule.Kind.allCases)
  func companions(kind: Schedule.Kind) throws {
    var settings = Settings(.mlp)
    let companions = settings.companions.filter { $0.choice == .choice(kind.rawValue) && $0.other == .schedule }
    let before = Set(settings.knobs.map(\.knob))
    try settings.set(.schedule, to: .choice(kind.rawValue))
    #expect(companions.map(\.knob) == settings.knobs.map(\.knob).filter { !before.contains($0) })
    for companion in companions {
      #expect(settings.value(of: companion.knob) == companion.value)
      #expect(settings.range(of: companion.knob) == companion.range)
    }
  }

  @Test("Another optimizer brings its β₂")
  func optimizers() {
    let beta = Settings(.mlp).companions.filter { $0.knob == .beta2 }
    #expect(
      beta.map(\.choice) == ["rmsprop", "adam", "adamw"].map(KnobValue.choice)
        && beta.map(\.value) == [0.99, 0.999, 0.999].map { KnobValue.number(Double(Float($0))) })
  }

  @Test("Help says what a knob may be with whatever recipe and data")
  func help() {
    #expect(Knob.combination.help == "one of sum, mean, weighted, learnt")
    #expect(Knob.loss.help == "one of mse, mae, huber, cross-entropy")
    #expect(
      Knob.kernel.help == "on a series a whole number from 0 to 31; on images an odd number from 1 to 15, or 0")
    #expect(Knob.dropout.help == "a number from 0 to 0.9")
    for knob in Knob.allCases { #expect(!knob.help.isEmpty, "\(knob)") }
    for settings in KnobTableTests.recipes {
      for (knob, _, range) in settings.knobs {
        guard case .choices(let names) = range else { continue }
        for name in names { #expect(knob.help.contains(name), "\(knob): \(name)") }
      }
    }
  }

  @Test("The manual says how many epochs each recipe plans, on all that it can learn from")
  func epochs() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let manual = try String(contentsOf: root.appending(path: "docs/recipes.md"), encoding: .utf8)
    for recipe in Recipe.allCases where recipe.hasSteps {
      let planned = [Content.series, .table, .images].map { content in
        recipe.fits(content) ? "\(Settings(recipe, on: content).epochs)" : ""
      }
      let row = "| `\(recipe.rawValue)` | \(planned.joined(separator: " | ")) |"
      #expect(manual.contains(row), "\(row)")
      #expect(Settings(recipe).watchedEpochs == 10 * Settings(recipe).epochs)
    }
  }
}
