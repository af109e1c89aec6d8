import Basics
import Networks
import Telemetry
import Testing

@testable import Models

@Suite("Settings turn as knobs")
struct SettingsTests {
  @Test(
    "Every knob reads back what was set",
    arguments: [
      (Knob.learningRate, KnobValue.number(0.5)), (.batchSize, .integer(64)), (.dropout, .number(0.25)),
      (.momentum, .number(0.5)), (.weightDecay, .number(0.125)), (.clipNorm, .number(1)), (.epochs, .integer(7)),
      (.units, .list([8, 4, 2])), (.lookback, .integer(12)), (.optimizer, .choice("sgd")),
      (.schedule, .choice("cosine")), (.loss, .choice("huber")), (.scaler, .choice("robust")),
      (.inputs, .choice("all")),
    ])
  func readsBack(knob: Knob, value: KnobValue) throws {
    var settings = Settings(.mlp)
    try settings.set(knob, to: value)
    #expect(settings.value(of: knob) == value)
  }

  @Test("Every recipe's own settings come through as they are when all knobs are set anew", arguments: Recipe.allCases)
  func survivesItself(recipe: Recipe) throws {
    let settings = Settings(recipe, on: recipe.readsImages ? .images : .series)
    var again = settings
    for entry in settings.knobs { try again.set(entry.knob, to: entry.value) }
    #expect(again == settings)
  }

  @Test("Numbers are held within a knob's range")
  func clamps() throws {
    var settings = Settings(.mlp)
    try settings.set(.dropout, to: .number(2))
    #expect(settings.live.dropout == 0.9)
    try settings.set(.learningRate, to: .number(0))
    #expect(settings.live.learningRate == 1e-6)
    try settings.set(.batchSize, to: .integer(-5))
    #expect(settings.live.batchSize == 0)
  }

  @Test("A value of the wrong kind or an unknown name is refused in a sentence and changes nothing")
  func refuses() {
    var settings = Settings(.mlp)
    let before = settings
    #expect(throws: SettingsError.wrongKind(.dropout, .choice("a lot"))) {
      try settings.set(.dropout, to: .choice("a lot"))
    }
    #expect(throws: SettingsError.self) { try settings.set(.optimizer, to: .choice("adamm")) }
    #expect(settings == before)
    #expect(
      SettingsError.unknownChoice(.optimizer, found: "adamm", known: ["adam", "sgd"]).sentence
        == "optimizer cannot be “adamm”; did you mean adam? Choose one of adam, sgd.")
  }

  @Test(
    "A step of one example has no spread that a batch normalization could go by: either is refused beside the other")
  func singleExamples() throws {
    var settings = Settings(.mlp)
    try settings.set(.normalization, parsing: "batch")
    #expect(throws: SettingsError.self) { try settings.set(.batchSize, parsing: "1") }
    try settings.set(.batchSize, parsing: "2")
    try settings.set(.normalization, parsing: "layer")
    try settings.set(.batchSize, parsing: "1")
    let error = try #require(throws: SettingsError.self) { try settings.set(.normalization, parsing: "batch") }
    #expect(error.sentence.contains("normalization") && error.sentence.contains("none, layer"))
    #expect(settings.normalization == .layer && settings.live.batchSize == 1)
  }

  @Test("Normalization stands between each hidden layer and its activation")
  func normalizedLayers() throws {
    var settings = Settings(.mlp)
    for (name, word) in [("none", ""), ("batch", " → BatchNorm"), ("layer", " → LayerNorm")] {
      try settings.set(.normalization, to: .choice(name))
      let summary = settings.architecture(inputs: 9, outputs: 3).summary
      #expect(summary == "Dense 64\(word) relu → Dropout → Dense 32\(word) relu → Dropout → Dense 3")
    }
  }

  @Test(
    "What a user writes is read by the knob's own range",
    arguments: [
      (Knob.learningRate, "3e-4", KnobValue.number(Double(Float(3e-4)))), (.batchSize, "0", .integer(0)),
      (.units, "64,32", .list([64, 32])), (.units, "64 32", .list([64, 32])), (.scaler, "min-max", .choice("min-max")),
      (.schedule, "warm-up", .choice("warm-up")),
    ])
  func parses(knob: Knob, text: String, value: KnobValue) throws {
    var settings = Settings(.mlp)
    try settings.set(knob, parsing: text)
    #expect(settings.value(of: knob) == value)
  }

  @Test(
    "What a user writes is refused with what may be written, and nothing is held within bounds in silence",
    arguments: [
      (Knob.dropout, "1.7", "dropout 1.7 is out of range; give a number from 0 to 0.9."),
      (.learningRate, "0", "learning rate 0 is out of range; give a number from 1e-6 to 10."),
      (.batchSize, "1000000", "batch 1000000 is out of range; give a whole number from 0 to 4096."),
      (.epochs, "ten", "epochs cannot be “ten”; give a whole number from 1 to 1000000."),
      (.weightDecay, "nan", "weight decay cannot be “nan”; give a number from 1e-6 to 1, or 0."),
      (.units, "64,0", "units 64,0 is out of range; give at most 8 whole numbers from 1 to 4096, as 64,32."),
      (
        .scaler, "zscore",
        "scaler cannot be “zscore”; did you mean z-score? Choose one of min-max, z-score, robust, none."
      ), (.scaler, "both", "scaler cannot be “both”; choose one of min-max, z-score, robust, none."),
    ])
  func refusesText(knob: Knob, text: String, sentence: String) {
    var settings = Settings(.mlp)
    let before = settings
    do {
      try settings.set(knob, parsing: text)
      Issue.record("\(text) was taken for \(knob.title)")
    } catch {
      #expect(error.sentence == sentence)
    }
    #expect(settings == before)
  }

  @Test("Names of earlier journals are still understood")
  func earlierNames() throws {
    var settings = Settings(.mlp)
    try settings.set(.scaler, to: .choice("minMax"))
    #expect(settings.scaling == .minMax && settings.value(of: .scaler) == .choice("min-max"))
  }

  @Test("Another recipe brings its own settings and keeps seed and inputs")
  func recipeChange() throws {
    var settings = Settings(.mlp)
    settings.seed = 9
    try settings.set(.inputs, to: .choice("all"))
    try settings.set(.recipe, to: .choice("linear2"))
    #expect(settings.live.batchSize == 1 && settings.optimizer == .sgd && settings.seed == 9 && settings.inputs == .all)
  }

  @Test("The recipes' networks are those of their names")
  func architectures() {
    #expect(
      Settings(.mlp).architecture(inputs: 10, outputs: 3).summary.replacing(" → Dropout", with: "")
        == "Dense 64 relu → Dense 32 relu → Dense 3")
    #expect(Settings(.linear2).architecture(inputs: 10, outputs: 1).summary == "Dense 5 → Dense 1")
    let nlinear = Settings(.nlinear).architecture(inputs: 40, outputs: 12, past: 30)
    #expect(nlinear.summary == "NLinear 30 → 12" && nlinear.parameterCount == 31 * 12)
    let dlinear = Settings(.dlinear).architecture(inputs: 40, outputs: 12, past: 30)
    #expect(dlinear.summary == "DLinear 30 → 12" && dlinear.parameterCount == 2 * 31 * 12)
    var gru = Settings(.gru)
    gru.units = [8, 4]
    // The spread and the calendar, ten columns here, go round the recurrent layers.
    let recurrent = gru.architecture(inputs: 40, outputs: 12, past: 30)
    #expect(recurrent.parameterCount == 24 * (1 + 8 + 2) + 12 * (8 + 4 + 2) + (4 + 10 + 1) * 12)
    #expect(recurrent.summary == "GRU 30 → 8,4 → 12")
    var settings = Settings(.nhits)
    settings.units = [8, 4]
    let nhits = settings.architecture(inputs: 40, outputs: 48, past: 30)
    // Pools of 16, 8 and 1 see 2, 4 and 30 values; knots every 24, 12 and 1 steps; two blocks explain the past.
    let hidden = [2, 4, 30].reduce(0) { $0 + ($1 + 1) * 8 + 9 * 4 }
    #expect(nhits.parameterCount == hidden + 5 * (2 + 4 + 48) + 2 * 5 * 30)
    #expect(nhits.summary == "N-HiTS 30 → 8,4 → 48")
  }

  @Test("Every knob that a recipe has is offered where it means something", arguments: Recipe.allCases)
  func offersAll(recipe: Recipe) {
    let contents = Content.ofFiles.filter(recipe.fits)
    let offered = contents.flatMap { Settings(recipe, on: $0).knobs.map(\.knob) }
    #expect(recipe.rule.knobs.subtracting(offered).isEmpty)
  }
}
