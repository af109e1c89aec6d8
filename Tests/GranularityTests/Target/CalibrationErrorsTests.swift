import Tensors
import Testing

@testable import Granularity

@Suite("Errors that bands are taken from")
struct CalibrationErrorsTests {
  /// Errors of either sign, `[origins, 3]`, and forecasts of 0; one origin has no forecast.
  private func errors(_ origins: Int) -> (predicted: DoubleMatrix, actual: DoubleMatrix) {
    let count = origins + 1
    var actual = DoubleMatrix(rows: count, columns: 3, repeating: 0)
    var predicted = actual
    for place in actual.values.indices {
      // A fixed order without pattern: multiples of an irrational number.
      let share = (Double(place) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
      actual.values[place] = (share - 0.5) * Double(place % 3 + 1)
    }
    predicted[0, 1] = .nan
    return (predicted, actual)
  }

  @Test("Of up to a thousand origins they give the band of any level", arguments: [12, 100, 1000])
  func exact(_ origins: Int) throws {
    let (predicted, actual) = errors(origins)
    let kept = CalibrationErrors(predicted: predicted, actual: actual)
    #expect(kept.origins == origins)
    for level in [0.1, 0.5, 0.8, 0.9, 0.99] {
      let band = ConformalBand(predicted: predicted, actual: actual, level: level)
      guard let widths = kept.halfWidths(level: level) else {
        #expect(band.halfWidths.isEmpty, "\(level)")
        continue
      }
      #expect(widths == band.halfWidths, "\(level)")
      #expect(widths.count == 3)
    }
  }

  @Test("Of more they are no narrower, and wider by a rank in a thousand at most")
  func many() throws {
    let (predicted, actual) = errors(4321)
    let kept = CalibrationErrors(predicted: predicted, actual: actual)
    #expect(kept.magnitudes.columns == 1000)
    for level in [0.05, 0.5, 0.8, 0.95, 0.999] {
      let widths = try #require(kept.halfWidths(level: level))
      let exact = ConformalBand(predicted: predicted, actual: actual, level: level).halfWidths
      let above = ConformalBand(predicted: predicted, actual: actual, level: min(level + 0.001, 0.9997)).halfWidths
      for step in 0..<3 { #expect(widths[step] >= exact[step] && widths[step] <= above[step] + 1e-3, "\(level)") }
    }
  }

  @Test("Without an origin there is no band")
  func none() {
    let nothing = DoubleMatrix(rows: 0, columns: 3, repeating: 0)
    #expect(CalibrationErrors(predicted: nothing, actual: nothing).halfWidths(level: 0.5) == nil)
  }
}
