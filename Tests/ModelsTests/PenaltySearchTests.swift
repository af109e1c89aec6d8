import Datasets
import Networks
import TestSeries
import Testing

@testable import Models

@Suite("The penalty of ridge")
struct PenaltySearchTests {
  /// The place, in quarters of a decade, of a penalty.
  private func place(_ penalty: Double) -> Int? {
    PenaltySearch.limits.first { PenaltySearch.penalty($0) == penalty }
  }

  @Test("Penalties ascend by quarters of a decade, to two digits")
  func places() {
    #expect((-5...5).map(PenaltySearch.penalty) == [0.056, 0.1, 0.18, 0.32, 0.56, 1, 1.8, 3.2, 5.6, 10, 18])
  }

  @Test("A curve with one valley is searched to its quarter of a decade, wherever that lies", arguments: -24...32)
  func valley(lowest: Int) throws {
    var search = PenaltySearch()
    search.run { penalty in
      guard let place = place(penalty) else { return nil }
      return 1 + Double((place - lowest) * (place - lowest))
    }
    let best = try #require(search.sweep.min { $0.validationError < $1.validationError })
    #expect(place(best.parameter) == lowest && best.validationError == 1)
    #expect(search.sweep.count <= 21)
    let penalties = search.sweep.map(\.parameter)
    #expect(penalties == penalties.sorted())
    // What is at an end of the sweep is at the end of all that is tried.
    #expect([penalties.first, penalties.last].contains(best.parameter) == [-24, 32].contains(lowest))
  }

  @Test("The lowest decade is found downhill from wherever the search begins", arguments: [-24, -8, 4, 8, 32])
  func decade(lowest: Int) throws {
    var tried = 0
    let found = PenaltySearch.decade(
      from: 8,
      { penalty -> Double? in
        tried += 1
        return place(penalty).map { Double(($0 - lowest) * ($0 - lowest)) }
      }, mean: { $0 })
    #expect(found?.place == lowest && tried <= (abs(lowest - 8)) / 4 + 4)
    #expect(PenaltySearch.decade(from: 8, { _ -> Double? in nil }, mean: { $0 }) == nil)
  }

  @Test("What has no solution is passed over")
  func unsolvable() {
    var search = PenaltySearch()
    search.run { $0 < 1 ? nil : $0 }
    #expect(search.sweep.map(\.parameter).min() == 1)
    search.run { _ in nil }
    #expect(search.sweep.isEmpty)
  }

  @Test("Ridge, networks and naive measure validation windows alike: what forecasts no change has the same loss in all")
  func equalTerms() throws {
    let experiment = try Experiments.forecast(
      waves(days: 60), SessionOptions(path: "waves", horizon: "1d", grains: ["30min"]))
    let examples = try experiment.ready("30min", Settings(.ridge)).validation.examples
    let ridge = RidgeFit(weights: .init(rows: examples.inputCount + 1, columns: examples.outputCount))
    let network = try experiment.networkLearner("30min", Settings(.nlinear))
    var state = network.network.checkpoint()
    for index in state.parameters.indices { state.parameters[index] = 0 }
    network.network.takeUp(state)
    let naive = try experiment.learner(for: "30min", settings: Settings(.naive))
    let losses = [Float(ridge.meanSquaredError(examples)), network.validationLoss(), naive.validationLoss()]
    let all = losses.compactMap { $0 }
    #expect(all.count == 3 && all.allSatisfy { $0 > 0 && abs($0 / all[0] - 1) < 1e-5 }, "\(all)")
  }
}
