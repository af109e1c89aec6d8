import ArgumentParser
import Datasets
import Store

/// `runs export`: a run, and its best model, for other programs.
struct RunsExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export", abstract: Words.runsExportAbstract, discussion: Words.runsExportDiscussion)
  }

  @OptionGroup var named: RunArgument

  @Option(
    name: .long, help: ArgumentHelp(Words.runsExportOnnx, valueName: Words.valuePath),
    completion: .file(extensions: ["onnx"]))
  var onnx: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.runsExportNumpy, valueName: Words.valuePath),
    completion: .file())
  var numpy: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.runsExportSafetensors, valueName: Words.valuePath),
    completion: .file(extensions: ["safetensors"]))
  var safetensors: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.runsExportCsv, valueName: Words.valuePath),
    completion: .file())
  var csv: String?

  @Option(
    name: .customLong("tensorboard"), help: ArgumentHelp(Words.runsExportTensorBoard, valueName: Words.valueFolder),
    completion: .directory)
  var tensorBoard: String?

  @Option(
    name: .customLong("mlflow"), help: ArgumentHelp(Words.runsExportMlflow, valueName: Words.valueFolder),
    completion: .directory)
  var mlflow: String?

  func validate() throws {
    if export.isEmpty { throw ValidationError(Words.runsExportNothing) }
  }

  private var export: RunExport {
    RunExport(onnx: onnx, numpy: numpy, safetensors: safetensors, csv: csv, tensorBoard: tensorBoard, mlflow: mlflow)
  }

  func run() throws {
    let source: RunExport.Source =
      // The name of a run holds neither a point nor a slash.
      if named.run.contains(where: { $0 == "." || $0 == "/" }) {
        .model(path: named.run)
      } else {
        .run(try named.folder())
      }
    for path in try export.write(source) {
      Standard.error.report(Words.runsExportWritten(path: Clean.text(path, limit: 300)))
    }
  }
}
