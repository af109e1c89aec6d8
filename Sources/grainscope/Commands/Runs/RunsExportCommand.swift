import ArgumentParser
import Basics
import Datasets
import Models
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
    guard [onnx, numpy, safetensors, csv, tensorBoard, mlflow].contains(where: { $0 != nil }) else {
      throw ValidationError(Words.runsExportNothing)
    }
  }

  /// What one option asks for: a file, or several below a folder.
  private struct Export {
    /// As it is reported.
    let path: String
    var files: [(path: String, bytes: [UInt8])]

    init(_ path: String, _ bytes: [UInt8]) { (self.path, files) = (path, [(path, bytes)]) }
    init(folder: String, _ files: [(path: String, bytes: [UInt8])]) {
      path = folder
      self.files = files.map { ("\(folder)/\($0.path)", $0.bytes) }
    }
  }

  func run() throws {
    // All that can be refused is made before anything is written.
    var exports: [Export] = []
    let source = try source()
    if [onnx, numpy, safetensors].contains(where: { $0 != nil }) { exports += try models(source.model()) }
    let ofRuns = [("--csv", csv), ("--tensorboard", tensorBoard), ("--mlflow", mlflow)].filter { $0.1 != nil }
    if let option = ofRuns.first?.0 {
      guard let run = source.run else {
        throw Failure.input(Words.runsExportModelAlone(path: named.run, option: option))
      }
      exports += try records(run, source.model)
    }
    for export in exports {
      for file in export.files where file.path != "-" { try Standard.write(file.bytes, to: file.path) }
      if export.path == "-" {
        Standard.output.write(String(decoding: export.files[0].bytes, as: UTF8.self))
      } else {
        Standard.error.report(Words.runsExportWritten(path: Clean.text(export.path, limit: 300)))
      }
    }
  }

  /// A run with the way to its model, or a model's file alone.
  private func source() throws -> (run: StoredRun?, model: () throws -> FittedModel) {
    if named.run.hasSuffix(".safetensors") {
      return (nil, { try Self.model(named.run) })
    }
    let folder = try named.folder()
    let run = try folder.stored()
    return (
      run,
      {
        guard run.artifacts[.best] != nil else { throw Failure.input(Words.runsExportNoModel(run: run.id.text)) }
        let path = folder.path(of: .best)
        let found: RunFolder.Found
        do throws(StoreError) { found = try folder.find(.best, of: run) } catch { throw Failure.input(error.sentence) }
        guard case .whole = found else { throw Failure.input(Words.runsExportDamaged(path: path, run: run.id.text)) }
        return try Self.model(path)
      }
    )
  }

  private static func model(_ path: String) throws(Failure) -> FittedModel {
    do { return try FittedModel(path: path) } catch { throw .input(error.sentence) }
  }

  private func models(_ model: FittedModel) throws -> [Export] {
    var exports: [Export] = []
    if let onnx {
      do {
        exports.append(Export(onnx, try model.onnx(producer: (Grainscope.name, Grainscope.configuration.version))))
      } catch { throw Failure.input(error.sentence) }
    }
    if let numpy { exports.append(Export(numpy, NPZWriter.bytes(model.arrays))) }
    if let safetensors {
      do { exports.append(Export(safetensors, try model.bytes())) } catch { throw Failure.input(error.sentence) }
    }
    return exports
  }

  private func records(_ run: StoredRun, _ model: () throws -> FittedModel) throws -> [Export] {
    var exports: [Export] = []
    if let csv {
      let table = EpochTable(run)
      exports.append(Export(csv, Array((CSVLine.text(table.heading) + table.rows.map(CSVLine.text).joined()).utf8)))
    }
    if let tensorBoard {
      // One file a folder, or TensorBoard draws two runs as one.
      let seconds = run.header.startedAt.instant / 1000
      let path = "\(run.id.text)/events.out.tfevents.\(seconds).\(run.id.text)"
      exports.append(Export(folder: tensorBoard, [(path, TensorBoardEvents.bytes(run))]))
      try make("\(tensorBoard)/\(run.id.text)")
    }
    if let mlflow {
      let made = MLflowRun(run, in: FilePath.absolute(mlflow))
      // That of other runs on the same data stays.
      let isNew = !FilePath.exists("\(mlflow)/\(made.experiment.path)")
      let own = run.artifacts[.best] == nil ? [] : [(path: made.modelPath, bytes: try model().bytes())]
      exports.append(Export(folder: mlflow, (isNew ? [made.experiment] : []) + made.files + own))
      for folder in made.folders { try make("\(mlflow)/\(folder)") }
      for file in made.files { try make(Self.parent("\(mlflow)/\(file.path)")) }
    }
    return exports
  }

  private func make(_ folder: String) throws(Failure) {
    do throws(StoreError) { try RunStore.makeFolder(folder) } catch { throw .failed(error.sentence) }
  }

  private static func parent(_ path: String) -> String {
    String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
  }
}
