import Basics
import Glibc

/// The information of two columns about each other, in bits, by counting in bins of equal frequency.
///
/// I = Σ p(x, y) · log₂ (p(x, y) / p(x) p(y)) over at most 16 × 16 bins, at least five pairs a cell on average (Cochran's
/// rule), less the bias (B_xy − B_x − B_y + 1) / (2 n ln 2) of counting, where B are occupied bins; never below 0.
/// Sources: Miller (1955), Roulston (1999).
package enum MutualInformation {
  package static var method: String { Words.informationMethod }

  private static let mostBins = 16

  /// - Parameters: as many values each; pairs with a NaN are left out.
  package static func bits(_ left: [Double], _ right: [Double]) -> Double {
    precondition(left.count == right.count, "\(left.count) values against \(right.count)")
    let pairs = left.indices.filter { !left[$0].isNaN && !right[$0].isNaN }
    let bins = binCount(pairs.count)
    return bits(binned(pairs.map { left[$0] }, bins), binned(pairs.map { right[$0] }, bins))
  }

  /// Between a column and classes; −1 is unknown.
  package static func bits(_ left: [Double], classes: [Int32]) -> Double {
    precondition(left.count == classes.count, "\(left.count) values against \(classes.count)")
    let pairs = left.indices.filter { !left[$0].isNaN && classes[$0] >= 0 }
    return bits(binned(pairs.map { left[$0] }, binCount(pairs.count)), pairs.map { Int(classes[$0]) })
  }

  private static func binCount(_ pairs: Int) -> Int {
    max(2, min(mostBins, Int((Double(pairs) / 5).squareRoot())))
  }

  /// The bin of each value; equal values share one.
  private static func binned(_ values: [Double], _ bins: Int) -> [Int] {
    let sorted = values.sorted()
    var edges: [Double] = []
    for bin in 1..<bins where !sorted.isEmpty {
      let edge = sorted[bin * sorted.count / bins]
      if edge > edges.last ?? sorted[0] { edges.append(edge) }
    }
    return values.map { value in edges.partitioningIndex { $0 > value } }
  }

  private static func bits(_ left: [Int], _ right: [Int]) -> Double {
    let count = Double(left.count)
    guard count >= 8 else { return 0 }
    let rows = (left.max() ?? 0) + 1
    let columns = (right.max() ?? 0) + 1
    var joint = [Double](repeating: 0, count: rows * columns)
    var own = [Double](repeating: 0, count: rows)
    var other = [Double](repeating: 0, count: columns)
    for (x, y) in zip(left, right) {
      joint[x * columns + y] += 1
      own[x] += 1
      other[y] += 1
    }
    var total = 0.0
    for x in 0..<rows {
      for y in 0..<columns where joint[x * columns + y] > 0 {
        let pairs = joint[x * columns + y]
        total += pairs / count * log2(pairs * count / (own[x] * other[y]))
      }
    }
    func occupied(_ counts: [Double]) -> Double { Double(counts.count { $0 > 0 }) }
    let bias = (occupied(joint) - occupied(own) - occupied(other) + 1) / (2 * count * log(2))
    return max(0, total - bias)
  }
}
