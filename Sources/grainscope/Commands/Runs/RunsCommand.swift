import ArgumentParser
import Store

/// What is done with runs that were kept.
struct RunsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "runs", abstract: Words.runsAbstract, discussion: Words.runsDiscussion,
      subcommands: [
        RunsListCommand.self, RunsShowCommand.self, RunsDiffCommand.self, RunsOpenCommand.self,
        RunsContinueCommand.self,
        RunsExportCommand.self,
        RunsCommandCommand.self, RunsNoteCommand.self,
        RunsTagCommand.self, RunsStarCommand.self, RunsRemoveCommand.self, RunsRestoreCommand.self,
        RunsImportCommand.self, RunsIndexCommand.self, RunsDiskCommand.self,
      ])
  }
}

/// A run that is named by its beginning.
struct RunArgument: ParsableArguments {
  @Argument(help: ArgumentHelp(Words.runsRun, valueName: Words.valueRun))
  var run: String

  @OptionGroup var place: StorePlace

  /// - Throws: ``Failure``.
  func folder() throws -> RunFolder {
    let store = try place.opened()
    do { return try store.folder(named: run) } catch { throw Failure.input(error.sentence) }
  }

  /// - Throws: ``Failure``.
  func stored() throws -> StoredRun { try folder().stored() }
}

extension RunFolder {
  /// - Throws: ``Failure``.
  func stored() throws -> StoredRun {
    do { return try run() } catch { throw Failure.input(error.sentence) }
  }

  /// - Throws: ``Failure``.
  func mark(_ kind: Mark.Kind, _ text: String? = nil) throws {
    // What cannot be read as a run gets no marks.
    _ = try stored()
    do { try set(Mark(kind, text, at: Stamp.now)) } catch { throw Failure.input(error.sentence) }
  }
}
