import Models
import Telemetry
import Testing

@testable import Training

@Suite("Compute is shared out among rungs")
struct AllocatorTests {
  private let rungs: [RungID] = ["a", "b", "c", "d"]

  /// Rungs whose error falls to a level of their own as they are trained.
  private func spend(_ policy: AllocationPolicy, levels: [Double], budget: Int = 400, grant: Int = 5) -> Allocator {
    var allocator = Allocator(policy, rungs: rungs, budget: budget, grant: grant)
    while let (arm, granted) = allocator.next() {
      let spent = allocator.arms[arm].spent + granted
      allocator.note(arm: arm, spent: granted, score: levels[arm] + 2 / Double(1 + spent), isFinished: false)
    }
    return allocator
  }

  @Test("The budget is spent to the last multiply-add", arguments: AllocationPolicy.allCases)
  func budget(policy: AllocationPolicy) {
    let allocator = spend(policy, levels: [0.9, 0.5, 0.7, 1.2])
    #expect(allocator.spent == 400)
    #expect(allocator.arms.allSatisfy { $0.spent > 0 })
    #expect(allocator.leader(costs: [1, 1, 1, 1]) == 1)
  }

  @Test("An even split is even, the others give the best rung the most")
  func shares() {
    let levels = [0.9, 0.5, 0.7, 1.2]
    #expect(spend(.even, levels: levels).arms.allSatisfy { $0.spent == 100 })
    for policy in [AllocationPolicy.ucb, .halving] {
      let spent = spend(policy, levels: levels).arms.map(\.spent)
      #expect(spent.max() == spent[1] && spent[1] >= 150, "\(policy): \(spent)")
      #expect(spent.min() == spent[3], "\(policy): \(spent)")
    }
  }

  @Test("Successive halving spends the same in every round and drops the worse half after it")
  func halving() {
    let allocator = spend(.halving, levels: [0.9, 0.5, 0.7, 1.2])
    // Two rounds of 200: four rungs with 50 each, then the better two with 100 more.
    #expect(allocator.arms.map(\.spent) == [50, 150, 150, 50])
    #expect(allocator.arms.map(\.isDropped) == [true, false, false, true])
  }

  @Test("What has finished gets nothing more", arguments: AllocationPolicy.allCases)
  func finished(policy: AllocationPolicy) {
    var allocator = Allocator(policy, rungs: rungs, budget: 1000, grant: 10)
    var grants = 0
    while let (arm, granted) = allocator.next() {
      #expect(!allocator.arms[arm].isFinished)
      allocator.note(arm: arm, spent: granted, score: 1, isFinished: true)
      grants += 1
    }
    #expect(grants == 4)
  }

  @Test("Of rungs alike as far as errors are shown the cheaper leads, and none that came to nothing")
  func leader() {
    func leader(_ scores: [Double], _ costs: [Int]) -> Int? {
      var allocator = Allocator(.even, rungs: rungs, budget: 100, grant: 10)
      for (arm, score) in scores.enumerated() {
        allocator.note(arm: arm, spent: 10, score: score, isFinished: false)
      }
      return allocator.leader(costs: costs)
    }
    #expect(leader([0.791, 0.794, 0.9, .infinity], [9, 3, 1, 1]) == 1)
    #expect(leader([0.78, 0.794, 0.9, 0.9], [9, 3, 1, 1]) == 0)
    #expect(leader([.infinity, .infinity, .infinity, .infinity], [1, 1, 1, 1]) == nil)
  }

  @Test("A single rung gets all", arguments: AllocationPolicy.allCases)
  func single(policy: AllocationPolicy) {
    var allocator = Allocator(policy, rungs: ["a"], budget: 35, grant: 10)
    while let (arm, granted) = allocator.next() {
      allocator.note(arm: arm, spent: granted, score: 1, isFinished: false)
    }
    #expect(allocator.spent == 35)
  }
}
