import Foundation
import Models
import Telemetry
import Testing

@testable import Training

@Suite("Runs under an allocator")
struct AllocatedTrainingTests {
  private let rungs: [RungID] = ["a", "b", "c"]

  private func outcome(_ policy: AllocationPolicy, budget: Int = 20_000_000) throws -> AllocatedTraining.Outcome? {
    let experiment = SyntheticExperiment()
    let allocator = Allocator(policy, rungs: rungs, budget: budget, grant: 400_000)
    return try AllocatedTraining(
      experiment, rungs: rungs, settings: experiment.defaultSettings(.mlp), allocator: allocator
    ).run()
  }

  @Test("The same seed leads to the same grants and scores; the budget is spent", arguments: AllocationPolicy.allCases)
  func deterministic(policy: AllocationPolicy) throws {
    let (one, two) = (try #require(try outcome(policy)), try #require(try outcome(policy)))
    #expect(one.grants.map(\.rung) == two.grants.map(\.rung))
    #expect(one.grants.map(\.validation) == two.grants.map(\.validation) && one.winner == two.winner)
    let spent = one.spent.reduce(0) { $0 + $1.multiplyAdds }
    // A grant ends with the step that spends its last multiply-add.
    #expect(spent >= 20_000_000 && spent < 20_400_000)
    #expect(Set(one.grants.map(\.rung)) == Set(rungs))
  }

  @Test("Runs that are watched get their grants one at a time, pause after them, and end with the budget")
  func live() {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: SyntheticExperiment(), threads: 2, events: events)
    var settings = SyntheticExperiment().defaultSettings(.mlp)
    settings.epochs = 100_000
    let runs = rungs.map { laboratory.start($0, settings: settings) }
    laboratory.allocate(among: runs, by: .ucb)
    var reports: [AllocationReport] = []
    while reports.last?.isOver != true {
      for case .allocated(let report) in events.drain() { reports.append(report) }
      Thread.sleep(forTimeInterval: 0.002)
    }
    let granted = reports.compactMap(\.granted)
    #expect(granted.count >= 100 && Set(granted) == Set(rungs))
    #expect((reports.last?.spent ?? 0) >= (reports.last?.budget ?? .max))
    laboratory.sendAll(.stop)
    laboratory.waitUntilEnded()
  }
}
