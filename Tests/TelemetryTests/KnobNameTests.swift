import Basics
import Foundation
import Telemetry
import Testing

@Suite("A knob has one name, in as many spellings as there are places")
struct KnobNameTests {
  @Test("Option, name in JSON and title follow from each other", arguments: Knob.allCases)
  func spellings(knob: Knob) {
    #expect(knob.option.wholeMatch(of: /[a-z]+[0-9]?(-[a-z]+)*/) != nil)
    let words = knob.option.split(separator: "-")
    let camelCase = words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    #expect(camelCase == knob.rawValue)
    // A letter of the formulas stands behind the title, or for all of it.
    let letters = knob.title.split(separator: " ").filter { !"ματ".contains($0) }.joined(separator: " ")
    let symbols = ["β₂": "beta2", "": "tau"]
    #expect(Spelling.key(symbols[letters] ?? letters) == knob.option)
  }

  @Test("It is found by every spelling, with and without capitals", arguments: Knob.allCases)
  func typed(knob: Knob) {
    for name in [knob.option, knob.rawValue, knob.title, knob.abbreviation] {
      #expect(Knob(typed: name) == knob && Knob(typed: name.uppercased()) == knob, "\(name)")
    }
    #expect(Knob(typed: knob.option.replacing("-", with: "_")) == knob)
    #expect(Knob(typed: knob.option + "-x") == nil)
  }

  @Test("No two knobs share a spelling")
  func apart() {
    let names = Knob.allCases.flatMap { knob in
      Set([knob.option, knob.rawValue, knob.title, knob.abbreviation].map(Spelling.key))
    }
    #expect(Set(names).count == names.count)
  }

  static let earlier: [(String, Knob)] = [
    ("batchSize", .batchSize), ("sharingRule", .sharingRule), ("couplingRule", .couplingRule),
    ("threshold", .threshold), ("stepEpochs", .stepEpochs), ("warmUpEpochs", .warmUpEpochs),
    ("augmentation", .augmentation),
  ]

  @Test("What an earlier version called it is read, and no longer written", arguments: earlier)
  func earlierNames(name: String, knob: Knob) throws {
    let read = try JSONDecoder().decode([Knob: KnobValue].self, from: Data(#"{"\#(name)":3}"#.utf8))
    #expect(read == [knob: .integer(3)])
    let text = String(decoding: try JSONEncoder().encode(read), as: UTF8.self)
    #expect(text == #"{"\#(knob.rawValue)":3}"# && !text.contains(name))
    #expect(try JSONDecoder().decode(Knob.self, from: Data(#""\#(name)""#.utf8)) == knob)
    #expect([name: 7].kept(knob) == 7 && [knob.rawValue: 8, name: 7].kept(knob) == 8)
    #expect(Knob(typed: name) == knob)
  }

  @Test("Every knob comes back from JSON, and what is none does not", arguments: Knob.allCases)
  func json(knob: Knob) throws {
    let value = [knob: KnobValue.choice("x")]
    #expect(try JSONDecoder().decode([Knob: KnobValue].self, from: try JSONEncoder().encode(value)) == value)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Knob.self, from: Data(#""zip""#.utf8)) }
  }

  @Test(
    "Choices of earlier versions are read by their names of today",
    arguments: [
      (Knob.scaler, "minMax", "min-max"), (.scaler, "zScore", "z-score"), (.activation, "leakyRelu", "leaky-relu"),
      (.couplingRule, "same-sign drift", "same-sign"), (.augmentation, "shift+flip", "shift-flip"),
    ])
  func earlierChoices(knob: Knob, old: String, new: String) {
    let range = KnobRange.choices(["none", new])
    for text in [old, new, new.uppercased(), new.replacing("-", with: " ")] {
      #expect(knob.value(parsing: text, in: range) == .choice(new), "\(text)")
    }
    #expect(knob.present(.choice(old)) == .choice(new) && knob.present(.choice("none")) == .choice("none"))
  }

  @Test(
    "JSON has the shortest number that is read back as the same",
    arguments: [(0.003, "0.003"), (1e-5, "1e-05"), (2, "2"), (0.1, "0.1"), (0.9999, "0.9999"), (1e3, "1000")])
  func shortest(number: Double, text: String) throws {
    let value = KnobValue.number(Double(Float(number)))
    let data = try JSONEncoder().encode([value])
    #expect(String(decoding: data, as: UTF8.self) == "[\(text)]")
    let back = try JSONDecoder().decode([KnobValue].self, from: data)
    #expect(back.map { KnobRange.linear(lower: 0, upper: 1, step: 1).restored($0) } == [value])
  }

  @Test(
    "Widths are written with commas, and read with blanks and hyphens too",
    arguments: ["64,32", "64 32", "64-32", "64, 32", "64 , 32"])
  func widths(text: String) {
    let range = KnobRange.widths(lower: 1, upper: 4096)
    #expect(range.value(parsing: text)?.display == "64,32")
    let empty = KnobValue.list([])
    #expect(range.value(parsing: empty.display) == empty && range.value(parsing: "None") == empty)
    for wrong in ["64,-32", "-64", "64--32", "64-", "64x32", "64,,32", ",64", "64,"] {
      #expect(range.value(parsing: wrong) == nil, "\(wrong)")
    }
  }
}
