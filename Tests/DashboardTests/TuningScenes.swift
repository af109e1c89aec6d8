import Basics
import Dashboard
import Glibc
import Telemetry

// Scenes of what one looks at while one tunes.
extension Scene {
  /// The curve over the time trained, with the norm of the gradient and the cross-hair at the best epoch.
  static let byTime: Scene = {
    var messages = story.training()
    messages = messages.map { message in
      guard case .event(.epoch(let run, var report)) = message else { return message }
      report.gradientNorm = 0.02 + 1.4 * exp(-Double(report.epoch) / 2) * (1 + 0.3 * sin(Double(report.epoch) * 3))
      return .event(.epoch(run, report))
    }
    return Scene(
      "by-time", story, messages,
      keys: [.character("g"), .character("x"), .character("x"), .character("N"), .character("B")])
  }()

  /// A sweep that is over, with the rate that it proposes.
  static let rateFinder: Scene = {
    var scene = Scene("rate-finder", story, story.training(), keys: [.character("F")])
    scene.take(.event(.rates(RunID(0), sweep { 0.04 + 0.4 / (1 + exp(4 * ($0 + 2.6))) + exp(8 * ($0 + 0.4)) })))
    return scene
  }()

  /// One under way, of which nothing can be told yet.
  static let rateFinderUnderWay: Scene = {
    var scene = Scene("rate-finder-under-way", story, story.training(), keys: [.character("F")])
    scene.take(.event(.rates(RunID(0), sweep(steps: 80) { _ in 0.44 })))
    return scene
  }()

  /// The loss over the decimal logarithm of the rate, with some noise.
  static func sweep(steps: Int = 210, _ loss: (Double) -> Double) -> RateReport {
    var report = RateReport(planned: 210, step: 2_220)
    var noise = Noise(7)
    for place in 0..<steps where !report.isOver {
      let power = -6 + 7 * Double(place) / 209
      report.take(rate: Elementary.power(10, power), loss: loss(power) * (1 + 0.06 * Double(noise.normal())))
      if report.hasExploded { report.finish() }
    }
    if steps == 210, !report.isOver { report.finish() }
    return report
  }
}
