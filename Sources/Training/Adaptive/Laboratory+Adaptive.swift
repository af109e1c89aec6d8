import Dispatch
import Models
import Telemetry

extension Laboratory {
  /// Epochs of the whole ladder that a budget comes to.
  private static let budgetEpochs = 20
  private static let grants = 120

  /// Pauses the runs and shares out compute among them by a policy, one grant at a time; nil ends that.
  package func allocate(among runs: [RunID], by policy: AllocationPolicy?) {
    guard let policy else { return replaceAllocation(nil) }
    let trainers = runs.compactMap(trainer)
    // A run is asked between two of its slices; this thread does not wait for that.
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let epoch = trainers.reduce(0) { $0 + $1.multiplyAddsPerEpoch }
      guard epoch > 0 else { return }
      let budget = epoch * Self.budgetEpochs
      let allocator = Allocator(
        policy, rungs: trainers.map(\.rung), budget: budget, grant: max(1, budget / Self.grants))
      let allocation = AdaptiveAllocation(trainers, allocator, events: events)
      replaceAllocation(allocation)
      allocation.start()
    }
  }
}
