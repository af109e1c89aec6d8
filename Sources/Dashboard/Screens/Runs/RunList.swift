import Telemetry

/// Runs in the order in which they are listed: by number, and a branch below the run that it left.
struct RunList {
  struct Line: Equatable {
    let run: RunID
    /// Runs that it descends from.
    let depth: Int
  }

  let book: RunBook
  private(set) var lines: [Line] = []
  /// Where the highlighted run stands.
  private(set) var chosen: Int?

  init(_ book: RunBook, chosen wanted: RunID?) {
    self.book = book
    var branches: [RunID: [RunID]] = [:]
    var waiting: [Line] = []
    for record in book.records {
      if let parent = record.plan.parent?.run, book[parent] != nil {
        branches[parent, default: []].append(record.plan.run)
      } else {
        waiting.append(Line(run: record.plan.run, depth: 0))
      }
    }
    // The next line is the last that waits.
    waiting.reverse()
    while let line = waiting.popLast() {
      lines.append(line)
      waiting += (branches[line.run] ?? []).reversed().map { Line(run: $0, depth: line.depth + 1) }
    }
    chosen = lines.firstIndex { $0.run == wanted } ?? lines.indices.first
  }

  init(_ state: State) {
    self.init(state.runBook, chosen: state.runsScreen.chosen ?? state.shown?.plan.run)
  }

  var chosenRecord: RunRecord? { chosen.flatMap { book[lines[$0].run] } }
}
