import Basics
import Canvas
import Telemetry

/// What the curve's horizontal axis counts.
package enum CurveUnit: CaseIterable, Sendable {
  case steps, epochs, time

  /// As the key bar calls it.
  var label: String { self == .steps ? Words.keyByStep : caption }

  /// For the title of the panel; empty where nobody has to be told.
  var caption: String {
    switch self {
    case .steps: ""
    case .epochs: Words.curveByEpoch
    case .time: Words.curveByTime
    }
  }
}

/// Where a run's steps stand on an axis that counts them, its epochs, or the seconds that it was trained for.
///
/// Between two reports epochs and seconds go on evenly; beyond the last at the pace of the run so far.
struct RunClock {
  private typealias Knot = (step: Double, value: Double)

  let record: RunRecord
  let unit: CurveUnit
  /// Of a run that has ended no epoch yet; 0 where that is not known either.
  var stepsPerSecond = 0.0

  init(_ record: RunRecord, _ unit: CurveUnit, stepsPerSecond: Double = 0) {
    self.record = record
    self.unit = unit
    self.stepsPerSecond = stepsPerSecond
  }

  init(_ run: LiveRun, _ unit: CurveUnit) { self.init(run.record, unit, stepsPerSecond: run.progress.stepsPerSecond) }

  /// The place of a step.
  func place(_ step: Double) -> Double {
    guard unit != .steps else { return step }
    let after = record.epochs.partitioningIndex { Double($0.step) >= step }
    guard after < record.epochs.count else {
      let last = record.epochs.last.map(knot) ?? start
      return last.value + (step - last.step) * pace
    }
    let (from, to) = (after > 0 ? knot(record.epochs[after - 1]) : start, knot(record.epochs[after]))
    guard to.step > from.step else { return to.value }
    return from.value + (step - from.step) / (to.step - from.step) * (to.value - from.value)
  }

  /// The step at a place.
  func step(at place: Double) -> Double {
    guard unit != .steps else { return place }
    let after = record.epochs.partitioningIndex { knot($0).value >= place }
    guard after < record.epochs.count else {
      let last = record.epochs.last.map(knot) ?? start
      return last.step + (place - last.value) / pace
    }
    let (from, to) = (after > 0 ? knot(record.epochs[after - 1]) : start, knot(record.epochs[after]))
    guard to.value > from.value else { return to.step }
    return from.step + (place - from.value) / (to.value - from.value) * (to.step - from.step)
  }

  private func knot(_ report: EpochReport) -> Knot {
    (Double(report.step), unit == .time ? report.seconds : Double(report.epoch))
  }

  /// Where the run's own curve begins: a branch has its parent's epochs and seconds behind it.
  private var start: Knot {
    let step = Double(record.firstStep)
    guard unit == .time else { return (step, Double(record.firstEpoch)) }
    guard let first = record.epochs.first, first.step > 0 else { return (step, step * pace) }
    return (step, first.seconds * step / Double(first.step))
  }

  /// Units of a step, always above 0.
  private var pace: Double {
    guard unit == .time else { return 1 / Double(max(record.stepsPerEpoch, 1)) }
    if let last = record.epochs.last, last.step > 0, last.seconds > 0 { return last.seconds / Double(last.step) }
    return stepsPerSecond > 0 ? 1 / stepsPerSecond : 1e-3
  }
}

/// The horizontal axis of the shown run's curve.
struct CurveAxis {
  let unit: CurveUnit
  /// Seen of the shown run.
  let steps: Range<Int>
  let range: ClosedRange<Double>
  private let clock: RunClock

  init(_ run: LiveRun, _ unit: CurveUnit, _ steps: Range<Int>) {
    self.unit = unit
    self.steps = steps
    clock = RunClock(run, unit)
    let low = clock.place(Double(steps.lowerBound))
    range = low...max(clock.place(Double(max(steps.upperBound, steps.lowerBound + 1))), low + 1e-9)
  }

  func place(_ step: Int) -> Double { clock.place(Double(step)) }

  /// The step so far along the axis, 0…1.
  func step(at share: Double) -> Int {
    let step = clock.step(at: range.lowerBound + share * (range.upperBound - range.lowerBound))
    return Int(min(max(step, 0), 1e15).rounded())
  }

  /// The steps of another run that are in sight.
  func steps(of other: LiveRun) -> Range<Int> {
    guard unit != .steps else { return steps }
    let clock = RunClock(other, unit)
    let low = Int(min(max(clock.step(at: range.lowerBound), 0), 1e15))
    return low..<max(Int(min(clock.step(at: range.upperBound), 1e15).rounded(.up)), low + 1)
  }

  /// Points whose x are steps of a run, where they stand.
  func placed(_ points: [ChartPoint], of record: RunRecord? = nil) -> [ChartPoint] {
    guard unit != .steps else { return points }
    let clock = record.map { RunClock($0, unit) } ?? clock
    return points.map { ChartPoint(x: clock.place($0.x), y: $0.y) }
  }

  func placed(_ buckets: [ChartBucket]) -> [ChartBucket] {
    guard unit != .steps else { return buckets }
    return buckets.map { bucket in
      var placed = bucket
      (placed.start, placed.end) = (clock.place(bucket.start), clock.place(bucket.end))
      return placed
    }
  }

  /// The axis itself.
  func axis(isVisible: Bool) -> LineChart.Axis {
    let span = range.upperBound - range.lowerBound
    switch unit {
    case .steps: return LineChart.Axis(range: range, ticks: .whole, unit: Words.steps, isVisible: isVisible)
    case .epochs:
      return LineChart.Axis(
        range: range, ticks: span >= 3 ? .whole : .automatic, unit: Words.curveEpochs, isVisible: isVisible)
    case .time where span < 120:
      return LineChart.Axis(range: range, unit: Words.secondsUnit, isVisible: isVisible)
    case .time:
      return LineChart.Axis(range: range, ticks: .labelled(clockTicks(span)), unit: Words.time, isVisible: isVisible)
    }
  }

  /// Whole minutes or hours, so many that they do not crowd.
  private func clockTicks(_ span: Double) -> [Tick] {
    let strides: [Double] = [30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400]
    let stride = strides.first { span / $0 <= 8 } ?? 864_000
    return Swift.stride(from: (range.lowerBound / stride).rounded(.up) * stride, through: range.upperBound, by: stride)
      .map { Tick($0, Numbers.clock($0)) }
  }

  /// Its ends in words, for the border of a panel without room for the axis.
  var ends: String {
    switch unit {
    case .steps: Words.curveRange(first: steps.lowerBound, last: steps.upperBound)
    case .epochs:
      Words.curveRangeEpochs(first: Self.short(range.lowerBound), last: Self.short(range.upperBound))
    case .time: Words.curveRangeTime(first: Self.time(range.lowerBound), last: Self.time(range.upperBound))
    }
  }

  private static func short(_ epochs: Double) -> String {
    Numbers.fixed(epochs, epochs.rounded() == epochs ? 0 : 1, grouped: false)
  }

  /// `32 ms`, `4.2 s`, or from two minutes on `2:05`.
  static func time(_ seconds: Double) -> String {
    guard seconds < 120 else { return Numbers.clock(seconds) }
    guard seconds >= 0.9995 else {
      return Words.millisecondsShort(milliseconds: Numbers.fixed(max(seconds, 0) * 1000, 0))
    }
    return Words.secondsShort(seconds: Numbers.fixed(seconds, seconds < 9.95 ? 1 : 0))
  }
}
