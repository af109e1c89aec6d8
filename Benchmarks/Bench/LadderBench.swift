import Datasets
import Models
import Networks
import Telemetry
import Tensors

/// What a ladder costs against its finest rung alone, how soon a change of grain shows new scores, and what one prediction
/// takes, on a generated year of ten-minute or hourly rows.
struct LadderBench {
  private static let clock = ContinuousClock()

  /// Multiply-adds and seconds of an epoch of every rung of a ladder, against the finest rung's.
  func ladder() throws -> (multiplyAdds: Double, seconds: Double) {
    let experiment = try Experiments.forecast(
      Self.series(rows: 365 * 144, columns: 1, step: 600_000),
      SessionOptions(path: "year", horizon: "1d", grains: ["10min", "1h", "6h", "1d"]))
    var (multiplyAdds, seconds) = ([Double](), [Double]())
    for rung in experiment.rungs(for: .mlp) {
      let settings = experiment.defaultSettings(.mlp)
      let learner = try experiment.learner(for: rung, settings: settings)
      let outline = learner.outline
      multiplyAdds.append(Double(outline.trainingRows * outline.multiplyAddsPerExample))
      seconds.append(Self.seconds { Self.epoch(of: learner, settings) })
    }
    return (multiplyAdds.reduce(0, +) / multiplyAdds[0], seconds.reduce(0, +) / seconds[0])
  }

  /// Seconds from the choice of a grain to its scores: ridge on 17 420 × 7 rows, 336 rows in and 96 out.
  func changeOfGrain() throws -> Double {
    let experiment = try Experiments.forecast(
      Self.series(rows: 17_420, columns: 7, step: 3_600_000),
      SessionOptions(path: "hours", horizon: "4d", grains: ["1h"]))
    var settings = experiment.defaultSettings(.ridge)
    settings.lookback = 336
    var error: Error?
    let seconds = Self.seconds {
      do {
        let learner = try experiment.learner(for: "1h", settings: settings)
        Self.epoch(of: learner, settings)
        _ = learner.evaluate()
      } catch let caught { error = caught }
    }
    if let error { throw error }
    return seconds
  }

  /// Milliseconds of one forecast of the next day by a network of 64 and 32 units on 96 rows.
  func prediction(repeats: Int) -> [Double] {
    let architecture = Settings(.mlp).architecture(inputs: 96, outputs: 24)
    let network = Network(architecture, optimizer: .adam, seed: 1, capacity: 32)
    let inputs = Matrix(rows: 1, columns: 96)
    return (0..<repeats).map { _ in Self.seconds { _ = network.predict(inputs) } * 1e3 }
  }

  private static func epoch(of learner: any Learner, _ settings: Settings) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1024) { losses in
      while !learner.advance(limit: losses.count, live: settings.live, losses: losses).epochEnded {}
    }
  }

  private static func seconds(_ body: () -> Void) -> Double {
    let began = clock.now
    body()
    let took = began.duration(to: clock.now).components
    return Double(took.seconds) + Double(took.attoseconds) * 1e-18
  }

  private static func series(rows: Int, columns: Int, step: Int64) -> TimeSeries {
    let key = RandomKey(seed: 1, stream: .noise)
    return TimeSeries(
      name: "generated", step: step, start: 0,
      columns: (0..<columns).map { column in
        Column(
          name: "c\(column)",
          values: (0..<rows).map { row in
            Double(row % 144) / 72 + Double(0.3 * key.normal(UInt64(column * rows + row)))
          })
      })
  }
}
