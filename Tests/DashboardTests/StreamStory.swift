import Basics
import Dashboard
import Glibc
import Telemetry

/// A watch as the engine would tell it: three rungs of a stream of one value a second, after a number of origins.
struct StreamStory {
  static let steps = 8
  static let start: Instant = 1_790_000_000_000
  static let rungs: [RungID] = ["1s", "4s", "8s"]

  static func plan(_ run: Int, _ rung: Int) -> RunPlan {
    RunPlan(
      run: RunID(run), rung: rungs[rung], recipe: "ridge", summary: "16 lags → 8, least squares whose past fades",
      epochs: 0, stepsPerEpoch: 1, trainingRows: 0, validationRows: 0, parameterCount: 136,
      multiplyAddsPerExample: 289, seed: 1,
      knobs: [
        (.memory, .integer(400), .integers(lower: 10, upper: 100_000, step: 50)),
        (.weightDecay, .number(0), .logarithmic(lower: 1e-6, upper: 1, zero: true)),
        (.lookback, .integer(16), .integers(lower: 1, upper: 200, step: 1)),
        (.recipe, .choice("ridge"), .choices(["ridge", "mlp"])),
      ], isClosedForm: false)
  }

  static func value(_ second: Int) -> Double { 40 + 20 * Double(sin(Double(second) * 0.785)) + Double(second % 7) }

  /// The newest `held` of `count` origins, the last of which is open with `come` values.
  static func session(_ count: Int, held: Int = 41, come: Int = 3, _ stream: StreamInfo? = nil) -> SessionInfo {
    let origins = (max(count - held, 0)..<count).map { $0 * steps + 100 }
    let seconds = origins.flatMap { origin in (0..<steps).map { origin + $0 } }
    let newest = (origins.last ?? 0) + come
    let scores = { (rmsse: Double) in
      Scores(count: origins.count - 1, isRanked: origins.count > 20, mse: 9, rmsse: rmsse, skill: 1 - rmsse * rmsse)
    }
    let test = ForecastPart(
      origins: origins.map { start + Int64($0) * 1_000 }, times: seconds.map { start + Int64($0) * 1_000 },
      actual: seconds.map { $0 < newest ? value($0) : .nan },
      naive: origins.flatMap { origin in (0..<steps).map { _ in value(origin - 1) } },
      seasonalNaive: seconds.map { value($0 - steps) }, naiveScores: scores(1.31), seasonalNaiveScores: scores(1),
      history: origins.flatMap { origin in (origin - 2 * steps..<origin).map(value) },
      zoneOffsets: origins.map { _ in 3_600_000 })
    let target = ForecastTarget(
      horizonLabel: "8s", grainLabel: "1s", stepMilliseconds: 1_000, steps: steps, seasonLabel: "8s",
      historySteps: 2 * steps, test: test)
    let known =
      stream
      ?? StreamInfo(
        points: newest, skipped: 4, pointsPerSecond: 1, preferred: origins.count > 20 ? "1s" : nil,
        reason: "1s forecasts best")
    return SessionInfo(
      fileName: "standard input", targetName: "us", content: .stream(known, target),
      rungs: rungs.enumerated().map { RungInfo(id: $1, rows: (count * steps + 100) >> ($0 + 1)) })
  }

  static func evaluations(_ session: SessionInfo) -> [RunID: Evaluation] {
    let target = session.forecast
    var all: [RunID: Evaluation] = [:]
    for (index, rmsse) in [0.42, 0.88, 1.02].enumerated() {
      let predicted = (target?.test.times ?? []).map { time in
        let second = Int((time - start) / 1_000)
        return index == 0 ? value(second) + 1.5 : 42 + Double(index)
      }
      var scores = Scores(
        count: max((target?.test.origins.count ?? 1) - 1, 0), isRanked: (target?.test.origins.count ?? 0) > 20, mse: 9,
        rmsse: rmsse, skill: 1 - rmsse * rmsse)
      scores.band = BandScores(level: 0.8, coverage: 0.78, origins: scores.count)
      all[RunID(index)] = Evaluation(
        step: 900 >> index, epoch: target?.test.origins.count ?? 0, multiplyAdds: 260_000 >> (2 * index),
        test: JudgedPart(
          scores, .forecast(Forecast(predicted: predicted, band: (0..<steps).map { 3 + Double($0) / 2 }))))
    }
    return all
  }

  static func rolled(_ count: Int, come: Int = 3, _ stream: StreamInfo? = nil) -> Message {
    let session = session(count, come: come, stream)
    return .event(.rolled(session, evaluations(session)))
  }

  /// Opened, begun, and gone on for so many origins.
  static func messages(_ count: Int = 60, _ stream: StreamInfo? = nil) -> [Message] {
    var messages: [Message] = [.loading("standard input"), .event(.rolled(session(0), [:]))]
    for rung in rungs.indices {
      messages.append(.event(.began(plan(rung, rung))))
      messages.append(.event(.phase(RunID(rung), .running)))
      messages.append(
        .event(
          .epoch(
            RunID(rung),
            EpochReport(
              epoch: count, step: 900 >> rung, trainingLoss: 0.21 * Float(rung + 1), validationLoss: nil,
              learningRate: 1e-3, multiplyAdds: 1 << 16, seconds: 0))))
    }
    messages.append(rolled(count, stream))
    return messages
  }

  static var curves: FixedCurves {
    var curves = FixedCurves()
    for rung in rungs.indices {
      var noise = Noise(UInt64(rung + 40))
      curves.losses[RunID(rung)] = (0..<900 >> rung).map { step in
        Float(0.2 + exp(-Double(step) / 60) + noise.uniform() * 0.2)
      }
    }
    return curves
  }
}

extension Scene {
  static let stream = Scene("stream", StreamStory.curves, StreamStory.messages())
  static let streamStalled = Scene(
    "stream-stalled", StreamStory.curves,
    StreamStory.messages(12, StreamInfo(phase: .stalled(seconds: 15), points: 199, pointsPerSecond: 1)))
}
