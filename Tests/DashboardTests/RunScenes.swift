import Canvas
import Dashboard
import Telemetry

extension Scene {
  /// A run of each grain, of which one was changed, branched and begun again.
  static let runs: Scene = {
    var scene = branched
    scene.take(.event(.began(story.plan(1, run: 6, parent: (RunID(1), 0)))))
    for report in story.reports(1, epochs: 1...4, rise: 0) { scene.take(.event(.epoch(RunID(6), report))) }
    scene.take(.event(.phase(RunID(6), .running)))
    scene.press(.character("4"))
    return Scene(name: "runs", state: scene.state, curves: scene.curves)
  }()
  /// The test part was shown in the Lab, and then taken from sight.
  static let runsRevealed: Scene = {
    var scene = runs
    for key: Key in [.character("1"), .character("T"), .character("T"), .character("4")] { scene.press(key) }
    return Scene(name: "runs-revealed", state: scene.state, curves: scene.curves)
  }()
}
