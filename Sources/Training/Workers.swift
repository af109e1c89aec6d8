import Dispatch
import Glibc
import Synchronization

/// A fixed number of threads that trainers take turns on: how many rungs compute at the same moment.
///
/// How turns are spread changes when a rung computes, never what.
package final class Workers: Sendable {
  private let turns: [DispatchQueue]
  private let next = Atomic<Int>(0)

  package init(count: Int) {
    turns = (0..<max(1, count)).map { DispatchQueue(label: "grainscope.worker.\($0)") }
  }

  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The line in which one assembly waits for its turns.
  func line(for label: String) -> TurnLine {
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return TurnLine(
      turns: turns[index % turns.count], assembly: DispatchQueue(label: "grainscope.assembly.\(label)"))
  }
}

/// A serial queue of one assembly whose blocks wait for a worker's turn.
///
/// The assembly's queue is not made to target the worker's: a queue that refills itself would then never let go of its
/// worker. Each block waits at the end of the worker's line instead, so that all assemblies advance together.
struct TurnLine: Sendable {
  fileprivate let turns: DispatchQueue
  fileprivate let assembly: DispatchQueue

  func async(_ block: @escaping @Sendable () -> Void) {
    turns.async { [assembly] in assembly.sync(execute: block) }
  }
}
