import Datasets
import Granularity
import Models
import Telemetry
import Tensors
import Training

/// Opens files and journals for the commands, turning every error into a sentence and an exit code.
enum Opening {
  /// What an option that means nothing on the data does.
  enum IdleOptions {
    case refused
    /// Of a journal, or of a session that goes on with other data.
    case ignored
  }

  /// A bar on standard error shows how far reading is, and Ctrl-C stops it, as befits a shell without a screen.
  static func experiment(_ options: SessionOptions, idle: IdleOptions = .refused) throws -> any Experiment {
    try opened(try dataset(options), options, idle: idle).experiment
  }

  /// Of data that were read before.
  static func opened(
    _ dataset: Dataset, _ options: SessionOptions, idle: IdleOptions = .refused
  ) throws -> OpenedData {
    do throws(OpeningError) {
      try Experiments.checkInitial(dataset, options)
      switch idle {
      case .refused: try options.refuseIdle(on: dataset)
      case .ignored: break
      }
      return try Experiments.make(dataset, options)
    } catch {
      throw Failure.input(error.sentence)
    }
  }

  /// Refuses data without an origin at which models could be validated.
  static func requireValidation(_ info: SessionInfo) throws {
    if let reason = info.unranked { throw Failure.input(Words.noValidation(file: info.fileName, reason: reason)) }
  }

  /// Reads a file for the Lab, which shows itself how far it is.
  static func data(
    _ options: SessionOptions, idle: IdleOptions, observer: @escaping ReadObserver
  ) throws -> OpenData {
    let dataset: Dataset
    do { dataset = try Experiments.read(options, observer: observer) } catch { throw Failure.input(error.sentence) }
    return OpenData(options: options, opened: try opened(dataset, options, idle: idle))
  }

  /// Reads the file alone, under watch.
  static func dataset(_ options: SessionOptions) throws -> Dataset {
    try watched(options) { observer throws(OpeningError) in try Experiments.read(options, observer: observer) }
  }

  private static func watched<Outcome>(
    _ options: SessionOptions, _ open: (@escaping ReadObserver) throws(OpeningError) -> Outcome
  ) throws -> Outcome {
    func said(_ observer: @escaping ReadObserver) throws -> Outcome {
      do { return try open(observer) } catch { throw Failure.input(error.sentence) }
    }
    return try ReadingWatch.during(FilePath.name(options.path)) { try said($0) }
  }

  /// Begins a journal of a session.
  ///
  /// - Parameter failed: as of ``Journal/init(path:failed:)``.
  static func journal(
    _ path: String, experiment: any Experiment, options: SessionOptions,
    failed: @escaping @Sendable (JournalError) -> Void
  ) throws(Failure) -> Journal {
    do throws(JournalError) {
      let journal = try Journal(path: FilePath.absolute(path), failed: failed)
      try journal.begin(
        SessionLine(
          options: options, dataHash: hexadecimal(experiment.dataHash), kernel: kernelName, blas: BLAS.version,
          level: Kernels.level))
      return journal
    } catch {
      guard case .unwritable(_, let reason) = error else { throw Failure.input(error.sentence) }
      throw Failure.input(Words.journalNotWritten(path: Clean.text(path, limit: 300), reason: reason))
    }
  }

  static var kernelName: String { BLAS.kernelName }
  static var defaultThreads: Int { Workers.processorCount }
}
