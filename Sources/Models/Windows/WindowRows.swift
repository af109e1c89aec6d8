import Basics
import Granularity
import Networks

/// Windows of a rung as a network takes them, written from the rung's columns when they are read.
///
/// Differences from the last known value are taken in 64 bits, and become 32-bit then.
struct WindowRows: ExampleRows {
  /// Rows of one aggregate before the origin, from the oldest to the newest.
  private struct Past {
    let values: [Double]
    let rows: Int
    let isFromLastValue: Bool
  }

  let inputCount: Int
  let outputCount: Int
  /// For each window the bin that starts at its origin.
  private let originBins: [Int32]
  private let pasts: [Past]
  /// The target as it is read, and as it is to come out: what is judged is neither filled nor clipped.
  private let known: [Double]
  private let future: [Double]
  /// The calendar of each origin, `[windows, features]`.
  private let calendar: [Float]
  private let calendarCount: Int

  var count: Int { originBins.count }

  /// - Parameter plan: windows of a view that is scaled.
  init(_ plan: WindowPlan, _ fitted: FittedWindows) {
    let (view, spec) = (plan.view, plan.spec)
    originBins = plan.originBins
    pasts = plan.inputColumns.map { position in
      let column = view.columns[position]
      let isWhole = column.aggregate == spec.target || column.aggregate.column != spec.target.column
      return Past(
        values: column.values, rows: isWhole ? spec.lookback : min(spec.lookback, FittedWindows.spreadRows),
        isFromLastValue: column.aggregate.isLevel(of: fitted.target))
    }
    known = plan.inputColumns.first.map { view.columns[$0].values } ?? []
    future = plan.targetValues
    outputCount = spec.horizon
    calendarCount = spec.calendar?.count ?? 0
    inputCount = pasts.reduce(0) { $0 + $1.rows } + calendarCount
    guard let features = spec.calendar, features.count > 0 else {
      calendar = []
      return
    }
    let clock = features.zone.clock
    var calendar: [Float] = []
    calendar.reserveCapacity(originBins.count * features.count)
    var values: [Double] = []
    for bin in originBins {
      values.removeAll(keepingCapacity: true)
      features.append(at: view.starts[Int(bin)], clock: clock, to: &values)
      for value in values { calendar.append(Float(value)) }
    }
    self.calendar = calendar
  }

  /// The last known value of each window, scaled.
  var levels: [Double] { originBins.map { known[Int($0) - 1] } }

  func writeInputs(of example: Int, to row: UnsafeMutableBufferPointer<Float>) {
    let origin = Int(originBins[example])
    let level = known[origin - 1]
    var place = 0
    for past in pasts {
      let zero = past.isFromLastValue ? level : 0
      past.values.withUnsafeBufferPointer { values in
        for bin in origin - past.rows..<origin {
          row[place] = Float(values[bin] - zero)
          place += 1
        }
      }
    }
    for feature in 0..<calendarCount { row[place + feature] = calendar[example * calendarCount + feature] }
  }

  /// NaN beyond the end of the series.
  func writeTargets(of example: Int, to row: UnsafeMutableBufferPointer<Float>) {
    let origin = Int(originBins[example])
    let level = known[origin - 1]
    let available = min(max(future.count - origin, 0), outputCount)
    future.withUnsafeBufferPointer { values in
      for step in 0..<available { row[step] = Float(values[origin + step] - level) }
    }
    for step in available..<outputCount { row[step] = .nan }
  }
}
