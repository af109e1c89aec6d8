import Datasets
import Granularity

/// A column's values within the bins of a grain: whether they are all alike there.
struct Blocks {
  /// Of each bin, NaN where it is incomplete.
  let values: [Double]
  /// Bins whose values are not all alike, and bins whose value differs from the one before.
  private let uneven: Int
  private let changes: Int
  private let known: Int

  /// Fewer bins than this prove nothing.
  private static let least = 12

  /// Nil where the grain's bins hold a single row, or there are too few of them.
  init?(_ series: TimeSeries, column: Int, grain: Grain) {
    guard grain != Grain(of: series.cadence),
      let view = try? TimeCoarsening(grain, [ColumnAggregate(column, .min), ColumnAggregate(column, .max)]).coarsen(
        series), let low = view.index(of: ColumnAggregate(column, .min)),
      let high = view.index(of: ColumnAggregate(column, .max)), low != high
    else { return nil }
    let (lows, highs) = (view.columns[low].values, view.columns[high].values)
    let bins = lows.indices.filter { !lows[$0].isNaN }
    guard bins.count >= Self.least else { return nil }
    values = lows
    known = bins.count
    uneven = bins.count { lows[$0] != highs[$0] }
    changes = zip(bins, bins.dropFirst()).count { lows[$0] != lows[$1] }
  }

  /// Alike within bins and different from one to the next: made for whole bins. A column that hardly ever changes, as a
  /// flag, says nothing.
  var isConstant: Bool { uneven * 100 <= known && changes * 2 >= known }

  /// Whether the bins' values are those of `others`, up to rounding.
  func follows(_ others: [Double]) -> Bool {
    guard others.count == values.count else { return false }
    let pairs = zip(values, others).filter { !$0.0.isNaN && !$0.1.isNaN }
    guard pairs.count >= Self.least, let low = pairs.map(\.1).min(), let high = pairs.map(\.1).max(), high > low else {
      return false
    }
    let tolerance = (high - low) * 2e-3
    return pairs.count { abs($0.0 - $0.1) <= tolerance } * 100 >= pairs.count * 98
  }
}

/// Means of a column over windows about each row.
struct MovingMeans {
  private let sums: [Double]
  private let counts: [Int32]
  private let spread: Double
  private let values: [Double]

  /// Rows that are looked at.
  private static let rows = 2_048

  init(_ column: [Double]) {
    values = Array(column.prefix(Self.rows))
    var (sums, counts) = ([0.0], [Int32(0)])
    for value in values {
      sums.append((sums.last ?? 0) + (value.isNaN ? 0 : Double(value)))
      counts.append((counts.last ?? 0) + (value.isNaN ? 0 : 1))
    }
    let known = values.filter { !$0.isNaN }
    spread = Double((known.max() ?? 0) - (known.min() ?? 0))
    self.sums = sums
    self.counts = counts
  }

  /// The narrowest window reaching beyond the row whose means are `column`, with the rows of it that are later; and how
  /// many values were compared to know.
  func ahead(of column: [Double]) -> (found: (width: Int, ahead: Int)?, compared: Int) {
    guard spread > 0 else { return (nil, 0) }
    var compared = 0
    for width in 2...49 {
      // Centred windows, and those that begin at the row or at the next one.
      for behind in Set([(width - 1) / 2, width / 2, 0, -1]) {
        let (isSame, count) = matches(column, width: width, behind: behind)
        compared += count
        if isSame { return ((width, width - 1 - behind), compared) }
      }
    }
    return (nil, compared)
  }

  /// Whether `column` is at each row the mean of `width` rows that begin `behind` rows before it.
  private func matches(_ column: [Double], width: Int, behind: Int) -> (Bool, Int) {
    let last = min(values.count, column.count) - width + behind
    let first = max(behind, 0)
    guard last - first >= 40 else { return (false, 0) }
    var compared = 0
    var misses = 0
    // Rows spread over all of them, so that most windows are refused after a few.
    let stride = max(1, (last - first) / 512)
    for row in Swift.stride(from: first, to: last, by: stride) {
      let (start, end) = (row - behind, row - behind + width)
      guard !column[row].isNaN, counts[end] - counts[start] == Int32(width) else { continue }
      compared += 1
      if abs((sums[end] - sums[start]) / Double(width) - Double(column[row])) > spread * 1e-3 { misses += 1 }
      if misses > 3 { return (false, compared) }
    }
    return (compared >= 40 && misses * 50 <= compared, compared)
  }
}
