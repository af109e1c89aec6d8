import Datasets
import Granularity
import Models
import Tensors
import Training

/// Opens files and journals for the commands, turning every error into a sentence and an exit code.
enum Opening {
  static func experiment(_ options: SessionOptions) throws -> any Experiment {
    do {
      return try Experiments.open(options)
    } catch {
      throw Failure.input(error.sentence)
    }
  }

  /// Begins a journal of a session.
  static func journal(_ path: String, experiment: any Experiment, options: SessionOptions) throws -> Journal {
    do {
      let journal = try Journal(path: FilePath.absolute(path))
      journal.append(
        .session(
          SessionLine(
            options: options, dataHash: hexadecimal(experiment.dataHash), kernel: kernelName, blas: BLAS.version,
            level: Kernels.level)))
      return journal
    } catch {
      throw Failure.input("The journal cannot be written at \(path): give another path, or --no-journal in the Lab.")
    }
  }

  static var kernelName: String { BLAS.kernelName }
  static var defaultThreads: Int { Workers.processorCount }

  static func missingFile(_ path: String) -> String {
    "There is no file \(path); check the path, or list the samples with: grainscope samples."
  }
}
