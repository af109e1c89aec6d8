import Basics
import Datasets
import Tensors
import Testing

@testable import Granularity

@Suite("Windows")
struct WindowPlanTests {
  static let target = ColumnAggregate(0, .mean)

  static func borders(_ series: TimeSeries, _ rows: [Int]) -> Borders {
    Borders(Split(train: 0..<rows[0], validation: rows[0]..<rows[1], test: rows[1]..<rows[2]), of: series)
  }

  @Test("Agree with the definition on small data, at several grains, lookbacks and horizons")
  func agreeWithDefinition() throws {
    for seed in UInt64(0)..<24 {
      let count = draw(200...400, seed: seed, 0)
      let series = series(
        noise(count, seed: seed, missing: 0.01), noise(count, seed: seed + 100, missing: 0.01),
        start: "2024-01-0\(1 + seed % 5) 0\(seed % 10):00")
      let grain = [Grain.hours(1), .hours(2), .hours(6), .days(1)][Int(seed) % 4]
      let lookback = draw(0...5, seed: seed, 1)
      let horizon = draw(1...3, seed: seed, 2)
      let inputs = [ColumnAggregate(0, .mean), ColumnAggregate(1, .max), ColumnAggregate(1, .min)]
      let view = try TimeCoarsening(grain, inputs).coarsen(series)
      let borders = Self.borders(series, [count / 2, count * 3 / 4, count])
      let calendar = CalendarFeatures(
        grain: grain, zone: .asWritten, trainStart: borders.trainStart, trainEnd: borders.trainEnd)
      let spec = WindowSpec(
        lookback: lookback, horizon: horizon, inputs: inputs, target: Self.target, calendar: calendar)

      for part in Borders.Part.allCases {
        let span = borders.span(of: part)
        var rows: [[Double]] = []
        var targets: [[Double]] = []
        var origins: [Instant] = []
        for origin in 0..<view.count where origin + horizon <= view.count && origin - lookback >= 0 {
          let first = origin - lookback
          guard view.starts[origin] >= span.start, view.starts[origin + horizon] <= span.end,
            view.starts[first] >= borders.trainStart
          else { continue }
          var row: [Double] = []
          for column in view.columns { row += column.values[first..<origin] }
          calendar.append(at: view.starts[origin], clock: Zone.asWritten.clock, to: &row)
          let target = Array(view.columns[0].values[origin..<origin + horizon])
          guard !row.contains(where: \.isNaN), !target.contains(where: \.isNaN) else { continue }
          rows.append(row)
          targets.append(target)
          origins.append(view.starts[origin])
        }
        let windows = try WindowPlan(view, spec, part: part, of: borders).windows()
        #expect(windows.origins == origins, "seed \(seed)")
        #expect(windows.inputs.values == rows.flatMap { $0 }, "seed \(seed)")
        #expect(windows.targets.values == targets.flatMap { $0 }, "seed \(seed)")
        #expect(zip(windows.newestInput, windows.origins).allSatisfy { $0 <= $1 })
      }
    }
  }

  @Test("Inputs are named in the order in which they stand")
  func inputNames() throws {
    let series = series(noise(48, seed: 1), noise(48, seed: 2))
    let view = try TimeCoarsening(.hours(2), [ColumnAggregate(0, .mean), ColumnAggregate(1, .std)]).coarsen(series)
    let spec = WindowSpec(
      lookback: 2, horizon: 1, inputs: [ColumnAggregate(1, .std), ColumnAggregate(0, .mean)], target: Self.target)
    let plan = try WindowPlan(view, spec, at: [view.starts[5]])
    #expect(
      plan.inputs == [
        .lag(ColumnAggregate(1, .std), 2), .lag(ColumnAggregate(1, .std), 1), .lag(ColumnAggregate(0, .mean), 2),
        .lag(ColumnAggregate(0, .mean), 1),
      ])
    #expect(plan.inputCount == 4)
    let first = view.columns[0].values
    let second = view.columns[1].values
    #expect(plan.windows().inputs.values == [second[3], second[4], first[3], first[4]])
  }

  @Test("Validation and test inputs reach back across their border; training targets stay inside")
  func borders() throws {
    let series = series((0..<100).map { Double($0) })
    let view = try TimeCoarsening(.hours(1), [Self.target]).coarsen(series)
    let borders = Self.borders(series, [50, 70, 90])
    let spec = WindowSpec(lookback: 10, horizon: 5, inputs: [Self.target], target: Self.target)
    let training = try WindowPlan(view, spec, part: .training, of: borders).windows()
    #expect(training.count == 50 - 10 - 5 + 1)
    #expect(training.targets.values.max() == 49)
    let validation = try WindowPlan(view, spec, part: .validation, of: borders).windows()
    #expect(validation.count == 20 - 5 + 1)
    #expect(validation.inputs[0, 0] == 40 && validation.targets[0, 0] == 50)
    #expect(validation.targets.values.max() == 69)
    // The last partial bin of a coarse rung straddles the border: it is an input at most.
    let coarse = try TimeCoarsening(.hours(12), [Self.target]).coarsen(series)
    let two = WindowSpec(lookback: 1, horizon: 1, inputs: [Self.target], target: Self.target)
    let days = try WindowPlan(coarse, two, part: .training, of: borders)
    #expect(days.count == 3)
    let later = Self.borders(series, [50, 75, 90])
    #expect(try WindowPlan(coarse, two, part: .validation, of: later).origins == [at("2024-01-03 12:00")])
  }

  @Test("Rows before the start of training are no inputs of any part")
  func laterStart() throws {
    let series = series((0..<100).map { Double($0) })
    let view = try TimeCoarsening(.hours(1), [Self.target]).coarsen(series)
    let borders = Borders(Split(train: 20..<50, validation: 50..<70, test: 70..<90), of: series)
    let spec = WindowSpec(lookback: 10, horizon: 5, inputs: [Self.target], target: Self.target)
    let plan = try WindowPlan(view, spec, part: .training, of: borders)
    #expect(plan.windows().inputs.values.min() == 20)
    #expect(plan.count == 30 - 10 - 5 + 1 && plan.omitted.outOfReach == 10)
    let long = WindowSpec(lookback: 35, horizon: 5, inputs: [Self.target], target: Self.target)
    #expect(try WindowPlan(view, long, part: .validation, of: borders).windows().inputs.values.min() == 20)
  }

  @Test("Windows that touch a missing value are left out and counted")
  func missingValues() throws {
    var values = (0..<60).map { Double($0) }
    values[20] = .nan
    let series = series(values)
    let view = try TimeCoarsening(.hours(1), [Self.target]).coarsen(series)
    let spec = WindowSpec(lookback: 4, horizon: 3, inputs: [Self.target], target: Self.target)
    let plan = try WindowPlan(view, spec, part: .training, of: Self.borders(series, [40, 50, 60]))
    // Origins 18…24 touch row 20; origins 0…3 lack history.
    #expect(plan.omitted == OmittedWindows(missingValues: 7, outOfReach: 4))
    #expect(plan.count == 40 - 3 + 1 - 11)
    #expect(plan.windows().inputs.values.allSatisfy { !$0.isNaN })
  }

  @Test("At given origins unknown targets are NaN, and impossible origins are counted")
  func givenOrigins() throws {
    let series = series((0..<48).map { Double($0) })
    let view = try TimeCoarsening(.hours(6), [Self.target]).coarsen(series)
    let spec = WindowSpec(lookback: 2, horizon: 2, inputs: [Self.target], target: Self.target)
    let origins = ["01-01 06:00", "01-01 12:00", "01-01 13:00", "01-02 18:00", "01-03 00:00"].map { at("2024-\($0)") }
    let plan = try WindowPlan(view, spec, at: origins)
    #expect(plan.origins == [origins[1], origins[3], origins[4]])
    #expect(plan.omitted == OmittedWindows(outOfReach: 1, offBoundary: 1))
    let windows = plan.windows()
    #expect(windows.targets.values.isIdentical(to: [14.5, 20.5, 44.5, .nan, .nan, .nan]))
    #expect(windows.newestInput == windows.origins)
  }

  @Test("Pieces of a plan are rows of the whole")
  func pieces() throws {
    let series = series(noise(200, seed: 3))
    let view = try TimeCoarsening(.hours(1), [Self.target]).coarsen(series)
    let spec = WindowSpec(lookback: 7, horizon: 2, inputs: [Self.target], target: Self.target)
    let plan = try WindowPlan(view, spec, part: .training, of: Self.borders(series, [150, 180, 200]))
    let whole = plan.windows()
    let piece = plan.windows(10..<25)
    #expect(piece.inputs.values == Array(whole.inputs.values[10 * 7..<25 * 7]))
    #expect(piece.origins == Array(whole.origins[10..<25]))
  }

  @Test("Aggregates that say nothing at a grain are passed over, unknown ones refused")
  func unknownAggregates() throws {
    let wanted = [Aggregation.mean, .std, .min, .max].map { ColumnAggregate(0, $0) }
    let view = try TimeCoarsening(.hours(1), wanted).coarsen(series(noise(60, seed: 1)))
    var spec = WindowSpec(lookback: 3, horizon: 1, inputs: wanted, target: ColumnAggregate(0, .max))
    #expect(try WindowPlan(view, spec, at: [view.starts[9]]).inputCount == 3)
    spec.inputs = [ColumnAggregate(0, .last)]
    #expect(throws: WindowError.unknownAggregate(ColumnAggregate(0, .last))) {
      try WindowPlan(view, spec, at: [view.starts[9]])
    }
    spec.inputs = []
    #expect(throws: WindowError.noInputs) { try WindowPlan(view, spec, at: [view.starts[9]]) }
  }

  @Test("Scaled by what the training bins say alone")
  func scaling() throws {
    let series = series((0..<100).map { Double($0 < 50 ? $0 % 2 : 1_000) })
    let borders = Self.borders(series, [50, 70, 100])
    let view = try TimeCoarsening(.hours(1), [Self.target]).coarsen(series)
    let scaler = view.scaler(.zScore, borders: borders)
    #expect(scaler.offsets == [0.5] && scaler.scales == [0.5])
    let scaled = view.scaled(by: scaler)
    #expect(scaled.columns[0].values[..<2] == [-1, 1])
    #expect(scaled.columns[0].values[60] == 1_999)
  }

  @Test("A part without a full window has none")
  func noWindows() throws {
    let series = series(noise(30, seed: 1))
    let view = try TimeCoarsening(.days(1), [Self.target]).coarsen(series)
    let spec = WindowSpec(lookback: 1, horizon: 4, inputs: [Self.target], target: Self.target)
    let plan = try WindowPlan(view, spec, part: .validation, of: Self.borders(series, [10, 20, 30]))
    #expect(plan.count == 0)
    #expect(plan.windows().inputs == DoubleMatrix(rows: 0, columns: 1))
  }
}
