import Dispatch
import Glibc
import Synchronization

/// A fixed number of serial queues that trainers take turns on: how many rungs compute at the same moment.
///
/// How trainers are spread over workers changes when they compute, never what.
package final class Workers: Sendable {
  private let queues: [DispatchQueue]
  private let next = Atomic<Int>(0)

  package init(count: Int) {
    queues = (0..<max(1, count)).map { DispatchQueue(label: "grainscope.worker.\($0)") }
  }

  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// A serial queue of its own for one assembly, executed by one of the workers.
  func queue(_ label: String) -> DispatchQueue {
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return DispatchQueue(label: "grainscope.\(label)", target: queues[index % queues.count])
  }
}
