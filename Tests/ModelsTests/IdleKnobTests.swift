import Basics
import Networks
import Telemetry
import Testing

@testable import Models

@Suite("A knob that does nothing says why, and where it would act")
struct IdleKnobTests {
  @Test("Every knob either acts or has a reason that names where it does", arguments: KnobTableTests.recipes)
  func isWhole(settings: Settings) {
    let acting = settings.knobs.map(\.knob)
    for knob in Knob.allCases {
      let idleness = settings.idleness(of: knob)
      #expect((idleness == nil) == acting.contains(knob), "\(knob)")
      switch idleness {
      case .beside(_, let other, let found, let names):
        #expect(!names.isEmpty && !names.contains(found) && settings.value(of: other).display == found)
      case .recipe(_, let recipe, let recipes): #expect(!recipes.isEmpty && !recipes.contains(recipe))
      case .content(_, let content, let contents): #expect(!contents.isEmpty && !contents.contains(content))
      case .noSteps(_, let recipe): #expect(!recipe.hasSteps)
      case nil: break
      }
    }
  }

  @Test("What makes it act is what is said")
  func remedy() throws {
    var settings = Settings(.mlp)
    guard case .beside(_, let other, _, let names) = settings.idleness(of: .peak) else { throw Unexpected() }
    try settings.set(other, to: .choice(try #require(names.first)))
    #expect(settings.idleness(of: .peak) == nil)
    guard case .recipe(_, _, let recipes) = settings.idleness(of: .coupling) else { throw Unexpected() }
    #expect(recipes.allSatisfy { Settings($0).idleness(of: .coupling) == nil })
  }

  private struct Unexpected: Error {}

  @Test(
    "Sentences",
    arguments: [
      (
        Settings(.mlp), Knob.peak, "--peak does nothing with --schedule constant; it acts with one-cycle. Leave it out."
      ),
      (
        Settings(.ridge), .epochs,
        "--epochs does nothing with ridge, which is solved at once, without steps. Leave it out, or take another --recipe."
      ),
      (
        Settings(.mlp), .coupling,
        "--coupling does nothing with mlp; it acts with coupled. Leave it out, or take another --recipe."
      ),
      (
        Settings(.mlp, on: .table), .lookback,
        "--lookback does nothing on a table; it acts on a series or a stream. Leave it out."
      ),
    ])
  func sentences(settings: Settings, knob: Knob, sentence: String) {
    #expect(settings.idleness(of: knob)?.sentence == sentence)
  }

  @Test("On a stream nothing of epochs acts")
  func online() {
    let settings = Settings(online: .mlp)
    for knob in [Knob.epochs, .schedule, .scaler, .inputs] {
      guard case .content(_, .stream, let contents) = settings.idleness(of: knob, online: true) else {
        Issue.record("\(knob) acts on a stream")
        continue
      }
      #expect(contents.contains(.series))
    }
    for knob in [Knob.kernel, .activation, .loss, .memory] { #expect(settings.idleness(of: knob, online: true) == nil) }
  }

  @Test("Another optimizer brings its own β₂, as PyTorch has it, unless β₂ was set", arguments: Optimizer.allCases)
  func beta2(optimizer: Optimizer) throws {
    var settings = Settings(.mlp)
    try settings.set(.optimizer, to: .choice(optimizer.rawValue))
    #expect(settings.live.beta2 == (optimizer == .rmsprop ? 0.99 : 0.999))
    try settings.set(.optimizer, to: .choice("adam"))
    #expect(settings.live.beta2 == 0.999)
    try settings.set(.beta2, to: .number(0.95))
    try settings.set(.optimizer, to: .choice(optimizer.rawValue))
    #expect(settings.live.beta2 == 0.95)
  }

  @Test("What is set beside an optimizer stays, though it is another's default")
  func settingOrder() throws {
    var settings = Settings(.mlp)
    let edits: [Knob: KnobValue] = [.beta2: .number(0.999), .optimizer: .choice("rmsprop"), .recipe: .choice("gru")]
    #expect(edits.inOrderOfSetting.map(\.knob) == [.recipe, .optimizer, .beta2])
    for (knob, value) in edits.inOrderOfSetting { try settings.set(knob, to: value) }
    #expect(settings.live.beta2 == 0.999 && settings.optimizer == .rmsprop)
  }
}
