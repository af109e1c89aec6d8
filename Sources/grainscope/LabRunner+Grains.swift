import Dashboard
import Telemetry
import Training

/// What is asked of all rungs together.
extension LabRunner {
  /// Makes the forecasts of some runs add up.
  func reconcile(_ runs: [RunID]) {
    guard let laboratory = fileLaboratory else { return refuse(.reconciliation, Words.labStreamNotReconciled) }
    laboratory.reconcile(runs)
  }

  /// Chooses a grain with a run's settings.
  func chooseGrain(like run: RunID) {
    guard let laboratory = fileLaboratory else { return refuse(.choice, Words.labStreamNotChosen) }
    laboratory.choose(like: run)
  }

  func stopChoosing() { fileLaboratory?.stopChoosing() }

  private func refuse(_ question: Question, _ sentence: String) {
    perform(reduce(&state, .event(.refused(question, sentence))))
  }
}
