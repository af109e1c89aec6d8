import ArgumentParser
import Configuration
import Store

/// Where runs are kept: an option first, then `config.toml`, then the usual place.
struct StoreArguments: ParsableArguments {
  @OptionGroup var place: StorePlace

  @Flag(name: .customLong("no-store"), help: ArgumentHelp(Words.storeNone))
  var keepsNothing = false

  func validate() throws {
    if keepsNothing, place.folder != nil { throw ValidationError(Words.storeOrNone) }
  }

  /// The store to keep runs in; nil where none are to be kept, or where there is no place for one.
  ///
  /// - Throws: ``StoreError``.
  func store() throws(StoreError) -> RunStore? { keepsNothing ? nil : try place.store() }
}

/// A store that is asked about.
struct StorePlace: ParsableArguments {
  @Option(
    name: .customLong("store"), help: ArgumentHelp(Words.storeFolder, valueName: Words.valueFolder),
    completion: .directory)
  var folder: String?

  /// Nil where `config.toml` wants none, or where there is no folder for one.
  ///
  /// - Throws: ``StoreError``.
  func store() throws(StoreError) -> RunStore? { try path.map { path throws(StoreError) in try RunStore(path: path) } }

  private var path: String? {
    if let folder { return FilePath.absolute(folder) }
    var configuration = ConfigurationFile()
    switch configuration.read().preferences.store {
    case .usual: return FilePath.storeFolder()
    case .none: return nil
    case .folder(let folder): return folder
    }
  }

  /// The store of a command that works with what is kept.
  ///
  /// - Throws: ``Failure`` where there is none.
  func opened() throws -> RunStore {
    let store: RunStore?
    do { store = try self.store() } catch { throw Failure.input(error.sentence) }
    guard let store else { throw Failure.input(Words.storeNowhere) }
    return store
  }
}
