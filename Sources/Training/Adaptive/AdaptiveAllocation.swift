import Models
import Synchronization
import Telemetry

/// Shares out compute among the runs of a session while they are watched: one grant at a time, each decided by the
/// validation scores of those before.
final class AdaptiveAllocation: Sendable {
  private let trainers: [Trainer]
  private let events: EventQueue
  private let allocator: Mutex<Allocator>
  private let isStopped = Atomic<Bool>(false)

  /// - Parameter trainers: one for each of the allocator's arms, in their order.
  init(_ trainers: [Trainer], _ allocator: Allocator, events: EventQueue) {
    precondition(trainers.count == allocator.arms.count, "\(trainers.count) runs for \(allocator.arms.count) arms")
    self.trainers = trainers
    self.events = events
    self.allocator = Mutex(allocator)
  }

  /// Pauses all runs, then grants.
  func start() {
    for trainer in trainers { trainer.send(.pause) }
    report(granted: nil, isOver: false)
    grantNext()
  }

  /// Nothing more is granted after the grant under way.
  func stop() { isStopped.store(true, ordering: .releasing) }

  private func grantNext() {
    let stopped = isStopped.load(ordering: .acquiring)
    guard !stopped, let (arm, multiplyAdds) = allocator.withLock({ $0.next() }) else {
      report(granted: nil, isOver: true)
      return
    }
    trainers[arm].grant(multiplyAdds) { [self] result in
      allocator.withLock { allocator in
        allocator.note(
          arm: arm, spent: max(result.spent, 1), score: result.validation ?? .infinity, isFinished: result.isFinished)
      }
      report(granted: trainers[arm].rung, isOver: false)
      grantNext()
    }
  }

  private func report(granted: RungID?, isOver: Bool) {
    let report = allocator.withLock { allocator in
      AllocationReport(
        policy: allocator.policy, granted: granted,
        shares: allocator.arms.map { arm in
          AllocationReport.Share(
            rung: arm.rung, spent: arm.spent, validation: arm.scores.last.flatMap { $0.isFinite ? $0 : nil },
            isOut: arm.isFinished || arm.isDropped)
        }, budget: allocator.budget, isOver: isOver)
    }
    events.add([.allocated(report)])
  }
}

/// What a grant came to.
struct GrantResult: Sendable {
  /// Multiply-adds.
  let spent: Int
  /// RMSSE at validation origins afterwards; nil where there are none.
  let validation: Double?
  let isFinished: Bool
}
