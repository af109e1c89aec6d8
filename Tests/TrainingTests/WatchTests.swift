import Datasets
import Granularity
import Models
import Telemetry
import Tensors
import Testing

@testable import Training

@Suite("A watch: rungs learn from a stream, and the preferred grain changes as it does")
struct WatchTests {
  /// Feeds values one after the other and gathers what happened.
  @discardableResult
  private func feed(_ engine: WatchEngine, _ values: [Double], from step: Int = 0) -> [WatchNews] {
    var news: [WatchNews] = []
    for (index, value) in values.enumerated() {
      engine.take(value, at: step + index)
      news += engine.takeNews()
    }
    return news
  }

  private func changes(_ news: [WatchNews]) -> [PreferenceChange] {
    news.compactMap { if case .preferred(let change) = $0 { change } else { nil } }
  }

  private func scores(_ news: [WatchNews]) -> [OriginScore] {
    news.compactMap { if case .scored(let score) = $0 { score } else { nil } }
  }

  @Test("A planted change switches the preferred grain: coarse in noise, fine in a wave, and back")
  func plantedChange() throws {
    let engine = WatchEngine(try PlantedStream.plan())
    let first = changes(feed(engine, PlantedStream.noise(1_600)))
    #expect(engine.preferred == "8s", "\(first)")
    let second = changes(feed(engine, PlantedStream.wave(1_600), from: 1_600))
    #expect(engine.preferred == "1s" && second.last?.to == "1s", "\(second)")
    let change = try #require(second.last)
    #expect(change.reason.contains("1s forecasts best: RMSSE") && change.reason.contains("origins"))
    #expect((1_600_000...2_600_000).contains(change.at))
    let third = changes(feed(engine, PlantedStream.noise(3_200, seed: 9), from: 3_200))
    #expect(engine.preferred == "8s" && third.last?.from == "1s" || engine.preferred == "8s", "\(third)")
  }

  @Test("Forecasts are made before the values come: what comes later changes nothing of them")
  func noLookahead() throws {
    let common = PlantedStream.wave(800)
    let (one, other) = (WatchEngine(try PlantedStream.plan()), WatchEngine(try PlantedStream.plan()))
    feed(one, common)
    feed(other, common)
    func forecasts(_ engine: WatchEngine) -> [Double] { engine.origins.last?.predictions[RunID(0)] ?? [] }
    let before = forecasts(one)
    #expect(before.count == 8 && before.allSatisfy { $0.isFinite })
    feed(one, [1e6, -1e6, 1e6], from: 800)
    feed(other, [10, 10, 10], from: 800)
    #expect(forecasts(one) == before && forecasts(other) == before)
    // The wave goes on as it was learnt.
    #expect(zip(before, PlantedStream.wave(808).suffix(8)).allSatisfy { abs($0 - $1) < 0.6 })
  }

  @Test("The same values and commands give the same bits, with any recipe", arguments: Settings.onlineRecipes)
  func deterministic(recipe: Recipe) throws {
    func hashes() throws -> [UInt64] {
      let engine = WatchEngine(try PlantedStream.plan(recipe))
      feed(engine, PlantedStream.noise(120))
      engine.apply(.set(.memory, .integer(100)), to: RunID(0))
      feed(engine, PlantedStream.wave(120), from: 120)
      engine.end(.completed)
      return engine.takeNews().compactMap { news in
        if case .event(.ended(_, let report)) = news { report.weightsHash } else { nil }
      }
    }
    let first = try hashes()
    let again = try hashes()
    #expect(first.count == 3 && again == first)
  }

  @Test("Networks learn the wave too, and beat repeating the last value", arguments: [Recipe.mlp, .ridge, .linear2])
  func learning(recipe: Recipe) throws {
    let engine = WatchEngine(try PlantedStream.plan(recipe))
    let score = try #require(scores(feed(engine, PlantedStream.wave(1_200))).last)
    let fine = try #require(score.rungs.first?.mse)
    #expect(fine < score.naive / 4, "\(fine) against \(score.naive)")
    #expect(score.rungs.count == 3 && score.rungs[0].rolling?.count == 40 && score.points == 1_200)
  }

  @Test("Scores are those of their definition at the held origins")
  func scoresByDefinition() throws {
    let engine = WatchEngine(try PlantedStream.plan())
    let values = PlantedStream.noise(960)
    feed(engine, values)
    let session = engine.session(StreamInfo())
    let target = try #require(session.forecast)
    let evaluation = try #require(engine.evaluations[RunID(1)])
    let predicted = try #require(evaluation.test.forecast?.predicted)
    #expect(target.test.origins.count == 41 && predicted.count == 41 * 8 && target.test.history.count == 41 * 16)
    var (own, seasonal, scale, count) = (0.0, 0.0, 0.0, 0)
    for origin in 0..<40 {
      let step = Int(target.test.origins[origin] / 1_000)
      for index in 0..<8 {
        let actual = Double(values[step + index])
        #expect(target.test.actual[origin * 8 + index] == values[step + index])
        #expect(target.test.naive[origin * 8 + index] == values[step - 1])
        #expect(target.test.seasonalNaive[origin * 8 + index] == values[step + index - 8])
        own += (Double(predicted[origin * 8 + index]) - actual) * (Double(predicted[origin * 8 + index]) - actual)
        seasonal += (Double(values[step + index - 8]) - actual) * (Double(values[step + index - 8]) - actual)
        count += 1
      }
      #expect(
        target.test.history[origin * 16 + 15] == values[step - 1]
          && target.test.history[origin * 16] == values[step - 16])
    }
    scale = seasonal
    let scores = evaluation.test.scores
    #expect(abs((scores.mse ?? 0) - own / Double(count)) < 1e-6)
    #expect(abs((scores.rmsse ?? 0) - (own / scale).squareRoot()) < 1e-6)
    #expect(abs((scores.skill ?? 0) - (1 - own / seasonal)) < 1e-6 && scores.count == 40 && scores.isRanked)
    #expect(evaluation.test.forecast?.band.count == 8)
    // Bands were known before the values came, and hold about what they are to hold.
    let band = try #require(scores.band)
    let coverage = try #require(band.coverage)
    #expect(band.level == 0.8 && band.origins == 40 && (0.7...0.9).contains(coverage), "\(band)")
    // The newest origin's horizon has not come yet.
    #expect(target.test.actual.suffix(8).allSatisfy { $0.isNaN })
  }

  @Test(
    "A gap, however long, leaves origins unjudged and learning goes on behind it", arguments: [3, 100, 2_000_000_000])
  func gaps(length: Int) throws {
    let engine = WatchEngine(try PlantedStream.plan())
    feed(engine, PlantedStream.wave(800))
    let before = engine.judged
    let start = 800 + length / 8 * 8
    feed(engine, PlantedStream.wave(800), from: start)
    #expect(engine.judged > before + 50 && engine.points == 1_600)
    let held = engine.evaluations[RunID(0)]?.test.forecast?.predicted ?? []
    #expect(held.suffix(8).allSatisfy { $0.isFinite })
    feed(engine, [.nan, .nan, 1], from: start + 800)
    #expect(engine.points == 1_601)
    engine.setBack()
    feed(engine, PlantedStream.wave(200), from: 16)
    #expect(engine.judged > before + 60)
  }

  @Test("Of a quarter of a million points no more is held than of some thousands")
  func boundedMemory() throws {
    let engine = WatchEngine(try PlantedStream.plan(.ridge, grains: [5, 10, 20]))
    let values = PlantedStream.noise(10_000)
    func held() -> [Int] {
      engine.rungs.map { $0.values.range.count }
        + [engine.origins.count, engine.preference.count, engine.runs.count]
    }
    func pass(_ times: Int, from step: Int) {
      for time in 0..<times {
        for (index, value) in values.enumerated() { engine.take(value, at: step + time * values.count + index) }
        _ = engine.takeNews()
      }
    }
    pass(25, from: 0)
    #expect(engine.points == 250_000 && engine.judged > 12_000)
    for (now, capacity) in zip(held(), [2_000, 2_000, 2_000, 42, 40, 3]) { #expect(now <= capacity, "\(held())") }
    // The curve of all these steps is drawn from as many summaries as that of some thousands.
    #expect(engine.runs[0].telemetry.buckets(0..<200_000, limit: 100).count <= 201)
  }

  @Test("Paused runs forecast and do not learn; a step learns one window; knobs are told")
  func commands() throws {
    let engine = WatchEngine(try PlantedStream.plan())
    feed(engine, PlantedStream.wave(200))
    engine.apply(.pause, to: RunID(0))
    let steps = engine.runs[0].steps
    feed(engine, PlantedStream.wave(80), from: 200)
    #expect(engine.runs[0].steps == steps && engine.runs[1].steps > 0)
    #expect(engine.origins.last?.predictions[RunID(0)]?.count == 8)
    engine.apply(.step, to: RunID(0))
    let news = feed(engine, PlantedStream.wave(8), from: 280)
    #expect(engine.runs[0].steps == steps + 1 && engine.runs[0].phase == .paused)
    #expect(news.contains { if case .event(.phase(RunID(0), .paused)) = $0 { true } else { false } })
    engine.apply(.set(.memory, .integer(50)), to: RunID(0))
    let told = engine.takeNews().compactMap { news in
      if case .event(.applied(_, let done)) = news { done.summary } else { nil }
    }
    #expect(told == ["memory 400 → 50"])
    engine.apply(.resume, to: RunID(0))
    feed(engine, PlantedStream.wave(8), from: 288)
    #expect(engine.runs[0].steps > steps + 1)
  }

  @Test("A branch learns at once from what is held, and stands for its rung from then on")
  func branch() throws {
    let engine = WatchEngine(try PlantedStream.plan())
    feed(engine, PlantedStream.wave(900))
    let child = try #require(
      try engine.branch(from: RunID(0), edits: [.lookback: .integer(24), .recipe: .choice("mlp")]))
    let run = engine.runs[child.number]
    #expect(run.steps > 500 && run.settings.recipe == .mlp && run.lookback == 24)
    let score = try #require(scores(feed(engine, PlantedStream.wave(200), from: 900)).last)
    #expect(engine.standing.map(\.run) == [child, RunID(1), RunID(2)])
    #expect((score.rungs[0].mse ?? .infinity) < score.naive)
    #expect(throws: SettingsError.self) { try engine.branch(from: child, edits: [.recipe: .integer(3)]) }
  }

  @Test("A run that diverges ends alone, in a sentence; the others are judged on")
  func divergence() throws {
    var plan = try PlantedStream.plan(.linear2)
    plan.settings.live.learningRate = 1e6
    let engine = WatchEngine(plan)
    let news = feed(engine, PlantedStream.noise(400))
    let told = news.compactMap { if case .event(.diverged(_, let what)) = $0 { what.explanation } else { nil } }
    #expect(told.count == 3 && told[0].contains("smaller learning rate"))
    #expect(engine.runs.allSatisfy { $0.isFinished })
  }
}
