import Synchronization

/// The memory in which the runs of a session hold states that they have passed, shared among those that are open: the more there
/// are, the farther apart are the states of each, and the longer a branch computes to be at its step.
package final class StateRoom: Sendable {
  /// In bytes.
  private let total: Int
  private let open = Atomic<Int>(0)

  package init(total: Int = 32 << 20) { self.total = total }

  /// Of each open run, in bytes.
  var share: Int { min(Self.most, total / max(1, open.load(ordering: .relaxed))) }

  /// More than that is of no use to a single run.
  private static let most = 8 << 20

  func enter() { open.add(1, ordering: .relaxed) }
  func leave() { open.subtract(1, ordering: .relaxed) }
}
