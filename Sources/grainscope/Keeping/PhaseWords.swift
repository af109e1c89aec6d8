import Telemetry

extension Phase {
  /// As a list shows it.
  var words: String {
    switch self {
    case .waiting: Words.phaseQueued
    case .running: Words.phaseRunning
    case .paused: Words.phasePaused
    case .finished(.completed): Words.phaseCompleted
    case .finished(.earlyStopped): Words.phaseEarlyStopped
    case .finished(.stopped): Words.phaseStopped
    case .finished(.diverged): Words.phaseDiverged
    case .finished(.interrupted): Words.phaseInterrupted
    }
  }
}
