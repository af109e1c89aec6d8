import ArgumentParser
import Store

/// The options of every command that keeps runs which can be gone on with.
struct StoreArguments: ParsableArguments {
  @OptionGroup var choice: StoreChoice
  @OptionGroup var checkpoints: CheckpointArguments

  var order: StoreOrder {
    var order = choice.order
    order.interval = checkpoints.interval
    return order
  }
}

/// Where runs are kept, or that none are.
struct StoreChoice: ParsableArguments {
  @OptionGroup var place: StorePlace

  @Flag(name: .customLong("no-store"), help: ArgumentHelp(Words.storeNone))
  var keepsNothing = false

  func validate() throws {
    if keepsNothing, place.folder != nil { throw ValidationError(Words.storeOrNone) }
  }

  var order: StoreOrder { StoreOrder(folder: place.folder, keepsNothing: keepsNothing) }
}

/// How often the states of runs are kept.
struct CheckpointArguments: ParsableArguments {
  @Option(
    name: .customLong("checkpoint-every"), help: ArgumentHelp(Words.storeCheckpoints, valueName: Words.valueSeconds),
    transform: NumberOption.checkpoints.parse)
  var seconds = 10.0

  var interval: Duration { .seconds(seconds) }
}

/// A store that is asked about.
struct StorePlace: ParsableArguments {
  @Option(
    name: .customLong("store"), help: ArgumentHelp(Words.storeFolder, valueName: Words.valueFolder),
    completion: .directory)
  var folder: String?

  /// The store of a command that works with what is kept.
  ///
  /// - Throws: ``Failure`` where there is none.
  func opened() throws -> RunStore { try StoreOrder(folder: folder).opened() }
}
