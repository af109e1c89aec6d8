import Granularity
import Tensors
import Testing

@Suite("Bands by split conformal prediction")
struct ConformalBandTests {
  private static let steps = 24

  /// Errors of a forecast that is always 0, of very unlike sizes from step to step.
  private func errors(_ origins: Int, seed: UInt64) -> (predicted: DoubleMatrix, actual: DoubleMatrix) {
    let key = RandomKey(seed: seed, stream: .test)
    let values = (0..<origins * Self.steps).map { index -> Double in
      let size = Double(index % Self.steps + 1)
      // Far from normal: a few are very large.
      let draw = Double(key.normal(UInt64(index)))
      return size * draw * draw * draw
    }
    return (
      DoubleMatrix(rows: origins, columns: Self.steps), DoubleMatrix(rows: origins, columns: Self.steps, values: values)
    )
  }

  @Test(
    "Hold what they promise where errors are exchangeable, whatever their distribution", arguments: [0.5, 0.8, 0.95])
  func coverage(level: Double) throws {
    // 99 origins, so that the rank falls on a whole number and the expected coverage is the level itself.
    var total = 0.0
    for seed in 0..<20 {
      let calibration = errors(99, seed: UInt64(seed))
      let band = ConformalBand(predicted: calibration.predicted, actual: calibration.actual, level: level)
      #expect(band.origins == 99 && band.halfWidths.count == Self.steps)
      let test = errors(200, seed: UInt64(seed) + 1000)
      total += try #require(band.coverage(predicted: test.predicted, actual: test.actual))
    }
    // The mean over 20 · 24 bands of 99 origins each: a standard error of about .002.
    #expect(abs(total / 20 - level) < 0.01, "\(total / 20)")
  }

  @Test("Of no origins there is no band, whatever shape nothing has")
  func none() {
    let none = DoubleMatrix(rows: 0, columns: 0)
    for actual in [none, DoubleMatrix(rows: 0, columns: Self.steps)] {
      let band = ConformalBand(predicted: none, actual: actual, level: 0.8)
      #expect(band.halfWidths.isEmpty && band.origins == 0 && band.meanWidth == nil)
    }
  }

  @Test("A band measured on the data that it was fitted to would promise too much; the rank makes up for it")
  func rank() throws {
    let calibration = errors(9, seed: 3)
    let band = ConformalBand(predicted: calibration.predicted, actual: calibration.actual, level: 0.8)
    // ⌈10 · .8⌉ = 8 of 9, where the plain quantile would stop at the 8th part of the way, 7.2.
    #expect(band.coverage(predicted: calibration.predicted, actual: calibration.actual) == 8.0 / 9)
  }

  @Test("Too few origins for a level have no band instead of one that is too narrow")
  func tooFew() {
    for (level, least) in [(0.5, 1), (0.8, 4), (0.9, 9), (0.95, 19), (0.99, 99)] {
      #expect(ConformalBand.leastOrigins(level: level) == least)
      let enough = errors(least, seed: 1)
      #expect(!ConformalBand(predicted: enough.predicted, actual: enough.actual, level: level).halfWidths.isEmpty)
      guard least > 1 else { continue }
      let few = errors(least - 1, seed: 1)
      let band = ConformalBand(predicted: few.predicted, actual: few.actual, level: level)
      #expect(band.halfWidths.isEmpty)
      #expect(band.coverage(predicted: few.predicted, actual: few.actual) == nil)
    }
  }

  @Test("Origins without a forecast have no say")
  func missing() {
    var (predicted, actual) = errors(10, seed: 2)
    let before = ConformalBand(predicted: predicted, actual: actual, level: 0.8)
    predicted = DoubleMatrix(
      rows: 11, columns: Self.steps, values: predicted.values + [Double](repeating: .nan, count: 24))
    actual = DoubleMatrix(rows: 11, columns: Self.steps, values: actual.values + [Double](repeating: 9, count: 24))
    #expect(ConformalBand(predicted: predicted, actual: actual, level: 0.8).halfWidths == before.halfWidths)
  }
}
