import Datasets
import Foundation
import Models
import Networks
import TestSeries
import Testing

@testable import Studies

@Suite("The long-horizon protocol counts windows and scales as the literature does")
struct LongHorizonProtocolTests {
  @Test("No test window is dropped, and a linear recurrence is forecast without error")
  func countsWindows() throws {
    let scoring = try LongHorizonProtocol(waves(days: 60, noise: 0), borders: [1700, 2200, 2880])
    let result = try #require(try scoring.ridge(horizon: 24, lookbacks: [340], penalties: [1e-2]))
    #expect(result.testWindows == 680 - 24 + 1)
    // The second column is noise on the z-scored scale; the first follows from its past.
    #expect((0.4...1.4).contains(result.testMSE))
  }

  @Test("Borders beyond the series and gaps are refused")
  func refuses() throws {
    #expect(throws: OpeningError.self) { try LongHorizonProtocol(waves(days: 10), borders: [100, 200, 4000]) }
    var series = waves(days: 10)
    series.columns[0].values[50] = .nan
    #expect(throws: OpeningError.self) { try LongHorizonProtocol(series, borders: [100, 200, 400]) }
    let short = try LongHorizonProtocol(waves(days: 10), borders: [100, 200, 400])
    #expect(throws: OpeningError.self) { try short.ridge(horizon: 20, lookbacks: [90], penalties: [1]) }
    #expect(throws: OpeningError.self) { try short.best(.nlinear, horizon: 20, lookbacks: [90], seed: 1) }
  }

  private var scoring: LongHorizonProtocol {
    get throws { try LongHorizonProtocol(waves(days: 30), borders: [800, 1100, 1440]) }
  }

  private func candidate(_ recipe: Recipe, measured: Bool = false) -> LongHorizonCandidate {
    var settings = Settings(recipe)
    settings.lookback = 48
    settings.units = settings.units.map { _ in 8 }
    settings.live.learningRate = 3e-3
    settings.epochs = 8
    settings.patience = 2
    return LongHorizonCandidate(settings: settings, isMeasuredFromLast: measured)
  }

  @Test(
    "Networks learn the wave, and the same seed gives the same figures", arguments: [Recipe.nlinear, .dlinear, .nhits])
  func networks(recipe: Recipe) throws {
    let scoring = try scoring
    let candidates = [candidate(recipe), candidate(recipe, measured: recipe == .nhits)]
    let result = try #require(try scoring.network(candidates, horizon: 12))
    #expect(result.testWindows == 340 - 12 + 1 && result.candidates == 2 && result.lookback == 48)
    // Half of what is scored is noise of variance 1.
    #expect((0.4...0.8).contains(result.testMSE) && (0.4...0.8).contains(result.validationMSE))
    let again = try #require(try scoring.network(candidates, horizon: 12))
    #expect(again.testMSE == result.testMSE && again.choice == result.choice)
  }

  @Test("What is chosen does not depend on test rows")
  func testRowsAreNotSeen() throws {
    var series = waves(days: 30)
    let before = try LongHorizonProtocol(series, borders: [800, 1100, 1440])
    for column in series.columns.indices {
      for row in 1100..<1440 { series.columns[column].values[row] = Double(row % 7) * 50 }
    }
    let after = try LongHorizonProtocol(series, borders: [800, 1100, 1440])
    for recipe in [Recipe.nlinear, .nhits] {
      let candidates = [candidate(recipe), candidate(recipe, measured: true)]
      let first = try #require(try before.network(candidates, horizon: 12))
      let second = try #require(try after.network(candidates, horizon: 12))
      #expect(first.choice == second.choice && first.validationMSE == second.validationMSE)
      #expect(first.testMSE != second.testMSE)
    }
    let ridges = try [before, after].map { try #require(try $0.ridge(horizon: 12, lookbacks: [24, 48])) }
    #expect(ridges[0].choice == ridges[1].choice && ridges[0].validationMSE == ridges[1].validationMSE)
    #expect(ridges[0].lookback == ridges[1].lookback)
    let open = try [before, after].map { try #require(try $0.best(.ridge, horizon: 12, lookbacks: nil, seed: 1)) }
    #expect(open[0].lookback == open[1].lookback && open[0].choice == open[1].choice)
    #expect(LongHorizonProtocol.lookbacks.contains(open[0].lookback) && open[0].candidates > 8)
  }

  @Test("The observer sees every candidate and may stop the search")
  func observer() throws {
    let scoring = try scoring
    var seen: Set<Int> = []
    _ = try scoring.network([candidate(.nlinear), candidate(.nlinear)], horizon: 12) { progress in
      seen.insert(progress.candidate)
      return true
    }
    #expect(seen == [1, 2])
    #expect(try scoring.network([candidate(.nlinear)], horizon: 12) { $0.epoch < 2 } == nil)
    #expect(try scoring.ridge(horizon: 12, lookbacks: [24, 48, 96]) { $0.candidate < 3 } == nil)
  }

  @Test("A set is known by its name and shape, and borders by the step")
  func sets() {
    #expect(ProtocolSet(step: 900_000) == .minutes && ProtocolSet(step: 3_600_000) == .hours)
    #expect(ProtocolSet.minutes.borders == [34_560, 46_080, 57_600])
    #expect(!PublishedModel.describe(waves(days: 30), file: "ETTh1.csv"))
    #expect(PublishedModel.ofETTh1.allSatisfy { Set($0.scores.keys) == [96, 192, 336, 720] })
    #expect(PublishedModel.ofETTh1[0].scores[720]?.mse == 0.440)
  }
}
