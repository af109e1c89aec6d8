/// The figures of one column.
package struct ColumnProfile: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case number, integer, flag, text }
  package var name: String
  package var kind: Kind
  package var count: Int
  package var missing: Int
  /// Distinct values without the missing ones; counting stops at ``distinctLimit``.
  package var distinct: Int
  /// Statistics of numbers without the missing ones; nil for text and where all are missing.
  package var range: Range?
  /// Means of up to ``sparkWidth`` equal stretches of rows, NaN where a stretch has no value: for a spark line.
  package var spark: [Double]
  /// The most frequent texts with their counts; empty for numbers.
  package var levels: [Level] = []

  package static let distinctLimit = 10_000
  package static let sparkWidth = 48
  /// Words that are listed.
  static let levelLimit = 12

  package struct Range: Sendable, Hashable {
    package var minimum: Double
    package var maximum: Double
    package var mean: Double
    /// Population standard deviation.
    package var deviation: Double
  }

  package struct Level: Sendable, Hashable {
    package var text: String
    package var count: Int
  }

  package var isConstant: Bool { range.map { $0.minimum == $0.maximum } ?? (kind == .text && distinct == 1) }

  package init(of column: Column) {
    self.init(column.name, Kind(rawValue: column.type.rawValue) ?? .number, column.values)
  }

  /// Of all pixels of images.
  package init(name: String, pixels: [Float]) { self.init(name, .number, pixels) }

  private init<Value: BinaryFloatingPoint>(_ name: String, _ kind: Kind, _ values: [Value]) {
    self.name = name
    self.kind = kind
    count = values.count
    let walk = Walk(values)
    missing = count - walk.present
    spark = walk.means
    distinct = 0
    guard walk.present > 0 else { return }
    // About the mean, in a second pass: sums of squares alone would lose what large values differ by. What the mean was
    // rounded by is left over in the differences, and is taken out of both.
    // Source: Chan, Golub & LeVeque (1983), Algorithms for computing the sample variance, eq. 1.7.
    let first = walk.sum / Double(walk.present)
    var (squares, rest) = (0.0, 0.0)
    for value in values where !value.isNaN {
      let difference = Double(value) - first
      squares += difference * difference
      rest += difference
    }
    let correction = rest / Double(walk.present)
    let variance = max(0, squares / Double(walk.present) - correction * correction)
    let isConstant = walk.minimum == walk.maximum
    range = Range(
      minimum: walk.minimum, maximum: walk.maximum, mean: isConstant ? walk.minimum : first + correction,
      deviation: isConstant ? 0 : variance.squareRoot())
    distinct = Self.distinct(values, areWhole: kind != .number, from: walk.minimum, to: walk.maximum)
  }

  package init(of column: TextColumn) {
    name = column.name
    kind = .text
    count = column.codes.count
    var counts = [Int](repeating: 0, count: column.levels.count)
    var known = 0
    for code in column.codes where code >= 0 {
      counts[Int(code)] += 1
      known += 1
    }
    missing = count - known
    distinct = min(column.levels.count, Self.distinctLimit)
    spark = []
    let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    levels = order.prefix(Self.levelLimit).map { Level(text: column.levels[$0], count: counts[$0]) }
  }

  private static func distinct<Value: BinaryFloatingPoint>(
    _ values: [Value], areWhole: Bool, from minimum: Double, to maximum: Double
  ) -> Int {
    let span = maximum - minimum
    if areWhole, span < 65_536, minimum.magnitude < 0x1p53 {
      // Whole numbers close together are ticked off in a list, which is much quicker than a set.
      var seen = [Bool](repeating: false, count: Int(span) + 1)
      var count = 0
      for value in values where !value.isNaN && !seen[Int(Double(value) - minimum)] {
        seen[Int(Double(value) - minimum)] = true
        count += 1
        if count == distinctLimit { break }
      }
      return count
    }
    var seen: Set<Double> = []
    for value in values where !value.isNaN {
      seen.insert(Double(value))
      if seen.count == distinctLimit { break }
    }
    return seen.count
  }

  /// One pass over a column: extremes, sum, and the mean of each stretch.
  private struct Walk {
    var present = 0
    var sum = 0.0
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var means: [Double] = []

    init<Value: BinaryFloatingPoint>(_ values: [Value]) {
      let width = min(ColumnProfile.sparkWidth, values.count)
      means.reserveCapacity(width)
      for index in 0..<width {
        var (count, total) = (0, 0.0)
        for row in index * values.count / width..<(index + 1) * values.count / width {
          let value = Double(values[row])
          guard !value.isNaN else { continue }
          count += 1
          total += value
          minimum = Swift.min(minimum, value)
          maximum = Swift.max(maximum, value)
        }
        means.append(count > 0 ? total / Double(count) : .nan)
        present += count
        sum += total
      }
    }
  }
}
