import Canvas
import Dashboard
import Models
import Telemetry

/// Draws the Lab over histories of different lengths: it must not matter how long a run has been going on.
struct HistoryBench: CurveSource {
  private let series: LossSeries

  init(steps: Int) {
    var series = LossSeries()
    var chunk: [Float] = []
    for step in 0..<steps {
      chunk.append(1 / (1 + Float(step % 10_000)))
      if chunk.count == 4096 || step == steps - 1 {
        series.append(chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    self.series = series
  }

  func stepCount(of run: RunID) -> Int { series.count }

  func curve(of run: RunID, steps: Range<Int>, limit: Int) -> [LossBucket] { series.buckets(steps, limit: limit) }

  /// Milliseconds a frame of 120×36 cells.
  func measure(repeats: Int) -> [Double] {
    var state = State()
    let target = (0..<480).map { Double($0 % 48) }
    let scores = Scores(count: 20, isRanked: true, rmsse: 1, skill: 0)
    let test = ForecastPart(
      origins: (0..<10).map { Int64($0) * 86_400_000 }, times: (0..<480).map { Int64($0) * 1_800_000 },
      actual: target, naive: target, seasonalNaive: target, naiveScores: scores, seasonalNaiveScores: scores,
      history: target)
    let info = ForecastTarget(
      horizonLabel: "1d", grainLabel: "30min", stepMilliseconds: 1_800_000, steps: 48, seasonLabel: "1w",
      historySteps: 48, test: test)
    _ = reduce(
      &state,
      .session(
        SessionInfo(
          fileName: "history.csv", targetName: "y", content: .series(info),
          rungs: [RungInfo(id: "30min", rows: 4000)])))
    let settings = Settings(.mlp)
    _ = reduce(
      &state,
      .event(
        .began(
          RunPlan(
            run: RunID(0), rung: "30min", recipe: "mlp", summary: "Dense 1", epochs: 1_000_000, stepsPerEpoch: 60,
            trainingRows: 1920, validationRows: 400, parameterCount: 25_000, multiplyAddsPerExample: 75_000, seed: 1,
            knobs: settings.knobs, isClosedForm: false))))
    _ = reduce(&state, .event(.phase(RunID(0), .running)))
    _ = reduce(
      &state, .progress([RunID(0): RunProgress(step: series.count, epoch: series.count / 60, stepsPerSecond: 20_000)]))
    let look = Look(theme: .dark, symbols: .braille, depth: .trueColor)
    let clock = ContinuousClock()
    return (0..<repeats).map { _ in
      let began = clock.now
      let surface = render(state, size: Size(width: 120, height: 36), look: look, curves: self)
      let took = began.duration(to: clock.now).components
      precondition(surface.size.width == 120)
      return Double(took.seconds) * 1e3 + Double(took.attoseconds) * 1e-15
    }
  }
}
