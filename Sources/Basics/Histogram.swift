/// How values are spread, in bins of equal width.
///
/// The bins reach from −r to r, or of values none of which is negative from 0 to r, where r is the largest magnitude or four
/// times the root mean square, whichever is less; the outermost bins hold what lies beyond.
package struct Histogram: Sendable, Hashable {
  package var range: ClosedRange<Double>
  package var counts: [Int]

  package static let bins = 24

  package init(range: ClosedRange<Double>, counts: [Int]) {
    self.range = range
    self.counts = counts
  }

  /// Of values that are handed over piece by piece, twice.
  package init(_ forEachPiece: ((UnsafeBufferPointer<Float>) -> Void) -> Void) {
    var (largest, squares, count, isSigned) = (0.0, 0.0, 0, false)
    forEachPiece { piece in
      for value in piece where value.isFinite {
        largest = max(largest, Double(value.magnitude))
        squares += Double(value) * Double(value)
        isSigned = isSigned || value < 0
        count += 1
      }
    }
    let reach = min(largest, 4 * (squares / Double(max(count, 1))).squareRoot())
    range = (isSigned ? -reach : 0)...reach
    var found = [Int](repeating: 0, count: Self.bins)
    let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
    let scale = width > 0 ? Double(Self.bins) / width : 0
    forEachPiece { piece in
      for value in piece where value.isFinite {
        found[min(max(Int((Double(value) - low) * scale), 0), Self.bins - 1)] += 1
      }
    }
    counts = found
  }

  /// In fewer bins, each of as many neighbours.
  package func bins(_ wanted: Int) -> [Int] {
    let wanted = min(max(wanted, 1), counts.count)
    return (0..<wanted).map { bin in
      counts[bin * counts.count / wanted..<(bin + 1) * counts.count / wanted].reduce(0, +)
    }
  }
}
