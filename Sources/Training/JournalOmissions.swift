import Models
import Telemetry

/// What the lines of a journal lack of runs, or have in another order than a session writes them.
package struct JournalOmissions: Hashable, Sendable {
  /// Begun and not ended, so that there is nothing to compare them with.
  package internal(set) var unended: [RunID] = []
  /// Of which the beginning is missing.
  package private(set) var unbegun: [RunID] = []
  /// Of which lines stand before their beginning, with the first such line.
  package private(set) var disordered: [Disorder] = []
  /// Numbers of lines that say once more that a run ended, though nothing happened to it since.
  package private(set) var repeated: [Int] = []

  package struct Disorder: Hashable, Sendable {
    package let run: RunID
    package let line: Int
    package let beginning: Int
  }

  /// - Parameter numbers: of the lines, from 1.
  init(_ lines: [JournalLine], numbers: [Int]) {
    var beginnings: [RunID: Int] = [:]
    var early: [RunID: Int] = [:]
    var open: Set<RunID> = []
    var ends: [RunID: EndLine] = [:]
    for (number, line) in zip(numbers, lines) {
      guard let run = line.run else { continue }
      switch line {
      case .run:
        if beginnings[run] == nil { beginnings[run] = number }
        open.insert(run)
        ends[run] = nil
      case .command: ends[run] = nil
      case .end(let end):
        if ends[run] == end { repeated.append(number) }
        ends[run] = end
        open.remove(run)
      case .session, .reveal: continue
      }
      if beginnings[run] == nil, early[run] == nil { early[run] = number }
    }
    for (run, line) in early.sorted(by: { $0.key < $1.key }) {
      if let beginning = beginnings[run] {
        disordered.append(Disorder(run: run, line: line, beginning: beginning))
      } else {
        unbegun.append(run)
      }
    }
    unended = open.subtracting(disordered.map(\.run)).sorted()
  }
}
