import Configuration
import Store

/// Where runs are to be kept and how often their states are: an option first, then `config.toml`, then the usual place.
struct StoreOrder: Sendable {
  /// As an option named it.
  var folder: String?
  var keepsNothing = false
  /// Between two checkpoints.
  var interval = Duration.seconds(10)

  /// Nil where none are to be kept, or where there is no folder for them.
  ///
  /// - Throws: ``StoreError`` where the folder is no store that can be read.
  func store() throws(StoreError) -> RunStore? {
    guard !keepsNothing, let path else { return nil }
    return try RunStore(path: path)
  }

  /// The store of a command that works with what is kept.
  ///
  /// - Throws: ``Failure`` where there is none.
  func opened() throws -> RunStore {
    let found: RunStore?
    do throws(StoreError) { found = try store() } catch { throw Failure.input(error.sentence) }
    guard let found else { throw Failure.input(Words.storeNowhere) }
    if found.mendLabel() { Standard.error.report(Words.storeLabelMade(path: found.path)) }
    return found
  }

  /// The bytes that the store may take; nil for as many as there are.
  static var limit: Int64? {
    var configuration = ConfigurationFile()
    return configuration.read().preferences.storeLimit
  }

  private var path: String? {
    if let folder { return FilePath.absolute(folder) }
    var configuration = ConfigurationFile()
    let preferences = configuration.read().preferences
    if let refusal = configuration.refusal() { Standard.error.report(refusal) }
    switch preferences.store {
    case .usual: return FilePath.storeFolder()
    case .none: return nil
    case .folder(let folder): return folder
    }
  }
}
