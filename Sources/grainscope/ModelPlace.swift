import Datasets
import Store

/// Where a model lies that a command names: a file, or a run of the store by its name or the beginning of it.
enum ModelPlace {
  /// - Parameter folder: of the store; nil takes the usual one.
  /// - Returns: also what it is called: the file's name, or the run's whole name.
  /// - Throws: ``Failure`` where there is neither.
  static func find(_ name: String, in folder: String? = nil) throws -> (path: String, name: String) {
    guard !FilePath.exists(name), !name.contains("/"), !name.contains(".") else {
      return (FilePath.absolute(name), FilePath.name(name))
    }
    let store = try StoreOrder(folder: folder).opened()
    let run: RunFolder
    do throws(StoreError) { run = try store.folder(named: name) } catch {
      throw Failure.input(Words.modelNowhere(name: Clean.text(name, limit: 80), reason: error.sentence))
    }
    return (try run.bestModelPath(), run.id.text)
  }
}
