import Basics
import Granularity
import Tensors

/// What is new in a column, row by row: what the past of the target, and its own, do not explain of it.
///
/// A column that was made of later values of the target, whatever was done to them (ranks, logarithms, differences, noise), holds what is
/// new in the target before the target does. Two columns that only go along with each other do not.
struct Innovations {
  private let lags: [Int]
  private let target: [Double]
  private let count: Int
  private let known: [Bool]
  /// Standardised values of the target `lags` rows before each row, `[rows, lags]`.
  private let past: [Double]
  /// Ranks of what is new in the target, from the first row with a whole past on.
  private let ofTarget: [Double]

  /// A column that is ahead of the target.
  struct Lead: Equatable {
    /// How many rows.
    let rows: Int
    /// Rank correlation of the two innovations.
    let correlation: Double
  }

  /// Rows of the past that explain, and rows ahead that are looked at.
  private static let (reach, ahead) = (26, 30)
  /// Fewer pairs of rows prove nothing.
  private static let least = 60
  /// A lead is found from this correlation on, and of few rows from so many standard errors on.
  private static let (threshold, errors) = (0.4, 6.0)
  /// Of the sums of squares, so that columns that say the same do no harm.
  private static let penalty = 1e-4

  /// - Parameters:
  ///   - target: as it is in the file, NaN where it is missing.
  ///   - seasons: in rows; longer ones than an eighth of all are left out.
  init?(_ target: [Double], seasons: [Int], rows most: Int) {
    let values = Array(target.prefix(most))
    count = values.count
    let longest = count / 8
    guard longest >= 2 else { return nil }
    let usual = Array(1...min(Self.reach, longest))
    lags =
      usual
      + seasons.filter { $0 > Self.reach && $0 + 1 < longest }.flatMap { [$0 - 1, $0, $0 + 1] }
    known = values.map { !$0.isNaN }
    self.target = Self.filled(values)
    let begin = lags.max() ?? 0
    guard count - begin > Self.least, let past = Self.lagged(self.target, lags, from: begin) else { return nil }
    self.past = past
    guard let own = Self.residual(Array(self.target[begin...]), past, width: lags.count) else { return nil }
    ofTarget = Self.ranks(own)
  }

  private var begin: Int { lags.max() ?? 0 }

  /// The most that a column is ahead of the target by; nil where that is no more than chance makes.
  func lead(of column: [Double]) -> (found: Lead?, compared: Int) {
    let values = Array(column.prefix(count))
    guard values.count == count, let first = values.first(where: { !$0.isNaN }),
      values.contains(where: { !$0.isNaN && $0 != first })
    else { return (nil, 0) }
    let isKnown = zip(known, values).map { $0 && !$1.isNaN }
    let filled = Self.filled(values)
    var (best, compared): (Lead?, Int) = (nil, 0)
    for own in [filled, Self.ranks(filled)] {
      guard let news = news(of: own).map(Self.ranks) else { continue }
      for step in 1...min(Self.ahead, count / 8) {
        let pairs = (0..<ofTarget.count - step).filter { isKnown[begin + $0] && isKnown[begin + $0 + step] }
        guard pairs.count >= Self.least else { continue }
        compared += pairs.count
        let correlation = Self.correlation(pairs.map { news[$0] }, pairs.map { ofTarget[$0 + step] })
        guard abs(correlation) >= max(Self.threshold, Self.errors / Double(pairs.count).squareRoot()),
          abs(correlation) > abs(best?.correlation ?? 0)
        else { continue }
        best = Lead(rows: step, correlation: correlation)
      }
    }
    return (best, compared)
  }

  /// What neither the target up to a row nor the column before it explains of the column.
  private func news(of column: [Double]) -> [Double]? {
    guard let own = Self.lagged(column, lags, from: begin), let now = Self.lagged(target, [0], from: begin) else {
      return nil
    }
    let width = 2 * lags.count + 1
    let rows = count - begin
    let design = [Double](unsafeUninitializedCapacity: rows * width) { memory, written in
      own.withUnsafeBufferPointer { own in
        past.withUnsafeBufferPointer { past in
          for row in 0..<rows {
            let place = row * width
            memory[place] = now[row]
            for lag in 0..<lags.count {
              memory[place + 1 + lag] = own[row * lags.count + lag]
              memory[place + 1 + lags.count + lag] = past[row * lags.count + lag]
            }
          }
        }
      }
      written = rows * width
    }
    return Self.residual(Array(column[begin...]), design, width: width)
  }

  /// The last known value where one is missing, the first known one before it.
  private static func filled(_ values: [Double]) -> [Double] {
    var last = values.first { !$0.isNaN } ?? 0
    return values.map { value in
      if !value.isNaN { last = value }
      return last
    }
  }

  /// Values some rows before each row from `begin` on, standardised, `[rows, lags]`; nil where they do not vary.
  private static func lagged(_ values: [Double], _ lags: [Int], from begin: Int) -> [Double]? {
    let rows = values.count - begin
    var design = [Double](repeating: 0, count: rows * lags.count)
    return values.withUnsafeBufferPointer { values in
      for (place, lag) in lags.enumerated() {
        let column = UnsafeBufferPointer(rebasing: values[(begin - lag)..<(values.count - lag)])
        let mean = column.reduce(0, +) / Double(rows)
        let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)).squareRoot()
        guard deviation > 0, deviation.isFinite else { return nil }
        design.withUnsafeMutableBufferPointer { design in
          for row in 0..<rows { design[row * lags.count + place] = (column[row] - mean) / deviation }
        }
      }
      return design
    }
  }

  /// What least squares on a design `[rows, width]` of means 0 leaves of values; nil where they cannot be solved.
  private static func residual(_ values: [Double], _ design: [Double], width: Int) -> [Double]? {
    let mean = values.reduce(0, +) / Double(values.count)
    var gram = PositiveMatrix(order: width)
    gram.addGram(of: design)
    for place in 0..<width { gram.add(penalty * Double(values.count), row: place, column: place) }
    guard let factor = try? gram.factored() else { return nil }
    var weights = [Double](repeating: 0, count: width)
    var left = values.map { $0 - mean }
    design.withUnsafeBufferPointer { design in
      weights.withUnsafeMutableBufferPointer { weights in
        for row in left.indices {
          for place in 0..<width { weights[place] += design[row * width + place] * left[row] }
        }
      }
      factor.solve(&weights)
      weights.withUnsafeBufferPointer { weights in
        for row in left.indices {
          var sum = 0.0
          for place in 0..<width { sum += design[row * width + place] * weights[place] }
          left[row] -= sum
        }
      }
    }
    return left.allSatisfy(\.isFinite) ? left : nil
  }

  /// From 0 on; alike values share the mean of their places.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
      for place in first..<end { ranks[order[place]] = Double(first + end - 1) / 2 }
      first = end
    }
    return ranks
  }

  /// 0 where one of the two does not vary.
  private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (leftMean, rightMean) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var (product, leftSquares, rightSquares) = (0.0, 0.0, 0.0)
    for place in left.indices {
      let (own, other) = (left[place] - leftMean, right[place] - rightMean)
      product += own * other
      leftSquares += own * own
      rightSquares += other * other
    }
    return leftSquares > 0 && rightSquares > 0 ? product / (leftSquares * rightSquares).squareRoot() : 0
  }
}
