import Telemetry

extension Settings {
  /// What is taken where a knob that acts is 0 and leaves it to the rung or the run.
  ///
  /// - Parameter lookback: that of the rung's windows; 0 where there are none.
  package func suited(lookback: Int) -> [Knob: KnobValue] {
    let taken: [Knob: Int] = [
      .lookback: lookback, .stepEpochs: schedule.stepEpochs(of: epochs),
      .warmUpEpochs: schedule.warmUpEpochs(of: epochs),
      .period: schedule.period(of: epochs),
    ]
    return taken.filter { knob, count in count > 0 && idleness(of: knob) == nil && value(of: knob) == .integer(0) }
      .mapValues { .integer($0) }
  }
}
