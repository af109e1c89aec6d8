import Canvas
import Telemetry
import Testing

@testable import Dashboard

extension Scene {
  /// Compute shared out for a while: mostly to the hour, one rung dropped.
  static let allocation: Scene = {
    let shares = [(0, 0.82), (1, 0.61), (2, 0.70), (3, 0.95)]
    let order = [0, 1, 2, 3, 1, 2, 1, 1, 0, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 2]
    var spent = [0, 0, 0, 0]
    var messages = story.training()
    for granted in order {
      spent[granted] += 12_000_000
      let report = AllocationReport(
        policy: .halving, granted: RungID(DemandStory.labels[granted]),
        shares: shares.map { index, score in
          AllocationReport.Share(
            rung: RungID(DemandStory.labels[index]), spent: spent[index], validation: spent[index] > 0 ? score : nil,
            isOut: index == 3)
        }, budget: 480_000_000, isOver: false)
      messages.append(.event(.allocated(report)))
    }
    return Scene("allocation", story.curves, messages, keys: [.character("2"), .tab, .tab, .tab, .tab])
  }()
}

@Suite("Compute that is shared out")
struct AllocationTests {
  private let story = Scene.story

  @Test("The key goes from policy to policy and back to none")
  func policies() {
    var state = story.state(story.training() + [.input(.key(.character("2")))])
    let runs = [RunID(0), RunID(1)]
    #expect(reduce(&state, .input(.key(.character("d")))) == [.allocate(runs, policy: .ucb)])
    let share = AllocationReport.Share(rung: "30min", spent: 5, validation: 0.5, isOut: false)
    var report = AllocationReport(policy: .ucb, granted: "30min", shares: [share], budget: 10, isOver: false)
    _ = reduce(&state, .event(.allocated(report)))
    #expect(reduce(&state, .input(.key(.character("d")))) == [.allocate(runs, policy: .halving)])
    report.policy = .halving
    _ = reduce(&state, .event(.allocated(report)))
    #expect(state.tradeoffs.allocation.choices == ["30min"], "another policy begins anew")
    #expect(reduce(&state, .input(.key(.character("d")))) == [.allocate(runs, policy: nil)])
    report.isOver = true
    report.granted = nil
    _ = reduce(&state, .event(.allocated(report)))
    #expect(state.note?.text.contains("30min is best on validation") == true)
  }

  @Test("The verdict is by the rule that ranks rungs: what diverged is no choice, and of equal scores the cheaper is")
  func verdict() {
    func verdict(_ scores: [Double?], _ events: [Event] = []) -> String {
      var state = story.state(story.training())
      for event in events { _ = reduce(&state, .event(event)) }
      let shares = scores.enumerated().map { index, score in
        AllocationReport.Share(rung: RungID(DemandStory.labels[index]), spent: 5, validation: score, isOut: true)
      }
      _ = reduce(
        &state,
        .event(.allocated(AllocationReport(policy: .ucb, granted: nil, shares: shares, budget: 10, isOver: true))))
      return state.note?.text ?? ""
    }
    #expect(verdict([0.611, 0.64]).contains("30min is best on validation"))
    let state = story.state(story.training())
    let costs = DemandStory.labels.prefix(2).compactMap { state.record(of: RungID($0))?.epochCost }
    #expect(costs.count == 2 && costs[1] < costs[0], "the finer rung costs more: \(costs)")
    #expect(verdict([0.611, 0.614]).contains("1h is best on validation"))
    let diverged = Event.diverged(
      RunID(0), Divergence(step: 3, epoch: 2, keptStep: 2, learningRate: 10, explanation: "Too fast."))
    #expect(verdict([0.2, 0.64], [diverged]).contains("1h is best on validation"))
    #expect(verdict([0.2, nil], [diverged]) == "ucb ended: no rung can be ranked on validation")
    #expect(verdict([nil, nil]) == "ucb ended before its first grant")
  }

  @Test("Each rung's row shows its grants, its share and its score")
  func panel() {
    let lines = Scene.allocation.surface(160, 50).lines()
    #expect(lines.contains { $0.contains("1h") && $0.contains(" %") && $0.contains("0.61") && $0.contains("█") })
    #expect(lines.contains { $0.contains("Compute") && $0.contains("successive-halving") })
  }
}
