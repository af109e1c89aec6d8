import Models
import Telemetry
import Training

/// A run of the real trainer, from start to end.
struct TimedRun<Subject: Experiment> {
  let experiment: Subject
  let settings: Settings
  /// Optimizer steps that the settings make it take.
  let steps: Int
  let threads: Int

  /// Microseconds a step of each repeat, by wall clock from start to end of the run.
  func measure(repeats: Int) -> [Double] {
    (0..<repeats).map { _ in
      let events = EventQueue()
      let laboratory = Laboratory(experiment: experiment, threads: threads, events: events)
      let clock = ContinuousClock()
      laboratory.start("rows", settings: settings, paused: true)
      while !events.drain().contains(where: { if case .phase(_, .paused) = $0 { true } else { false } }) {}
      let began = clock.now
      laboratory.sendAll(.resume)
      laboratory.waitUntilEnded()
      let took = began.duration(to: clock.now).components
      precondition(laboratory.stepCount(of: RunID(0)) == steps, "the run took another number of steps")
      return (Double(took.seconds) * 1e6 + Double(took.attoseconds) * 1e-12) / Double(steps)
    }
  }
}

extension SessionInfo {
  /// Of so many generated rows.
  static func generated(rows: Int) -> SessionInfo {
    SessionInfo(
      fileName: "generated", targetName: "y",
      content: .table(
        .number(
          NumberTarget(
            trainingMean: 0, test: NumberPart(actual: [], meanScores: Scores(count: 0, isRanked: false))))),
      rungs: [RungInfo(id: "rows", rows: rows)])
  }
}

struct NoJudge: Judge {
  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .samples(FittedSamples(unscaled: function)) }

  func evaluate(_ function: FittedFunction) -> Evaluation {
    Evaluation(test: JudgedPart(Scores(count: 0, isRanked: false)))
  }
}
