import Basics
import Dashboard
import Telemetry
import Training

extension LabRunner {
  /// Trains runs again under several seeds, beside those that are shown.
  func repeatSeeds(_ requests: [SeedRequest], count: Int) {
    seedStudy = fileLaboratory?.repeatSeeds(
      requests.map { ($0.run, $0.epochs) }, count: count, threads: threads)
    guard seedStudy == nil else { return }
    let refusal = SeedReport(seeds: [], task: .forecast, rungs: [], verdicts: [Words.labStreamNotRepeated])
    perform(reduce(&state, .event(.seedsEnded([.validation: refusal, .test: refusal]))))
  }
}
