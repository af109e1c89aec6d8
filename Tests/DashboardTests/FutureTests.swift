import Basics
import Canvas
import Telemetry
import Testing

@testable import Dashboard

extension Scene {
  /// Beyond the last origin, with the answer.
  static let future: Scene = {
    var scene = Scene("future", story, story.training(), keys: Array(repeating: .character("."), count: 42))
    if let wish = scene.state.futureWish { scene.take(.future(wish, .known(story.future))) }
    return scene
  }()
}

extension DemandStory {
  /// The day after its last origin of the test part.
  var future: FutureForecast {
    guard let part = session.forecast?.test, let origin = part.origins.last else { preconditionFailure("no origin") }
    let past = session.forecast?.historySteps ?? 0
    let predicted = (0..<48).map { step -> Double in (step < 24 ? 33_000 : 23_000) + 100 * Double(step) }
    return FutureForecast(
      weights: .best(epoch: 11), origin: origin, times: Array(part.times.suffix(48)), predicted: predicted,
      band: (0..<48).map { 700 + 14 * Double($0) }, bandLevel: 0.8, history: Array(part.history.suffix(past)),
      zoneOffset: 0, learntTo: part.origins[0], remarks: ["The forecast begins at midnight."])
  }
}

@Suite("Beyond the last origin lies the future")
struct FutureTests {
  private let story = Scene.story

  private func screen(_ state: State, _ size: Size) -> String {
    var state = state
    _ = reduce(&state, .input(.resize(size)))
    return render(state, size: size, look: Look(), curves: story.curves).lines().joined(separator: "\n")
  }

  private func press(_ state: inout State, _ keys: Key...) { for key in keys { _ = reduce(&state, .input(.key(key))) } }

  @Test("Weights of the middle of an epoch are not called those of its end")
  func withinEpoch() throws {
    var state = story.state(story.training())
    for _ in 0..<state.originCount { press(&state, .character(".")) }
    let (wish, run) = (try #require(state.futureWish), try #require(state.shown))
    func shown(_ weights: ScoredWeights, _ step: Int) -> String {
      var future = story.future
      (future.weights, future.step) = (weights, step)
      _ = reduce(&state, .future(wish, .known(future)))
      return screen(state, Size(160, 50))
    }
    let last = try #require(run.last)
    #expect(shown(.last(epoch: last.epoch), last.step).contains("─ last \(last.epoch) "))
    let within = shown(.last(epoch: last.epoch), last.step + 1)
    #expect(within.contains("in epoch \(last.epoch + 1) ") && !within.contains("─ last \(last.epoch) "), "\(within)")
    #expect(shown(.best(epoch: 11), 0).contains("best 11"))
  }

  @Test("A step behind the last origin asks for it, and a step back leaves it")
  func steps() throws {
    var state = story.state(story.training())
    let count = state.originCount
    for _ in 1..<count { press(&state, .character(".")) }
    #expect(state.lab.origin == count - 1 && state.futureWish == nil)
    press(&state, .character("."))
    let wish = try #require(state.futureWish)
    #expect(wish.run == state.shown?.plan.run && wish.weights == .best(epoch: state.shown?.best?.epoch ?? 0))
    press(&state, .character("."))
    #expect(state.futureWish == wish)
    // It is asked for where it can be seen alone, and of the run that is shown.
    press(&state, .character("2"))
    #expect(state.futureWish == nil)
    press(&state, .character("1"), .character("g"))
    #expect(state.futureWish?.run == RunID(1))
    press(&state, .character("G"), .character(","))
    #expect(state.futureWish == nil && state.lab.origin == count - 1)
    press(&state, .character(","))
    #expect(state.lab.origin == count - 2)
    // A single origin has a future too.
    var single = DemandStory(originCount: 1).state(DemandStory(originCount: 1).training())
    press(&single, .character("."))
    #expect(single.futureWish != nil)
  }

  @Test(
    "It is drawn with its band, without actual values, and says from where and from which rows",
    arguments: [Size(80, 24), Size(160, 50)])
  func drawn(size: Size) throws {
    var state = Scene.future.state
    let text = screen(state, size)
    for words in [
      "beyond the data", "▒ 80 %", "best 11", "learnt up to", "lower 80 %", "upper 80 %", "not held against",
    ] {
      #expect(text.contains(words), "“\(words)” is missing in\n\(text)")
    }
    #expect(text.contains("33 000") && text.contains("32 300") && text.contains("33 700"), "\(text)")
    #expect(!text.contains("─ actual") && !text.contains("origin 1 of"))
    #expect(size.width == 80 || text.contains("The forecast begins at midnight."))
    state.lab.chosenPanel = .table
    guard case .text(let copied, _) = try #require(LabScreen.copySource(state)) else {
      Issue.record("rows are copied")
      return
    }
    let lines = copied.split(separator: "\n")
    #expect(lines[0].contains("beyond the data") && lines[0].contains("best 11"), "\(lines[0])")
    #expect(lines[1] == "time\t30min\tlower 80 %\tupper 80 %" && lines.count == 50, "\(lines[1])")
  }

  @Test(
    "Rows behind the last boundary of all grains stand beside what was forecast for them",
    arguments: [Size(80, 24), Size(160, 50)])
  func rowsBehind(size: Size) throws {
    var state = story.state(story.training())
    for _ in 0..<42 { press(&state, .character(".")) }
    var future = story.future
    future.actual = (0..<5).map { 31_000 + 111 * Double($0) }
    _ = reduce(&state, .future(try #require(state.futureWish), .known(future)))
    let text = screen(state, size)
    let origin = CivilTime(future.origin, offset: 0).stamp(step: 1_800_000)
    for words in ["newest", "─ actual", "forecast from \(origin)", "actual 5 rows behind it", "31 000"] {
      #expect(text.contains(words), "“\(words)” is missing in\n\(text)")
    }
    #expect(!text.contains("beyond the data") && text.contains("newest origin"))
    state.lab.chosenPanel = .table
    guard case .text(let copied, _) = try #require(LabScreen.copySource(state)) else {
      Issue.record("rows are copied")
      return
    }
    let lines = copied.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(lines[1] == ["time", "actual", "30min", "lower 80 %", "upper 80 %"])
    #expect(Double(lines[6][1]) == 31_444 && Double(lines[6][2]) == 33_400 && lines[7][1] == "–", "\(lines[6])")
  }

  @Test("Until the answer comes that is said, and a refusal stands in the panel as a sentence")
  func waiting() throws {
    var state = story.state(story.training())
    for _ in 0..<42 { press(&state, .character(".")) }
    #expect(screen(state, Size(80, 24)).contains("forecasting beyond the data …"))
    let wish = try #require(state.futureWish)
    _ = reduce(&state, .future(wish, .refused("A value before the origin is missing; give --gaps interpolate:3.")))
    #expect(screen(state, Size(80, 24)).contains("A value before the origin is missing"))
    // What was said of another run says nothing of this one.
    press(&state, .character("g"))
    #expect(!screen(state, Size(80, 24)).contains("A value before the origin is missing"))
  }

  @Test(
    "What still comes, and samples without an order, have none",
    arguments: [Scene.stream, .regression, .classification])
  func none(scene: Scene) {
    var state = scene.state
    for _ in 0..<200 { press(&state, .character(".")) }
    #expect(state.futureWish == nil)
  }
}
