import ArgumentParser
import Datasets
import Models
import Telemetry
import Training

/// What a composite leaves behind.
struct CompositeArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(Words.compositeWeights, valueName: "safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var saveWeights: String?

  /// Writes what was asked for after training.
  ///
  /// - Returns: a line that says so; nil where nothing was asked for.
  func save(_ run: RunID?, of laboratory: Laboratory) throws -> String? {
    guard let path = saveWeights, let run else { return nil }
    let weights = laboratory.fitted(of: run)?.baseWeights ?? []
    do { try SafetensorsWriter.write(weights, metadata: ["format": "pt"], to: path) } catch {
      throw Failure.input(error.sentence)
    }
    return Words.compositeWeightsWritten(count: weights.count, path: Clean.text(path, limit: 300))
  }
}
