import ArgumentParser
import Basics
import Store

/// `runs index` and `runs disk`: what the store itself is made of.
struct RunsIndexCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "index", abstract: Words.runsIndexAbstract, discussion: Words.runsIndexDiscussion)
  }

  @OptionGroup var place: StorePlace

  func run() throws {
    let store = try place.opened()
    guard store.exists else { return Standard.output.write(Words.runsNone + "\n") }
    do {
      let index = try StoreIndex(store, anew: true)
      let faults = try index.refresh()
      for fault in faults { Standard.error.report(fault.sentence) }
      guard index.isKept else { throw Failure.failed(Words.runsIndexNotKept(path: store.path)) }
      Standard.output.write(Words.runsIndexed(count: try index.runCount()) + "\n")
      if !faults.isEmpty { throw Failure.failed(Words.runsUnreadable(count: faults.count)) }
    } catch let error as StoreError { throw Failure.input(error.sentence) }
  }
}

struct RunsDiskCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "disk", abstract: Words.runsDiskAbstract)
  }

  @OptionGroup var place: StorePlace

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  private struct Fields: Encodable {
    let path: String
    let runs: Int
    let bytes: [String: Int64]
    let total: Int64
    /// Left out where there is none.
    let limit: Int64?
  }

  func run() throws {
    let store = try place.opened()
    let folders = store.folders
    var sizes: [String: Int64] = [:]
    for folder in folders { sizes.merge(folder.sizes) { $0 + $1 } }
    sizes.merge(store.sizes) { $0 + $1 }
    let total = sizes.values.reduce(0, +)
    let limit = StoreOrder.limit
    if json {
      let fields = Fields(path: store.path, runs: folders.count, bytes: sizes, total: total, limit: limit)
      return Standard.output.write(try JSON.line(fields) + "\n")
    }
    let lines = sizes.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { name, bytes in
      [name, NumberFormat.bytes(Int(bytes))]
    }
    let sum = [Words.runsDiskTotal, NumberFormat.bytes(Int(total))]
    Standard.output.write(
      Words.runsDiskHeading(path: SafeText.line(store.path), count: folders.count) + "\n"
        + TextTable.aligned(lines + [sum], [.left, .right])
        + (limit.map { limit in
          let room = NumberFormat.bytes(Int(limit))
          return total > limit ? Words.runsDiskOver(limit: room) : Words.runsDiskLimit(limit: room)
        } ?? Words.runsDiskUnlimited) + "\n")
  }
}
