import Granularity
import Models
import Telemetry

/// A watch without clock, file or screen: the same values at the same steps, and the same commands between them, give the
/// same bits.
///
/// Every judged rung forecasts at an origin before the values of its horizon have come, and is scored when they have; in
/// between it learns from each window as soon as that is complete. Memory does not grow with the stream.
package final class WatchEngine {
  package let plan: WatchPlan
  let ladder: LiveLadder
  /// Fine to coarse; empty until the first value shows where the stream begins.
  private(set) var rungs: [WatchedRung] = []
  var runs: [WatchedRun] = []
  /// The newest origins, closed ones before open ones.
  var origins: [WatchedOrigin] = []
  var preference: GrainPreference
  /// Why the preferred rung is preferred.
  var reason: String?
  /// The number of the next step, counted from 1970.
  private(set) var nextStep: Int?
  /// Values that came.
  package private(set) var points = 0
  /// Origins whose horizon is over and that could be judged.
  package internal(set) var judged = 0
  private var news: [WatchNews] = []
  let makeTelemetry: (RunID) -> RunTelemetry

  /// Bins of the finest grain in the horizon.
  var steps: Int { ladder.horizonBins(0) }
  var finestRatio: Int { ladder.ratios[0] }
  let stride: Int

  /// The share of actual values that a band is to hold.
  static let bandLevel = 0.8

  package convenience init(_ plan: WatchPlan) { self.init(plan) { _ in RunTelemetry() } }

  init(_ plan: WatchPlan, makeTelemetry: @escaping (RunID) -> RunTelemetry) {
    self.plan = plan
    ladder = plan.ladder
    stride = plan.ladder.stride
    preference = GrainPreference(window: plan.window, patience: plan.patience, least: plan.least)
    self.makeTelemetry = makeTelemetry
  }

  /// What has happened since the last call.
  package func takeNews() -> [WatchNews] {
    defer { news.removeAll(keepingCapacity: true) }
    return news
  }

  func announce(_ item: WatchNews) { news.append(item) }

  /// Takes the value of a step, NaN where it has none; steps that were left out have none either.
  package func take(_ value: Double, at number: Int) {
    if nextStep == nil { begin(at: number) }
    guard let next = nextStep, number >= next else { return }
    if number > next { skip(number - next) }
    for index in rungs.indices where rungs[index].append(value) { learn(index) }
    if value.isFinite { points += 1 }
    nextStep = number + 1
    if (number + 1) % stride == 0 {
      closeOrigins(at: number + 1)
      openOrigin(at: number + 1)
    }
  }

  /// The stream's clock was set back: bins and origins begin again, what was learnt stays.
  package func setBack() {
    nextStep = nil
    origins = []
  }

  private func begin(at number: Int) {
    nextStep = number
    rungs = ladder.grains.indices.map { WatchedRung($0, of: ladder, firstStep: number) }
    guard runs.isEmpty else { return }
    for rung in rungs where rung.obstacle == nil { start(on: rung.index, settings: plan.settings, parent: nil) }
  }

  private func skip(_ gap: Int) {
    for index in rungs.indices { rungs[index].skip(gap) }
    nextStep = nextStep.map { $0 + gap }
  }

  private func learn(_ rung: Int) {
    for run in runs where run.rung == rung && !run.isFinished {
      let before = run.phase
      if let divergence = run.learn(from: rungs[rung], endingAt: rungs[rung].values.count) {
        announce(.event(.diverged(run.run, divergence)))
      } else if run.phase != before {
        announce(.event(.phase(run.run, run.phase)))
      }
    }
  }
}
