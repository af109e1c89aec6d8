import Basics
import Dashboard
import Glibc
import Telemetry

/// A small seeded generator, so that every stand-in is the same on every machine.
struct Noise {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// Uniform in 0..<1 (xorshift64*).
  mutating func uniform() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) / 9_007_199_254_740_992
  }

  /// About normal: the sum of four uniforms.
  mutating func normal() -> Double { (0..<4).reduce(0) { sum, _ in sum + uniform() } * 1.732 - 3.464 }
}

/// Curves made beforehand, one loss a step.
struct FixedCurves: CurveSource {
  var losses: [RunID: [Float]] = [:]

  func curve(of run: RunID, steps: Range<Int>, limit: Int) -> [LossBucket] {
    guard let losses = losses[run] else { return [] }
    let range = steps.clamped(to: 0..<losses.count)
    var size = 1
    while range.count > size * 2 * max(limit, 1) { size *= 2 }
    var buckets: [LossBucket] = []
    var start = range.lowerBound / size * size
    while start < range.upperBound {
      let part = losses[start..<min(start + size, losses.count)]
      let finite = part.filter(\.isFinite)
      buckets.append(
        LossBucket(
          firstStep: start, count: part.count, minimum: finite.min() ?? .nan, maximum: finite.max() ?? .nan,
          mean: finite.isEmpty ? .nan : finite.reduce(0, +) / Float(finite.count), last: part.last ?? .nan))
      start += size
    }
    return buckets
  }
}

/// An electricity demand at half-hours and five rungs that learn it, as an engine would tell the screen.
struct DemandStory {
  static let labels = ["30min", "1h", "6h", "1d", "1w"]
  static let stepsPerEpoch = [180, 90, 60, 40, 8]
  static let epochs = 50

  let curves: FixedCurves
  let session: SessionInfo

  init(originCount: Int = 42, testCount: Int = 21, name: String = "demand.csv") {
    session = Self.session(originCount: originCount, testCount: testCount, name: name)
    var losses: [RunID: [Float]] = [:]
    for index in Self.labels.indices {
      var noise = Noise(UInt64(index) + 7)
      losses[RunID(index)] = (0..<Self.stepsPerEpoch[index] * Self.epochs).map { step in
        Self.loss(at: step, perEpoch: Self.stepsPerEpoch[index], noise: &noise)
      }
    }
    curves = FixedCurves(losses: losses)
  }

  static func loss(at step: Int, perEpoch: Int, noise: inout Noise) -> Float {
    let epoch = Double(step) / Double(perEpoch)
    let level = 0.02 + 0.9 * exp(-epoch / 1.1) + 0.12 * exp(-epoch / 9)
    return Float(level * exp(0.22 * noise.normal()))
  }

  static func demand(at bin: Int, noise: inout Noise) -> Double {
    let hour = Double(bin % 48) / 2
    let weekday = bin / 48 % 7
    let daily = -cos((hour - 4) / 24 * 2 * .pi) * 5200 - cos((hour - 2) / 12 * 2 * .pi) * 1800
    // As a 32-bit sensor would log it.
    return Double(Float(30_000 + daily - (weekday >= 5 ? 3600 : 0) + 350 * noise.normal()))
  }

  private static let start: Instant = 966_211_200_000  // 2000-08-14 00:00
  private static let half: Int64 = 1_800_000

  /// Days of validation origins, then of test origins.
  static func session(originCount: Int, testCount: Int, name: String) -> SessionInfo {
    var noise = Noise(3)
    let first = 48 * 14
    let series = (0..<(first + (originCount + testCount) * 48 + 48)).map { demand(at: $0, noise: &noise) }
    let target = ForecastTarget(
      horizonLabel: "1d", grainLabel: "30min", stepMilliseconds: half, steps: 48, seasonLabel: "1w", historySteps: 96,
      validation: originCount == 0 ? nil : part(.validation, series, first: first, 0..<originCount),
      test: part(.test, series, first: first, originCount..<originCount + testCount))
    var session = SessionInfo(
      fileName: name, targetName: "load", content: .series(target),
      rungs: labels.enumerated().map { index, label in
        RungInfo(
          id: RungID(label), rows: [17_520, 8760, 1460, 365, 52][index],
          exclusion: label == "1w" ? "one day is not a whole number of weeks" : nil,
          floor: [nil, 0.25, 0.43, 0.79, nil][index], validationFloor: [nil, 0.21, 0.39, 0.72, nil][index])
      },
      remarks: ["stamps carry no zone and are taken as written"])
    session.joins = [
      JoinChoice(recipe: "per-grain", explanation: "a model on each grain, side by side, combined (late fusion)"),
      JoinChoice(recipe: "coupled", explanation: "a coarse and a fine model that learn to agree, with strength μ"),
    ]
    return session
  }

  private static func part(
    _ part: ScoredPart, _ series: [Double], first: Int, _ days: Range<Int>
  ) -> ForecastPart {
    var actual: [Double] = []
    var naive: [Double] = []
    var seasonal: [Double] = []
    var history: [Double] = []
    var times: [Instant] = []
    for origin in days {
      let now = first + origin * 48
      actual += series[now..<now + 48]
      naive += [Double](repeating: series[now - 1], count: 48)
      seasonal += series[now - 336..<now - 288]
      history += series[now - 96..<now]
      times += (0..<48).map { start + Int64(origin * 48 + $0) * half }
    }
    let count = days.count
    // What comes later is harder.
    let (naiveError, seasonalError) = part == .validation ? (2.31, 0.98) : (2.42, 1.03)
    var scored = ForecastPart(
      origins: days.map { start + Int64($0 * 48) * half }, times: times, actual: actual, naive: naive,
      seasonalNaive: seasonal,
      naiveScores: Scores(
        count: count, isRanked: count >= part.leastRanked, rmsse: naiveError, mase: 2.6, skill: -4.3),
      seasonalNaiveScores: Scores(
        count: count, isRanked: count >= part.leastRanked, rmsse: seasonalError, mase: 1, skill: 0), history: history)
    scored.naiveMatrix = naiveMatrix(part, count, naiveError)
    scored.seasonalNaiveMatrix = naiveMatrix(part, count, seasonalError)
    return scored
  }

  static func knobs(units: [Int] = [64, 32]) -> [(knob: Knob, value: KnobValue, range: KnobRange)] {
    [
      (.learningRate, .number(Double(Float(1e-3))), .logarithmic(lower: 1e-6, upper: 1, zero: false)),
      (.batchSize, .integer(32), .powersOfTwo(lower: 1, upper: 4096, zero: true)),
      (.dropout, .number(Double(Float(0.1))), .linear(lower: 0, upper: 0.9, step: 0.05)),
      (.momentum, .number(Double(Float(0.9))), .linear(lower: 0, upper: 0.99, step: 0.01)),
      (.weightDecay, .number(0), .logarithmic(lower: 1e-6, upper: 0.1, zero: true)),
      (.clipNorm, .number(0), .logarithmic(lower: 0.01, upper: 100, zero: true)),
      (.epochs, .integer(epochs), .integers(lower: 1, upper: 10_000, step: 10)),
      (.units, .list(units), .widths(lower: 1, upper: 4096)),
      (.lookback, .integer(96), .integers(lower: 1, upper: 2000, step: 12)),
      (.optimizer, .choice("adam"), .choices(["sgd", "momentum", "rmsprop", "adam", "adamw"])),
      (.schedule, .choice("constant"), .choices(["constant", "step", "cosine"])),
      (.inputs, .choice("target"), .choices(["target", "all"])),
    ]
  }

  func plan(
    _ index: Int, run: Int? = nil, parent: (run: RunID, step: Int)? = nil, units: [Int] = [64, 32],
    closedForm: Bool = false
  ) -> RunPlan {
    RunPlan(
      run: RunID(run ?? index), rung: RungID(Self.labels[index]), parent: parent, recipe: closedForm ? "ridge" : "mlp",
      summary: closedForm ? "linear 96 → 48, λ on validation" : "Dense 64 relu → Dense 32 relu → Dense 48",
      epochs: closedForm ? 1 : Self.epochs, stepsPerEpoch: closedForm ? 1 : Self.stepsPerEpoch[index],
      trainingRows: Self.stepsPerEpoch[index] * 32, validationRows: Self.stepsPerEpoch[index] * 8,
      parameterCount: 9_872 / (index + 1), multiplyAddsPerExample: 28_000 / (index + 1), seed: 42,
      knobs: closedForm
        ? [(.lookback, .integer(96), .integers(lower: 1, upper: 2000, step: 12))]
        : Self.knobs(units: units),
      isClosedForm: closedForm)
  }

  /// The epochs `range` of a run as the engine would report them.
  func reports(_ index: Int, epochs range: ClosedRange<Int>, rise: Double = 0.0006) -> [EpochReport] {
    let perEpoch = Self.stepsPerEpoch[index]
    return (1...range.upperBound).map { epoch in
      let level = 0.024 + 0.7 * exp(-Double(epoch) / 1.1) + 0.12 * exp(-Double(epoch) / 9)
      let wobble = 1 + 0.03 * sin(Double(epoch) * 2.1)
      let validation = Float((level + rise * Double(epoch)) * wobble)
      return EpochReport(
        epoch: epoch, step: epoch * perEpoch, trainingLoss: Float(level * 0.93), validationLoss: validation,
        learningRate: 1e-3, multiplyAdds: epoch * perEpoch * 896_000,
        seconds: Double(epoch) * 1.08)
    }.filter { range.contains($0.epoch) }
  }

  func evaluation(_ index: Int, epoch: Int, quality: Double) -> Evaluation {
    var noise = Noise(UInt64(index * 100 + epoch))
    return Evaluation(
      step: epoch * Self.stepsPerEpoch[index], epoch: epoch,
      multiplyAdds: epoch * Self.stepsPerEpoch[index] * 896_000 / (index + 1),
      validation: session.forecast?.validation.map { judged(.validation, $0, index, quality, &noise) },
      test: session.forecast.map { judged(.test, $0.test, index, 1.1 * quality, &noise) }
        ?? JudgedPart(Scores(count: 0, isRanked: false)))
  }

  private func judged(
    _ part: ScoredPart, _ asked: ForecastPart, _ index: Int, _ quality: Double, _ noise: inout Noise
  ) -> JudgedPart {
    let predicted = asked.actual.enumerated().map { position, value in
      // Coarser rungs know less of the shape within the day.
      let shape = Float(value) + (30_000 - Float(value)) * Float(index) * 0.08
      return Double(shape + Float(quality * 900 * noise.normal() * 0.5 + 300 * sin(Double(position) / 11)))
    }
    let count = asked.origins.count
    var judged = JudgedPart(
      Self.scores(part, count, quality),
      .forecast(Forecast(predicted: predicted, band: (0..<48).map { Double(700 + 14 * $0) })))
    judged.scores.band = BandScores(
      level: 0.8, coverage: part == .test ? 0.83 - 0.06 * quality : nil, origins: 25, width: 2_060)
    // Each does best at its own grain, and none at all is easy at the coarsest.
    judged.matrix = Self.labels.dropLast().enumerated().map { column, label in
      let distance = Double(abs(column - index))
      return GrainScores(
        grain: RungID(label), scores: Self.scores(part, count, quality * (1 + 0.05 * distance - 0.04 * Double(column))))
    }
    return judged
  }

  static func scores(_ part: ScoredPart, _ count: Int, _ quality: Double) -> Scores {
    Scores(
      count: count, isRanked: count >= part.leastRanked, mse: quality * 1e6, mae: quality * 700, rmsse: quality,
      mase: quality * 1.04, skill: 1 - quality * quality / 0.96, rmse: quality * 1000, smape: quality * 4)
  }

  /// Five seeds of every rung, of which the first two cannot be told apart.
  var seeds: [ScoredPart: SeedReport] { [.validation: seeds(0), .test: seeds(0.05)] }

  private func seeds(_ more: Double) -> SeedReport {
    let errors: [[Double]] = [
      [0.63, 0.66, 0.60, 0.64, 0.62], [0.61, 0.65, 0.58, 0.62, 0.63], [0.70, 0.72, 0.69, 0.74, 0.70],
      [0.81, 0.81, 0.81, 0.81, 0.81],
    ]
    return SeedReport(
      seeds: [1, 2, 3, 4, 5], task: .forecast,
      rungs: errors.enumerated().map { index, errors in
        SeedReport.Rung(
          rung: RungID(Self.labels[index]), recipe: index == 3 ? "ridge" : "mlp", epochs: 12,
          errors: errors.map { $0 + more },
          mean: errors.reduce(0, +) / 5 + more, epochCost: 1, halfWidth: [0.028, 0.032, 0.025, 0][index],
          isUnmoved: index == 3,
          isLikeBest: [true, nil, false, false][index])
      },
      verdicts: [
        "1h is best with a mean RMSSE of \(more == 0 ? "0.618" : "0.668") over 5 seeds; its lead over 30min is smaller than seed noise.",
        "A seed changes nothing at 1d (ridge).",
      ])
  }

  static func naiveMatrix(_ part: ScoredPart, _ count: Int, _ quality: Double) -> [GrainScores] {
    labels.dropLast().enumerated().map { column, label in
      GrainScores(grain: RungID(label), scores: scores(part, count, quality * (1 - 0.03 * Double(column))))
    }
  }

  /// All rungs under way: the finer ones still training, the coarse ones done.
  func training() -> [Message] {
    var messages: [Message] = [.session(session)]
    for index in 0..<4 { messages.append(.event(.began(plan(index)))) }
    let done = [12, 12, 50, 50]
    let final = [0.63, 0.61, 0.70, 0.81]
    for index in 0..<4 {
      let run = RunID(index)
      messages.append(.event(.phase(run, .running)))
      messages += reports(index, epochs: 1...done[index]).map { .event(.epoch(run, $0)) }
      for epoch in [1, 2, 4, 8, 12, 25, 50] where epoch <= done[index] {
        let quality = final[index] + 0.8 / Double(epoch + 1)
        messages.append(
          .event(
            .evaluated(run, evaluation(index, epoch: epoch, quality: epoch == done[index] ? final[index] : quality))))
      }
      if done[index] == Self.epochs {
        messages.append(
          .event(
            .ended(
              run,
              EndReport(
                reason: .completed, step: Self.epochs * Self.stepsPerEpoch[index], epoch: 50, seconds: 31,
                multiplyAdds: 90_000_000, weightsHash: 0xBEEF))))
      }
    }
    messages.append(
      .progress([
        RunID(0): RunProgress(step: 12 * 180 + 60, epoch: 12, stepsPerSecond: 11_240),
        RunID(1): RunProgress(step: 12 * 90 + 45, epoch: 12, stepsPerSecond: 24_310),
      ]))
    return messages
  }

  func state(_ messages: [Message]) -> State {
    var state = State()
    for message in messages { _ = reduce(&state, message) }
    return state
  }
}
