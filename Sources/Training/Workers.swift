import Dispatch
import Glibc
import Synchronization
import Tensors

/// A fixed number of threads that trainers take turns on: how many rungs compute at the same moment. Threads that no rung
/// has a turn on help one that does.
///
/// How turns and help are spread changes when a rung computes, never what.
package final class Workers: Sendable {
  private let turns: [DispatchQueue]
  private let next = Atomic<Int>(0)
  private let spare: Spare

  package init(count: Int) {
    turns = (0..<max(1, count)).map { DispatchQueue(label: "grainscope.worker.\($0)") }
    spare = Spare(threads: max(1, count))
  }

  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The line in which one assembly waits for its turns.
  func line(for label: String) -> TurnLine {
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return TurnLine(
      turns: turns[index % turns.count], assembly: DispatchQueue(label: "grainscope.assembly.\(label)"), spare: spare)
  }
}

/// A serial queue of one assembly whose blocks wait for a worker's turn.
///
/// The assembly's queue is not made to target the worker's: a queue that refills itself would then never let go of its
/// worker. Each block waits at the end of the worker's line instead, so that all assemblies advance together.
struct TurnLine: Sendable {
  fileprivate let turns: DispatchQueue
  fileprivate let assembly: DispatchQueue
  fileprivate let spare: Spare

  func async(_ block: @escaping @Sendable () -> Void) {
    turns.async { [assembly, spare] in assembly.sync { spare.lend(block) } }
  }
}

/// The threads that no turn occupies.
private final class Spare: Sendable {
  private let threads: Int
  private let occupied = Atomic<Int>(0)
  private let pool: ThreadPool

  init(threads: Int) {
    self.threads = threads
    pool = ThreadPool(helpers: threads - 1)
  }

  /// Runs one turn, whose passes the others may help with.
  func lend(_ turn: () -> Void) {
    guard threads > 1 else { return turn() }
    pool.allow(helpers: threads - occupied.add(1, ordering: .relaxed).newValue)
    pool.lead(turn)
    pool.allow(helpers: threads - occupied.subtract(1, ordering: .relaxed).newValue)
  }
}
