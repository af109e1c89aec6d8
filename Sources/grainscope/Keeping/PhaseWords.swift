import Telemetry

extension Unranked {
  /// As a list shows it.
  var words: String {
    switch self {
    case .diverged: Words.runsUnrankedDiverged
    case .dead: Words.runsUnrankedDead
    case .untrained: Words.runsUnrankedUntrained
    case .fewOrigins: Words.runsUnrankedOrigins
    }
  }
}

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
