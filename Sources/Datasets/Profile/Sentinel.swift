import Basics

/// A number that stands for a missing value, as −999 among temperatures: an end of a column's range, repeated exactly, and
/// far from everything else.
struct Sentinel: Hashable {
  let value: Double
  let count: Int

  private static let minimumCount = 3
  /// Other values that must be known before anything is far from them.
  private static let minimumOthers = 20
  /// Interquartile ranges of the others between it and the nearest of them.
  private static let distance = 10.0
  /// Values of which quartiles are taken.
  private static let sampled = 4_096

  /// Those at the two ends of a column; none where in doubt.
  static func find(in values: [Double]) -> [Sentinel] {
    var (low, high) = (Sentinel(value: .infinity, count: 0), Sentinel(value: -.infinity, count: 0))
    for value in values {
      if value < low.value {
        low = Sentinel(value: value, count: 1)
      } else if value == low.value {
        low = Sentinel(value: value, count: low.count + 1)
      }
      if value > high.value {
        high = Sentinel(value: value, count: 1)
      } else if value == high.value {
        high = Sentinel(value: value, count: high.count + 1)
      }
    }
    guard low.value < high.value else { return [] }
    return [low, high].filter { $0.count >= minimumCount && $0.isFar(from: values) }
  }

  private func isFar(from values: [Double]) -> Bool {
    var nearest = Double.infinity
    var others = 0
    for value in values where !value.isNaN && value != self.value {
      nearest = min(nearest, (value - self.value).magnitude)
      others += 1
    }
    // A value that most rows hold is what is usual in the column.
    guard others >= max(Self.minimumOthers, count) else { return false }
    let stride = max(1, values.count / Self.sampled)
    let sample = Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }
      .filter { !$0.isNaN && $0 != self.value }.sorted()
    guard sample.count >= Self.minimumOthers else { return false }
    let range = sample[sample.count * 3 / 4] - sample[sample.count / 4]
    // Where the middle half is one value, no distance says anything.
    return range > 0 && nearest > Self.distance * range
  }

  /// A sentence for each such number of the columns.
  static func remarks(on columns: [Column]) -> [String] {
    var found: [(value: Double, count: Int, columns: [String])] = []
    for column in columns {
      for sentinel in find(in: column.values) {
        let index = found.firstIndex { $0.value == sentinel.value } ?? found.endIndex
        if index == found.endIndex { found.append((sentinel.value, 0, [])) }
        found[index].count += sentinel.count
        found[index].columns.append(column.name)
      }
    }
    return found.map { value, count, columns in
      let word = Double(Int64(exactly: value) ?? .min) == value ? "\(Int64(value))" : "\(value)"
      return Words.missingSentinel(
        count: count, columns: Listing.some(columns), shown: word.replacing("-", with: "−"), word: word)
    }
  }
}

extension Dataset {
  /// Says which numbers look as if they stood for missing values.
  mutating func noteSentinels() {
    switch self {
    case .series(var series):
      series.report.file.remarks += Sentinel.remarks(on: series.columns)
      self = .series(series)
    case .table(var table):
      table.report.remarks += Sentinel.remarks(on: table.columns)
      self = .table(table)
    case .images: break
    }
  }
}
