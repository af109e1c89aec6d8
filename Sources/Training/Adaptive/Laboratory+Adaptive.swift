import Dispatch
import Models
import Telemetry

extension Laboratory {
  /// Epochs of the whole ladder that a budget comes to.
  private static let budgetEpochs = 20
  private static let grants = 120

  /// Pauses the runs and shares out compute among them by a policy, one grant at a time; nil ends that.
  ///
  /// Each run is asked for its cost in its own turn, once it has begun; this thread does not wait for that.
  package func allocate(among runs: [RunID], by policy: AllocationPolicy?) {
    guard let policy else { return replaceAllocation(nil) }
    let trainers = runs.compactMap(trainer)
    let costs = Gathered<Int>()
    let group = DispatchGroup()
    for trainer in trainers {
      group.enter()
      trainer.withEpochCost { cost in
        costs.add(cost)
        group.leave()
      }
    }
    group.notify(queue: .global(qos: .userInitiated)) { [self] in
      let epoch = costs.values.reduce(0, +)
      guard epoch > 0 else { return events.add([.notice(Words.nothingToShare)]) }
      let budget = epoch * Self.budgetEpochs
      let allocator = Allocator(
        policy, rungs: trainers.map(\.rung), budget: budget, grant: max(1, budget / Self.grants))
      let allocation = AdaptiveAllocation(trainers, allocator, events: events)
      replaceAllocation(allocation)
      allocation.start()
    }
  }
}
