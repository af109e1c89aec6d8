import Foundation
import Synchronization
import Telemetry
import TemporaryPaths

@testable import Store

/// Stores, sessions and runs to test with.
enum Ground {
  static func folder() -> String {
    TemporaryPaths.unused().path
  }

  static func plan(_ run: Int = 0, rate: Double = 1e-3, seed: UInt64 = 1, rung: RungID = "1h") -> RunPlan {
    RunPlan(
      run: RunID(run), rung: rung, recipe: "mlp", summary: "Dense 4", epochs: 8, stepsPerEpoch: 10, trainingRows: 100,
      validationRows: 20, parameterCount: 50, multiplyAddsPerExample: 40, seed: seed,
      knobs: [
        (.learningRate, .number(rate), .logarithmic(lower: 1e-6, upper: 10, zero: false)),
        (.epochs, .integer(8), .integers(lower: 1, upper: 100, step: 1)),
        (.units, .list([8, 4]), .widths(lower: 1, upper: 512)),
      ], isClosedForm: false)
  }

  static func session(_ id: String = "abcdefgh", origins: String = "0000000000000001") -> StoredSession {
    StoredSession(
      id: StoreID(id)!, command: "train",
      data: DataIdentity(
        hash: "00000000000000aa", originsHash: origins, path: "/data/waves, \"hourly\".csv", options: "{}"),
      task: .forecast, validationOrigins: 12, testOrigins: 21, version: "grainscope 1", kernel: "Some", blas: "Some",
      level: "some", startedAt: Stamp(1_764_455_467_250))
  }

  static func report(_ epoch: Int, validation: Float? = nil) -> EpochReport {
    EpochReport(
      epoch: epoch, step: epoch * 10, trainingLoss: 1 / Float(epoch), validationLoss: validation ?? 2 / Float(epoch),
      learningRate: 1e-3, multiplyAdds: epoch * 4000, seconds: Double(epoch) * 0.01)
  }

  static func scores(_ epoch: Int, rmsse: Double, best: Bool = true) -> RunScores {
    RunScores(
      weights: best ? .best(epoch: epoch) : .last(epoch: epoch), step: epoch * 10, multiplyAdds: epoch * 4000,
      validation: PartScores(Scores(count: 12, isRanked: true, rmsse: rmsse)),
      test: PartScores(Scores(count: 21, isRanked: true, mse: .nan, rmsse: 2 * rmsse)))
  }

  static func evaluation(_ epoch: Int, rmsse: Double) -> Evaluation {
    var evaluation = Evaluation(
      step: epoch * 10, epoch: epoch, multiplyAdds: epoch * 4000,
      validation: JudgedPart(Scores(count: 12, isRanked: true, rmsse: rmsse)),
      test: JudgedPart(Scores(count: 21, isRanked: true, rmsse: 2 * rmsse)))
    evaluation.weights = .best(epoch: epoch)
    return evaluation
  }

  /// What happens to a run of so many epochs that comes to its end.
  static func story(_ plan: RunPlan, epochs: Int = 8, rmsse: Double = 0.5) -> [Event] {
    let run = plan.run
    return [.began(plan), .phase(run, .running)] + (1...epochs).map { .epoch(run, report($0)) }
      + [
        .applied(
          run,
          Intervention(
            step: epochs * 10, epoch: epochs, summary: "learning rate 1e-3 → 5e-4", knob: .learningRate,
            old: .number(Double(1e-3 as Float)), new: .number(Double(5e-4 as Float)))),
        .evaluated(run, evaluation(epochs, rmsse: rmsse)), .phase(run, .finished(.completed)),
        .ended(
          run,
          EndReport(
            reason: .completed, step: epochs * 10, epoch: epochs, seconds: 0.5, multiplyAdds: epochs * 4000,
            weightsHash: 7, bestWeightsHash: 8)),
      ]
  }

  /// Keeps runs at a clock that advances a second with each look.
  static func recorder(
    _ store: RunStore, _ session: StoredSession = session(), failed: @escaping @Sendable (StoreError) -> Void = { _ in }
  ) throws -> RunRecorder {
    let now = Atomic<Int64>(1_764_455_467_000)
    let ids = Mutex(SystemRandomNumberGenerator())
    return try RunRecorder(
      store, session,
      RunRecorder.Surroundings(
        now: { Stamp(now.add(1000, ordering: .relaxed).newValue) },
        newID: { ids.withLock { StoreID(using: &$0) } },
        command: { ["train", "waves.csv", "--seed", "\($0.seed)"] }, failed: failed))
  }
}
