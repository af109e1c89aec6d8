import Telemetry
import Testing

@Suite("The Pareto front")
struct ParetoFrontTests {
  @Test("Holds what nothing else beats in cost and error, in ascending cost")
  func front() {
    let points: [(cost: Double, error: Double)] = [(8, 0.5), (1, 0.9), (4, 0.6), (5, 0.7), (2, 0.9), (16, 0.5)]
    #expect(ParetoFront.indices(of: points) == [1, 2, 0])
  }

  @Test("Of points alike the first stands for all; what is not finite is on no front")
  func edges() {
    #expect(ParetoFront.indices(of: [(2, 1), (2, 1), (2, 0.5), (.nan, 0), (1, .infinity)]) == [2])
    #expect(ParetoFront.indices(of: []).isEmpty)
  }

  @Test("No point of any cloud is beaten by another and left on the front, and none that is unbeaten is left out")
  func cloud() {
    var state: UInt64 = 5
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Double(state >> 40) / 1024
    }
    let points = (0..<200).map { _ in (cost: draw().rounded(), error: draw().rounded()) }
    let front = Set(ParetoFront.indices(of: points))
    for (index, point) in points.enumerated() {
      let isBeaten = points.contains {
        $0.cost <= point.cost && $0.error <= point.error && ($0.cost < point.cost || $0.error < point.error)
      }
      if isBeaten { #expect(!front.contains(index)) }
      if !isBeaten { #expect(front.contains { points[$0] == point }) }
    }
  }
}
