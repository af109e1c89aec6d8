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

  /// Values that are looked at while they are in the processor's first cache.
  private static let block = 2_048

  /// Those at the two ends of a column; none where in doubt.
  static func find(in values: [Double]) -> [Sentinel] {
    var (low, high) = (Sentinel(value: .infinity, count: 0), Sentinel(value: -.infinity, count: 0))
    for start in stride(from: 0, to: values.count, by: block) {
      let block = values[start..<min(start + block, values.count)]
      let (least, greatest) = extremes(of: block)
      if least <= low.value {
        let count = block.count { $0 == least }
        low = Sentinel(value: least, count: least == low.value ? low.count + count : count)
      }
      if greatest >= high.value {
        let count = block.count { $0 == greatest }
        high = Sentinel(value: greatest, count: greatest == high.value ? high.count + count : count)
      }
    }
    guard low.value < high.value else { return [] }
    return [low, high].filter { $0.count >= minimumCount && $0.isFar(from: values) }
  }

  /// The least and the greatest of the values that are not missing; ∞ and −∞ where there are none.
  private static func extremes(of values: ArraySlice<Double>) -> (least: Double, greatest: Double) {
    var (least, greatest) = (SIMD8<Double>(repeating: .infinity), SIMD8<Double>(repeating: -.infinity))
    values.withUnsafeBufferPointer { values in
      let bytes = UnsafeRawBufferPointer(values)
      let whole = values.count / 8 * 8
      for start in stride(from: 0, to: whole, by: 8) {
        let offset = start * MemoryLayout<Double>.stride
        let eight = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
        least.replace(with: eight, where: eight .< least)
        greatest.replace(with: eight, where: eight .> greatest)
      }
      for value in values[whole...] {
        least[0] = value < least[0] ? value : least[0]
        greatest[0] = value > greatest[0] ? value : greatest[0]
      }
    }
    return (least.min(), greatest.max())
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
