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

  func validate() throws {
    guard [onnx, numpy, safetensors, csv, tensorBoard].contains(where: { $0 != nil }) else {
      throw ValidationError(Words.runsExportNothing)
    }
  }

  func run() throws {
    // All that can be refused is made before anything is written.
    var files: [(path: String, bytes: [UInt8])] = []
    let source = try source()
    if [onnx, numpy, safetensors].contains(where: { $0 != nil }) { files += try models(source.model()) }
    if csv != nil || tensorBoard != nil {
      guard let run = source.run else {
        throw Failure.input(
          Words.runsExportModelAlone(path: named.run, option: csv == nil ? "--tensorboard" : "--csv"))
      }
      files += try records(run)
    }
    for file in files {
      if file.path == "-" {
        Standard.output.write(String(decoding: file.bytes, as: UTF8.self))
      } else {
        try Standard.write(file.bytes, to: file.path)
        Standard.error.report(Words.runsExportWritten(path: Clean.text(file.path, limit: 300)))
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

  private func models(_ model: FittedModel) throws -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    if let onnx {
      do {
        files.append((onnx, try model.onnx(producer: (Grainscope.name, Grainscope.configuration.version))))
      } catch { throw Failure.input(error.sentence) }
    }
    if let numpy { files.append((numpy, NPZWriter.bytes(model.arrays))) }
    if let safetensors {
      do { files.append((safetensors, try model.bytes())) } catch { throw Failure.input(error.sentence) }
    }
    return files
  }

  private func records(_ run: StoredRun) throws(Failure) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    if let csv {
      let table = EpochTable(run)
      files.append((csv, Array((CSVLine.text(table.heading) + table.rows.map(CSVLine.text).joined()).utf8)))
    }
    if let tensorBoard {
      // One file a folder, or TensorBoard draws two runs as one.
      let folder = tensorBoard + "/" + run.id.text
      do throws(StoreError) { try RunStore.makeFolder(folder) } catch { throw .failed(error.sentence) }
      let seconds = run.header.startedAt.instant / 1000
      files.append(
        (folder + "/events.out.tfevents.\(seconds).\(run.id.text)", TensorBoardEvents.bytes(run)))
    }
    return files
  }
}
