import Telemetry

/// Runs in the order in which they are listed: by number, and a branch below the run that it left; or by their scores.
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

  init(_ book: RunBook, byScore: Bool = false, chosen wanted: RunID?) {
    self.book = book
    lines = byScore ? Self.ranked(book) : Self.tree(book)
    chosen = lines.firstIndex { $0.run == wanted } ?? lines.indices.first
  }

  /// The best first; what cannot be ranked stands behind, by number.
  private static func ranked(_ book: RunBook) -> [Line] {
    let ranking = book.ranking
    let known = Set(ranking)
    return (ranking + book.records.map(\.plan.run).filter { !known.contains($0) }).map { Line(run: $0, depth: 0) }
  }

  private static func tree(_ book: RunBook) -> [Line] {
    var lines: [Line] = []
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
    return lines
  }

  init(_ state: State) {
    self.init(
      state.runBook, byScore: state.runsScreen.isByScore, chosen: state.runsScreen.chosen ?? state.shown?.plan.run)
  }

  var chosenRecord: RunRecord? { chosen.flatMap { book[lines[$0].run] } }
}
