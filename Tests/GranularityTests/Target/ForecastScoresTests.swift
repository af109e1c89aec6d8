import Datasets
import Granularity
import Tensors
import Testing

@Suite("Scores at the common target")
struct ForecastScoresTests {
  static let target: CommonTarget? = try? CommonTarget(CommonTargetTests.question(CommonTargetTests.demand()))

  @Test("Agree with their formulas")
  func formulas() throws {
    let target = try #require(Self.target)
    let set = target.test
    let offsets = noise(set.count * 48, seed: 8)
    let predicted = DoubleMatrix(rows: set.count, columns: 48, values: zip(set.actual.values, offsets).map { $0 + $1 })
    let errors = zip(predicted.values, set.actual.values).map { Double($0) - Double($1) }
    let naive = zip(set.seasonalNaive.values, set.actual.values).map { Double($0) - Double($1) }
    let mse = errors.map { $0 * $0 }.reduce(0, +) / Double(errors.count)
    let mae = errors.map(abs).reduce(0, +) / Double(errors.count)
    let naiveSquares = naive.map { $0 * $0 }.reduce(0, +) / Double(naive.count)
    let scale = try #require(target.scale)
    let scores = try #require(target.scores(of: predicted, at: set))
    #expect(scores.count == 21 && scores.isRanked)
    #expect(abs(scores.mse / mse - 1) < 1e-9)
    #expect(abs(scores.mae / mae - 1) < 1e-9)
    #expect(abs((scores.rmsse ?? 0) / (mse / scale.meanSquare).squareRoot() - 1) < 1e-9)
    #expect(abs((scores.mase ?? 0) / (mae / scale.meanAbsolute) - 1) < 1e-9)
    #expect(abs((scores.skill ?? 0) - (1 - mse / naiveSquares)) < 1e-9)
  }

  @Test("Seasonal naive has skill 0, the truth skill 1")
  func anchors() throws {
    let target = try #require(Self.target)
    #expect(target.scores(of: target.test.seasonalNaive, at: target.test)?.skill == 0)
    let truth = try #require(target.scores(of: target.test.actual, at: target.test))
    #expect(truth.skill == 1 && truth.rmsse == 0 && truth.mase == 0 && truth.mse == 0)
  }

  @Test("A perfect coarse forecast has the error that its shape leaves, a perfect fine one has none")
  func floors() throws {
    let target = try #require(Self.target)
    let question = target.question
    for grain in target.compared {
      let view = try TimeCoarsening(grain, [question.target]).coarsen(question.series)
      let floor = target.floor(of: grain, seen: view)
      guard grain != target.evaluationGrain else {
        #expect(floor == nil)
        continue
      }
      let found = try #require(floor)
      #expect(found.count == target.test.count)
      // By hand, from the actual values at the evaluation grain.
      let own = try #require(target.ownSteps(of: grain))
      let actual = target.test.actual
      let means = (0..<actual.rows).flatMap { row in
        (0..<own).map { bin in
          let width = actual.columns / own
          return (bin * width..<(bin + 1) * width).map { actual[row, $0] }.reduce(0, +) / Double(width)
        }
      }
      let brought = target.bring(
        DoubleMatrix(rows: actual.rows, columns: own, values: means), from: grain, origins: target.test.origins)
      let expected = try #require(target.scores(of: brought, at: target.test)?.rmsse)
      #expect(abs((found.rmsse ?? 0) / expected - 1) < 1e-3)
      #expect(expected > 0)
    }
  }

  @Test("Origins without a forecast are not counted, and below twenty nothing is ranked")
  func partial() throws {
    let target = try #require(Self.target)
    var predicted = target.test.seasonalNaive
    predicted[0, 7] = .nan
    predicted[5, 0] = .infinity
    let scores = try #require(target.scores(of: predicted, at: target.test))
    #expect(scores.count == 19 && !scores.isRanked)
    // Skill compares with seasonal naive at the same origins.
    #expect(scores.skill == 0)
    let nothing = DoubleMatrix(rows: 21, columns: 48, values: [Double](repeating: .nan, count: 21 * 48))
    #expect(target.scores(of: nothing, at: target.test) == nil)
  }
}
