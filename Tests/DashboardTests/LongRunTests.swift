import Canvas
import Telemetry
import Testing

@testable import Dashboard

@Suite("Long runs")
struct LongRunTests {
  @Test("A hundred thousand epochs are kept and drawn in bounded memory, with the best one and no lost spike")
  func historyIsBounded() throws {
    let story = Scene.story
    var state = story.state([.session(story.session), .event(.began(story.plan(0)))])
    for epoch in 1...100_000 {
      let loss: Float = epoch == 99_990 ? 9 : epoch == 777 ? 0.001 : 0.5
      let report = EpochReport(
        epoch: epoch, step: epoch * 2, trainingLoss: 0.4, validationLoss: loss, learningRate: 1e-3,
        multiplyAdds: epoch, seconds: Double(epoch))
      _ = reduce(&state, .event(.epoch(RunID(0), report)))
    }
    let run = try #require(state.shown)
    #expect(run.epochs.count <= 4097)
    #expect(run.epochs.contains { $0.epoch == 777 })
    #expect(run.epochs.last?.epoch == 100_000)
    #expect(zip(run.epochs, run.epochs.dropFirst()).allSatisfy { $0.step < $1.step })
    let points = run.validation(in: 0..<200_000, columns: 40)
    #expect(points.count <= 4 * 40 + 4)
    #expect(points.map(\.loss).max() == 9)
    #expect(points.map(\.loss).min() == 0.001)
    #expect(abs(run.epoch(at: 50_001) - 25_000.5) < 1)
  }

  @Test("The real cursor sits on the focused item")
  func cursorFollowsFocus() {
    var state = Scene.training.state
    func cursor() -> Point? { render(state, size: Size(80, 24), look: Look(), curves: Scene.training.curves).cursor }
    #expect(cursor() == Point(45, 3))
    _ = reduce(&state, .input(.key(.down)))
    #expect(cursor() == Point(45, 4))
    _ = reduce(&state, .input(.key(.tab)))
    #expect(cursor() == Point(2, 11))
    _ = reduce(&state, .input(.key(.tab)))
    #expect(cursor() == Point(2, 18))
  }
}
