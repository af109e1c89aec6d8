import Testing

@testable import Tensors

@Suite("Exponential smoothing goes along a series as its equations say")
struct ExponentialSmoothingTests {
  /// Values around a level with two seasons of 4 and 12 steps, some of them missing.
  private static func steps(count: Int, horizon: Int) -> ExponentialSmoothing.Steps {
    let key = RandomKey(seed: 5, stream: .noise)
    let values = (0..<count).map { row -> Double in
      if row % 17 == 5 || (40..<45).contains(row) { return .nan }
      return 50 + Double(row % 4) * 3 + Double(row % 12) + Double(key.normal(UInt64(row)))
    }
    let rows = 0..<count + horizon
    return ExponentialSmoothing.Steps(
      values: values, first: rows.map { Int32($0 % 4) }, second: rows.map { Int32($0 % 12) })
  }

  private static func smoothing(multiplies: Bool) -> (ExponentialSmoothing, ExponentialSmoothing.States) {
    var rates = ExponentialSmoothing.Rates()
    (rates.level, rates.slope, rates.damping) = (0.3, 0.05, 0.9)
    (rates.first, rates.second, rates.error) = (0.2, 0.1, 0.4)
    let neutral = ExponentialSmoothing.neutral(multiplies: multiplies)
    return (
      ExponentialSmoothing(rates: rates, multiplies: multiplies),
      ExponentialSmoothing.States(
        level: 48, slope: 0.1, first: [Double](repeating: neutral, count: 4),
        second: [Double](repeating: neutral, count: 12))
    )
  }

  /// The equations, written down again, from the first step to one origin.
  private static func forecast(
    _ smoothing: ExponentialSmoothing, _ begun: ExponentialSmoothing.States, _ steps: ExponentialSmoothing.Steps,
    at origin: Int, horizon: Int
  ) -> [Double] {
    let r = smoothing.rates
    var (level, slope, error, first, second) = (begun.level, begun.slope, 0.0, begun.first, begun.second)
    func joined(_ level: Double, _ a: Double, _ b: Double) -> Double {
      smoothing.multiplies ? level * a * b : level + a + b
    }
    for row in 0..<origin {
      let (i, j) = (Int(steps.first[row]), Int(steps.second[row]))
      let (own, a, b) = (level + r.damping * slope, first[i], second[j])
      let value = steps.values[row]
      slope *= r.damping
      level = own
      guard !value.isNaN else {
        error *= r.error
        continue
      }
      let u = value - joined(own, a, b)
      let v = u - r.error * error
      level += r.level * (smoothing.multiplies ? v / (a * b) : v)
      slope += r.slope * (smoothing.multiplies ? v / (a * b) : v)
      first[i] += r.first * (smoothing.multiplies ? v / (own * b) : v)
      second[j] += r.second * (smoothing.multiplies ? v / (own * a) : v)
      error = u
    }
    var (factor, trend, carried) = (1.0, 0.0, error)
    return (0..<horizon).map { step in
      factor *= r.damping
      trend += factor * slope
      carried *= r.error
      let place = origin + step
      return joined(level + trend, first[Int(steps.first[place])], second[Int(steps.second[place])]) + carried
    }
  }

  @Test("Forecasts from all origins in one pass are those of a pass for each", arguments: [false, true])
  func onePass(multiplies: Bool) {
    let steps = Self.steps(count: 100, horizon: 15)
    let (smoothing, states) = Self.smoothing(multiplies: multiplies)
    let origins: [Int32] = [0, 1, 20, 43, 44, 60, 99, 100]
    let all = smoothing.forecasts(from: states, over: steps, at: origins, horizon: 15)
    var (squares, known) = (0.0, 0)
    for (row, origin) in origins.enumerated() {
      let expected = Self.forecast(smoothing, states, steps, at: Int(origin), horizon: 15)
      #expect(zip(all.row(row), expected).allSatisfy { abs($0 - $1) <= 1e-10 * abs($1) })
      for (step, value) in expected.enumerated() where Int(origin) + step < 100 {
        let difference = steps.values[Int(origin) + step] - value
        guard !difference.isNaN else { continue }
        squares += difference * difference
        known += 1
      }
    }
    let mean = smoothing.meanSquaredError(from: states, over: steps, at: origins, horizon: 15)
    #expect(abs((mean ?? 0) - squares / Double(known)) < 1e-9)
    let through = smoothing.through(steps, from: states)
    let fitted = (0..<100).map { Self.forecast(smoothing, states, steps, at: $0, horizon: 1)[0] }
    #expect(zip(through.fitted, fitted).allSatisfy { abs($0 - $1) <= 1e-10 * abs($1) })
  }

  @Test("States behind a stretch are those to begin the next with")
  func inPieces() {
    let steps = Self.steps(count: 100, horizon: 15)
    let (smoothing, states) = Self.smoothing(multiplies: false)
    let half = ExponentialSmoothing.Steps(
      values: Array(steps.values[..<48]), first: Array(steps.first[..<48]), second: Array(steps.second[..<48]))
    let rest = ExponentialSmoothing.Steps(
      values: Array(steps.values[48...]), first: Array(steps.first[48...]), second: Array(steps.second[48...]))
    let middle = smoothing.through(half, from: states).states
    #expect(
      smoothing.forecasts(from: middle, over: rest, at: [52], horizon: 15)
        == smoothing.forecasts(from: states, over: steps, at: [100], horizon: 15))
  }

  @Test("Seasons that multiply nothing, infinite states and no values at all end in numbers that say so")
  func extremes() {
    let steps = ExponentialSmoothing.Steps(
      values: [0, 0, 1e308, -1e308, .nan], first: [Int32](repeating: 0, count: 8),
      second: [Int32](repeating: 0, count: 8))
    let (smoothing, _) = Self.smoothing(multiplies: true)
    let nothing = ExponentialSmoothing.States(level: 0, slope: 0, first: [0], second: [0])
    #expect(smoothing.forecasts(from: nothing, over: steps, at: [1], horizon: 2).values == [0, 0])
    _ = smoothing.meanSquaredError(from: nothing, over: steps, at: [0, 4, 5], horizon: 3)
    let empty = ExponentialSmoothing.Steps(values: [], first: [0], second: [0])
    #expect(smoothing.meanSquaredError(from: nothing, over: empty, at: [0], horizon: 1) == nil)
  }
}

@Suite("The simplex finds the lowest point")
struct SimplexSearchTests {
  @Test("Of a curved valley, within so many evaluations")
  func valley() {
    func valley(_ point: [Double]) -> Double {
      let (x, y) = (point[0], point[1])
      return 1 + (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
    }
    let search = SimplexSearch(from: [-1.2, 1], step: 0.5, tolerance: 1e-9, most: 400, valley)
    #expect(abs(search.point[0] - 1) < 1e-3 && abs(search.point[1] - 1) < 1e-3)
    let again = SimplexSearch(from: [-1.2, 1], step: 0.5, tolerance: 1e-9, most: 400, valley)
    #expect(again.point.map(\.bitPattern) == search.point.map(\.bitPattern))
  }

  @Test("It ends where there is nothing to be found", arguments: [0, .infinity, .nan])
  func plain(value: Double) {
    let search = SimplexSearch(from: [1, 2, 3], step: 1, tolerance: 1e-3, most: 50) { _ in value }
    #expect(search.evaluations <= 60 && search.point.count == 3)
    #expect(SimplexSearch(from: [], step: 1, tolerance: 1e-3, most: 50) { _ in 7 }.value == 7)
  }
}
