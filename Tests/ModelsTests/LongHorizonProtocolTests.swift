import Datasets
import Foundation
import Models
import Testing

@Suite("The long-horizon protocol counts windows and scales as the literature does")
struct LongHorizonProtocolTests {
  @Test("No test window is dropped, and a linear recurrence is forecast without error")
  func countsWindows() throws {
    let scoring = try LongHorizonProtocol(waves(days: 60, noise: 0), borders: [1700, 2200, 2880])
    let result = try scoring.ridge(lookback: 340, horizon: 24, penalties: [1e-2])
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
    #expect(throws: OpeningError.self) {
      try LongHorizonProtocol(waves(days: 10), borders: [100, 200, 400]).ridge(
        lookback: 90, horizon: 20, penalties: [1])
    }
  }
}
