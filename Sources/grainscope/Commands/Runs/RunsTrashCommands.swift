import ArgumentParser
import Store

/// `runs rm` and `runs restore`: into the trash and out of it.
struct RunsRemoveCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rm", abstract: Words.runsRemoveAbstract, discussion: Words.runsRemoveDiscussion)
  }

  @OptionGroup var named: RunArgument

  @Flag(name: .long, help: ArgumentHelp(Words.runsRemoveForGood))
  var forGood = false

  func run() throws {
    let folder = try named.folder()
    let run = try folder.stored()
    if run.isTrained { throw Failure.input(StoreError.isTrained(folder.id.text).sentence) }
    guard forGood else {
      do { try folder.mark(.removed) } catch {
        throw folder.isDiskFull ? Failure.input(Words.runsRemoveNoRoom(run: folder.id.text)) : error
      }
      return Standard.output.write(Words.runsRemoved(run: folder.id.text) + "\n")
    }
    // What cannot be put into the trash first is taken away at once.
    guard run.marks.deletedAt != nil || folder.isDiskFull else {
      throw Failure.input(Words.runsNotInTrash(run: folder.id.text))
    }
    do { try folder.remove() } catch { throw Failure.input(error.sentence) }
  }
}

struct RunsRestoreCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "restore", abstract: Words.runsRestoreAbstract)
  }

  @OptionGroup var named: RunArgument

  func run() throws {
    let folder = try named.folder()
    guard try folder.stored().marks.deletedAt != nil else {
      throw Failure.input(Words.runsNotInTrash(run: folder.id.text))
    }
    try folder.mark(.restored)
  }
}
