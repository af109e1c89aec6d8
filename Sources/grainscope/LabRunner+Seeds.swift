import Dashboard
import Telemetry
import Training

extension LabRunner {
  /// Trains runs again under several seeds, beside those that are shown.
  func repeatSeeds(_ requests: [SeedRequest], count: Int) {
    seedStudy = (laboratory as? Laboratory)?.repeatSeeds(
      requests.map { ($0.run, $0.epochs) }, count: count, threads: threads)
    guard seedStudy == nil else { return }
    let refusal = "A stream that goes on cannot be trained again under other seeds; open a file for that."
    perform(
      reduce(&state, .event(.seedsEnded(SeedReport(seeds: [], measure: "", rungs: [], verdicts: [refusal])))))
  }
}
