import Dashboard
import Telemetry
import Training

extension LabRunner {
  /// Sweeps the learning rate on a copy of a run, beside whatever trains.
  func findRate(for run: RunID) {
    rateSearch?.stop()
    rateSearch = fileLaboratory?.findRate(for: run)
  }
}
