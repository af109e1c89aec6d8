import Basics
import Datasets
import Models
import Store

/// What is written of a run for other programs, and where to.
struct RunExport {
  var onnx: String?
  var numpy: String?
  var safetensors: String?
  /// `-` is standard output.
  var csv: String?
  /// Folders.
  var tensorBoard: String?
  var mlflow: String?

  enum Source {
    case run(RunFolder)
    /// A model's file alone.
    case model(path: String)
  }

  /// What one wish asks for: a file, or several below a folder.
  private struct Files {
    /// As it is reported.
    let path: String
    var files: [(path: String, bytes: [UInt8])]
    /// That are made before anything is written.
    var folders: [String] = []

    init(_ path: String, _ bytes: [UInt8]) { (self.path, files) = (path, [(path, bytes)]) }
    /// - Parameter folders: beside those of the files.
    init(folder: String, _ files: [(path: String, bytes: [UInt8])], beside folders: [String] = []) {
      path = folder
      self.files = files.map { ("\(folder)/\($0.path)", $0.bytes) }
      self.folders = folders.map { "\(folder)/\($0)" } + self.files.map { RunExport.parent($0.path) }
    }
  }

  var isEmpty: Bool { [onnx, numpy, safetensors, csv, tensorBoard, mlflow].allSatisfy { $0 == nil } }

  /// Writes all of it, or nothing where one of several is refused.
  ///
  /// - Returns: the paths of what was written.
  /// - Throws: ``Failure``.
  func write(_ source: Source) throws -> [String] {
    // The data of a run are not there to be written either.
    if case .run(let folder) = source { InputFiles.note(try folder.stored().session.data.path) }
    // All that can be refused is made before anything is written.
    var exports: [Files] = []
    if [onnx, numpy, safetensors].contains(where: { $0 != nil }) {
      exports += try models(model(of: source), of: run(of: source))
    }
    let ofRuns = [("--csv", csv), ("--tensorboard", tensorBoard), ("--mlflow", mlflow)].filter { $0.1 != nil }
    if let option = ofRuns.first?.0 {
      switch source {
      case .model(let path): throw Failure.input(Words.runsExportModelAlone(path: path, option: option))
      case .run(let folder): exports += try records(try folder.stored()) { try model(of: source) }
      }
    }
    try Standard.check(
      outputs: exports.flatMap { export in export.files.map { ($0.path, !export.folders.isEmpty) } })
    for folder in exports.flatMap(\.folders) { try make(folder) }
    try Standard.write(exports.flatMap(\.files).filter { $0.path != "-" })
    for export in exports where export.path == "-" {
      Standard.output.write(export.files[0].bytes)
    }
    return exports.map(\.path).filter { $0 != "-" }
  }

  private func model(of source: Source) throws -> FittedModel {
    switch source {
    case .model(let path): return try Self.model(path)
    case .run(let folder): return try Self.model(folder.bestModelPath())
    }
  }

  private static func model(_ path: String) throws(Failure) -> FittedModel {
    do { return try FittedModel(path: path) } catch { throw .input(error.sentence) }
  }

  private func run(of source: Source) throws -> StoredRun? {
    switch source {
    case .model: nil
    case .run(let folder): try folder.stored()
    }
  }

  private func models(_ model: FittedModel, of run: StoredRun?) throws -> [Files] {
    var exports: [Files] = []
    if let onnx {
      do {
        exports.append(Files(onnx, try model.onnx(producer: (Grainscope.name, Grainscope.configuration.version))))
      } catch { throw Failure.input(error.sentence) }
    }
    if let numpy { exports.append(Files(numpy, NPZWriter.bytes(model.arrays))) }
    if let safetensors {
      do { exports.append(Files(safetensors, try model.bytes())) } catch { throw Failure.input(error.sentence) }
    }
    let forms: [(String?, ExportReadme.Form)] = [(onnx, .onnx), (numpy, .numpy), (safetensors, .safetensors)]
    for case (let path?, let form) in forms {
      if let page = try readme(beside: path, form, model, run) { exports.append(Files(page.path, page.bytes)) }
    }
    return exports
  }

  /// The page beside a model's file; nil beside what is no file, as a device.
  ///
  /// - Throws: ``Failure`` where a page of somebody else has its name.
  private func readme(
    beside path: String, _ form: ExportReadme.Form, _ model: FittedModel, _ run: StoredRun?
  ) throws(Failure) -> (path: String, bytes: [UInt8])? {
    guard path != "-", FilePath.mayBeFile(path) else { return nil }
    let page = path + ExportReadme.ending
    if FilePath.exists(page), FilePath.text(page, limit: Self.largestPage)?.hasPrefix(ExportReadme.mark) != true {
      throw .input(Words.readmeForeign(path: page))
    }
    return (page, Array(ExportReadme(form: form, model: model, run: run, file: FilePath.name(path)).text.utf8))
  }

  /// Bytes; a page of many thousand columns is far smaller.
  private static let largestPage = 1 << 26

  private func records(_ run: StoredRun, _ model: () throws -> FittedModel) throws -> [Files] {
    var exports: [Files] = []
    if let csv {
      let table = EpochTable(run)
      exports.append(Files(csv, Array((CSVLine.text(table.heading) + table.rows.map(CSVLine.text).joined()).utf8)))
    }
    if let tensorBoard {
      // One file a folder, or TensorBoard draws two runs as one.
      let seconds = run.header.startedAt.instant / 1000
      let path = "\(run.id.text)/events.out.tfevents.\(seconds).\(run.id.text)"
      exports.append(Files(folder: tensorBoard, [(path, TensorBoardEvents.bytes(run))]))
    }
    if let mlflow {
      let made = MLflowRun(run, in: FilePath.absolute(mlflow))
      // That of other runs on the same data stays.
      let isNew = !FilePath.exists("\(mlflow)/\(made.experiment.path)")
      var own: [(path: String, bytes: [UInt8])] = []
      if run.artifacts[.best] != nil {
        let model = try model()
        let page = try readme(beside: "\(mlflow)/\(made.modelPath)", .safetensors, model, run)
        own.append((made.modelPath, try model.bytes()))
        if let page { own.append((made.modelPath + ExportReadme.ending, page.bytes)) }
      }
      exports.append(
        Files(folder: mlflow, (isNew ? [made.experiment] : []) + made.files + own, beside: made.folders))
    }
    return exports
  }

  private func make(_ folder: String) throws(Failure) {
    do throws(StoreError) { try RunStore.makeFolder(folder) } catch {
      guard case .unwritable(let path, let reason) = error else { throw .failed(error.sentence) }
      throw .failed(Words.fileNotWritten(path: path, reason: reason))
    }
  }

  private static func parent(_ path: String) -> String {
    String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
  }
}

// MARK: - As it is typed on the screen

extension RunExport {
  /// What a file's ending says.
  private enum FileForm: String, CaseIterable {
    case onnx, npz, safetensors, csv

    var ending: String { "." + rawValue }
  }

  /// What stands before a folder's name.
  private enum FolderForm: String, CaseIterable {
    case tensorboard, mlflow

    var start: String { rawValue + "=" }
  }

  /// Files whose endings say what to write, and folders with the name of the program before them.
  ///
  /// - Parameter run: stands before the ending, where several runs are written; nil for one.
  /// - Throws: ``Failure`` with the first that is none of these.
  init(typed text: String, run: String?) throws(Failure) {
    for word in text.split(separator: " ") {
      if let form = FolderForm.allCases.first(where: { word.hasPrefix($0.start) && word.count > $0.start.count }) {
        let path = String(word.dropFirst(form.start.count))
        switch form {
        case .tensorboard: tensorBoard = path
        case .mlflow: mlflow = path
        }
      } else if let form = FileForm.allCases.first(where: { word.hasSuffix($0.ending) && word.count > $0.ending.count })
      {
        let path = run.map { "\(word.dropLast(form.ending.count))-\($0)\(form.ending)" } ?? String(word)
        switch form {
        case .onnx: onnx = path
        case .npz: numpy = path
        case .safetensors: safetensors = path
        case .csv: csv = path
        }
      } else {
        throw .input(
          Words.labExportForm(
            found: Clean.text(String(word), limit: 60), endings: Listing.all(FileForm.allCases.map(\.ending)),
            folders: Listing.all(FolderForm.allCases.map(\.start))))
      }
    }
  }
}
