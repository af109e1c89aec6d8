import Basics
import Testing

@testable import Datasets

@Suite("What is done to data before a model sees them")
struct PreparationTests {
  private func series(_ columns: [Double]...) -> TimeSeries {
    TimeSeries(
      name: "s", step: Milliseconds.hour, start: 0,
      columns: columns.enumerated().map { Column(name: "c\($0.offset)", values: $0.element) })
  }

  private func prepared(_ preparation: Preparation, _ series: TimeSeries, rows: Range<Int>) -> TimeSeries {
    FittedPreparation(preparation, series.columns, rows: rows).apply(series)
  }

  private let nan = Double.nan

  @Test("Gaps: nothing, a line over short ones, the last value for so many rows")
  func gaps() {
    let holes: [Double] = [nan, 1, nan, nan, 4, nan, nan, nan, 8, nan]
    var preparation = Preparation()
    #expect(shown(prepared(preparation, series(holes), rows: 0..<10).columns[0].values) == shown(holes))

    preparation.gaps = .interpolate(limit: 2)
    var made = prepared(preparation, series(holes), rows: 0..<10)
    #expect(shown(made.columns[0].values) == shown([nan, 1, 2, 3, 4, nan, nan, nan, 8, nan]))
    #expect(made.fillings == [[Filling(rows: 2..<4, source: 4)]])

    preparation.gaps = .carryForward(limit: 2)
    made = prepared(preparation, series(holes), rows: 0..<10)
    #expect(shown(made.columns[0].values) == shown([nan, 1, 1, 1, 4, 4, 4, nan, 8, 8]))
    #expect(
      made.fillings == [
        [Filling(rows: 2..<4, source: 1), Filling(rows: 5..<7, source: 4), Filling(rows: 9..<10, source: 8)]
      ])
  }

  @Test("Outliers are clipped about the median, by limits that no later row moves")
  func clipping() throws {
    let training: [Double] = [-2, -1, -1, 0, 0, 0, 1, 1, 2, 100]
    var preparation = Preparation()
    preparation.clip = 3
    // Median 0, median absolute deviation 1: limits ±3 · 1.4826.
    let limit: Double = 3 * 1.4826
    let made = FittedPreparation(preparation, series(training + [-50, 5, 4, nan]).columns, rows: 0..<10)
      .applyCounting(series(training + [-50, 5, 4, nan]), trainingRows: 10)
    let values = made.series.columns[0].values
    #expect(abs(values[9] - limit) < 1e-5 && abs(values[10] + limit) < 1e-5 && abs(values[11] - limit) < 1e-5)
    #expect(values[12] == 4 && values[13].isNaN && values[0] == -2)
    #expect(made.changes == [.init(column: "c0", filled: 0, clipped: 3, clippedInTraining: 1)])
    // Later rows change nothing of the limits.
    let calm = FittedPreparation(preparation, series(training + [0, 0, 0, 0]).columns, rows: 0..<10)
    #expect(
      calm.bounds == FittedPreparation(preparation, series(training + [-50, 5, 4, 9e9]).columns, rows: 0..<10).bounds)
    // Where most rows are alike there is no scale to clip by.
    #expect(OutlierBounds(fitting: [1, 1, 1, 1, 9], rows: 0..<5, width: 3) == nil)
  }

  @Test("A gap beside an outlier is filled from the clipped value")
  func order() {
    var preparation = Preparation()
    preparation.clip = 1
    preparation.gaps = .carryForward(limit: 1)
    let made = prepared(preparation, series([-1, 0, 1, 0, 90, nan, 0]), rows: 0..<4)
    #expect(made.columns[0].values[5] == made.columns[0].values[4] && made.columns[0].values[5] < 2)
  }

  @Test("Policies and columns are known by name; a wrong one is told what there is")
  func names() throws {
    for text in ["leave-out", "interpolate:7", "carry-forward:2"] {
      #expect(try GapPolicy(parsing: text).label == text)
    }
    #expect(try GapPolicy(parsing: "interpolate") == .interpolate(limit: 3))
    for text in ["", "fill", "interpolate:0", "interpolate:x", "leave-out:3", "carry-forward:-1"] {
      #expect(throws: PreparationError.self) { try GapPolicy(parsing: text) }
    }
    var preparation = Preparation()
    preparation.columns = ["b", "a"]
    preparation.without = ["a"]
    #expect(try preparation.kept(of: ["a", "b", "c"]) == ["b"])
    preparation.without = ["d"]
    #expect(throws: DatasetError.self) { try preparation.kept(of: ["a", "b", "c"]) }
    preparation.clip = 0.2
    #expect(throws: PreparationError.badClip(0.2)) { try preparation.check() }
  }

  // MARK: Mutual information

  private let fuzz = Fuzz(seed: 5)
  private func noise(_ count: Int, _ stream: Int) -> [Double] {
    (0..<count).map { Double(fuzz.number($0, stream, below: 1 << 20)) / Double(1 << 20) }
  }

  @Test("Independent columns share about nothing, equal ones everything, and what is curved is seen")
  func information() {
    let x = noise(4_000, 0)
    #expect(MutualInformation.bits(x, noise(4_000, 1)) < 0.01)
    // Sixteen bins of equal frequency hold four bits.
    #expect(abs(MutualInformation.bits(x, x) - 4) < 0.05)
    // A parabola has no correlation and much information.
    #expect(MutualInformation.bits(x, x.map { ($0 - 0.5) * ($0 - 0.5) }) > 2)
    // Known in closed form: a binary symmetric channel with 10 % errors passes 1 − H(0.1) = 0.531 bits.
    let bits = x.map { $0 < 0.5 ? Double(0) : 1 }
    let errors = noise(4_000, 2).map { $0 < 0.1 }
    let received = zip(bits, errors).map { $1 ? 1 - $0 : $0 }
    #expect(abs(MutualInformation.bits(bits, received) - 0.531) < 0.06)
    #expect(abs(MutualInformation.bits(bits, classes: received.map { Int32($0) }) - 0.531) < 0.06)
  }

  @Test("Features are ordered by what their past tells of the target's future, from training rows alone")
  func ranking() {
    let cause = noise(1_000, 3)
    // The target moves where the cause pointed one row before.
    var level: Double = 0
    var target: [Double] = [0]
    for row in 1..<1_000 {
      level = 0.2 * level + cause[row - 1] - 0.5
      target.append(level)
    }
    let made = series(target, noise(1_000, 4), cause, [Double](repeating: 1, count: 1_000))
    let order = FeatureOrder(made, target: 0, rows: 0..<600, horizon: 1)
    #expect(order.entries.first?.column == "c2" && (order.entries.first?.bits ?? 0) > 0.5)
    #expect(order.entries.map(\.column).last == "c3" && order.entries.last?.bits == 0)
    var later = made
    for row in 600..<1_000 { for column in 0..<4 { later.columns[column].values[row] = 1e6 * Double(row % 7) } }
    #expect(FeatureOrder(later, target: 0, rows: 0..<600, horizon: 1) == order)
  }
}
