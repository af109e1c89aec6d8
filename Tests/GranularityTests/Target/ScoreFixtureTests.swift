import Basics
import Datasets
import Granularity
import Tensors
import Testing

@Suite("Scores against NumPy and scikit-learn")
struct ScoreFixtureTests {
  private struct Fixture: Decodable {
    let values: [Double]
    let borders: [Int]
    /// `[origins, steps]` at the test origins.
    let predicted: [Double]
    let season: Int
    let mse, mae, rmse, smape, rmsse, mase, skill: Double
  }

  private func target(_ fixture: Fixture) throws -> CommonTarget {
    let series = series(fixture.values, step: 6 * Milliseconds.hour)
    return try CommonTarget(
      TargetQuestion(
        series: series, target: ColumnAggregate(0, .mean), horizon: .days(1),
        ladder: try TimeLadder(parsing: "6h,1d", for: series),
        borders: Borders(try Split(count: series.count, borders: fixture.borders), of: series)))
  }

  @Test("Every metric agrees to 1e-6, from the series on: origins, season and scale too")
  func metrics() throws {
    let fixture = try Fixtures.load("scores", as: Fixture.self)
    let target = try target(fixture)
    #expect(target.season.steps == fixture.season)
    let predicted = DoubleMatrix(rows: 50, columns: 4, values: fixture.predicted)
    let scores = try #require(target.scores(of: predicted, at: target.test))
    #expect(scores.count == 50)
    #expect(abs(scores.mse - fixture.mse) < 1e-6)
    #expect(abs(scores.mae - fixture.mae) < 1e-6)
    #expect(abs(scores.rmse - fixture.rmse) < 1e-6)
    #expect(abs((scores.smape ?? .nan) - fixture.smape) < 1e-6)
    #expect(abs(try #require(scores.rmsse) - fixture.rmsse) < 1e-6)
    #expect(abs(try #require(scores.mase) - fixture.mase) < 1e-6)
    #expect(abs(try #require(scores.skill) - fixture.skill) < 1e-6)
  }

  @Test("Two zeros are no error of sMAPE, and opposite signs the largest")
  func symmetric() {
    #expect(ErrorSum([0], against: [0]).smape == 0 && ErrorSum([0], against: [0]).hasZero)
    #expect(ErrorSum([3], against: [-3]).smape == 200)
    #expect(ErrorSum([1], against: [3]).smape == 100)
  }
}
