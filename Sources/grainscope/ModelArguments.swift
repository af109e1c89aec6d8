import ArgumentParser
import Datasets
import Models
import Telemetry
import Training

/// A file for the model that is best on validation.
struct ModelArguments: ParsableArguments {
  @Option(
    name: .customLong("save-model"), help: ArgumentHelp(Words.saveModel, valueName: "safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var path: String?

  /// Writes it after training, where that was asked for.
  ///
  /// - Returns: a line that says which it is; nil where nothing was asked for.
  func save(_ tally: TrainTally, of laboratory: Laboratory) throws(Failure) -> String? {
    guard let path else { return nil }
    guard let record = tally.best, let model = laboratory.bestFitted(of: record.plan.run) else {
      throw .input(Words.saveModelNotRanked)
    }
    try save(model)
    return Words.modelSaved(
      recipe: record.plan.recipe, grain: record.plan.rung.label, path: Clean.text(path, limit: 300))
  }

  /// Writes a model, where that was asked for.
  func save(_ model: FittedModel) throws(Failure) {
    guard let path else { return }
    do { try model.write(to: path) } catch { throw .input(error.sentence) }
  }
}
