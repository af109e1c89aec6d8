import Basics
import Telemetry

/// What other programs draw of a run: numbers by step and time, and its settings by name.
struct RunMeasures {
  struct Point {
    let name: String
    let value: Double
    let step: Int
    /// Seconds since 1970.
    let time: Double
  }

  struct Setting {
    let name: String
    /// Where it is one.
    let number: Double?
    let text: String
  }

  let points: [Point]
  /// By name.
  let settings: [Setting]
  /// Seconds since 1970.
  let began, ended: Double

  init(_ run: StoredRun) {
    let began = Double(run.header.startedAt.instant) / 1000
    var points: [Point] = []
    for report in run.record.epochs {
      let values: [(String, Double?)] = [
        ("loss/training", Double(report.trainingLoss)), ("loss/validation", report.validationLoss.map { Double($0) }),
        ("learning_rate", run.header.plan.isClosedForm ? nil : report.learningRate),
      ]
      for case (let name, let value?) in values {
        points.append(Point(name: name, value: value, step: report.step, time: began + report.seconds))
      }
    }
    let seconds = run.record.end?.seconds ?? run.record.last?.seconds ?? 0
    let step = run.record.end?.step ?? run.record.last?.step ?? 0
    if let scores = (run.record.bestScores ?? run.record.newestScores)?.validation?.scores,
      let error = scores.error(run.session.task)
    {
      points.append(Point(name: "error/validation", value: error, step: step, time: began + seconds))
    }
    self.points = points
    self.began = began
    ended = began + seconds
    var settings = run.record.effectiveSettings.map {
      Setting(name: $0.key.rawValue, number: $0.value.number, text: $0.value.display)
    }
    settings.append(Setting(name: "grain", number: nil, text: run.header.plan.rung.label))
    // Where it is no knob of the run: a name stands for one setting.
    if !settings.contains(where: { $0.name == "recipe" }) {
      settings.append(Setting(name: "recipe", number: nil, text: run.header.plan.recipe))
    }
    self.settings = settings.sorted { $0.name < $1.name }
  }
}
