/// The lowest point of a function of a few numbers, without its gradient: the method of Nelder and Mead 1965, with the usual
/// factors (reflect 1, expand 2, contract ½, shrink ½). The same function gives the same bits.
package struct SimplexSearch {
  /// Corners, the lowest first.
  private var corners: [(point: [Double], value: Double)] = []
  /// How often the function was worked out.
  package private(set) var evaluations = 0

  package var point: [Double] { corners[0].point }
  package var value: Double { corners[0].value }

  /// Searches from a point until the corners lie within `tolerance` of each other, in place and in their values' share, or
  /// the function was worked out `most` times.
  ///
  /// - Parameters:
  ///   - step: how far the first corners lie from the point along each axis.
  ///   - function: infinity where there is no value.
  package init(
    from start: [Double], step: Double, tolerance: Double, most: Int, _ function: ([Double]) -> Double
  ) {
    var count = 0
    func value(_ point: [Double]) -> Double {
      count += 1
      let value = function(point)
      return value.isNaN ? .infinity : value
    }
    corners = [(start, value(start))]
    for axis in start.indices {
      var point = start
      point[axis] += step
      corners.append((point, value(point)))
    }
    sort()
    while count < most, !start.isEmpty, !isClose(tolerance) {
      let last = corners.count - 1
      let middle = start.indices.map { axis in
        corners[..<last].reduce(0) { $0 + $1.point[axis] } / Double(last)
      }
      func along(_ share: Double) -> [Double] {
        start.indices.map { middle[$0] + share * (corners[last].point[$0] - middle[$0]) }
      }
      let reflected = along(-1)
      let reflectedValue = value(reflected)
      if reflectedValue < corners[0].value {
        let expanded = along(-2)
        let expandedValue = value(expanded)
        corners[last] = expandedValue < reflectedValue ? (expanded, expandedValue) : (reflected, reflectedValue)
      } else if reflectedValue < corners[last - 1].value {
        corners[last] = (reflected, reflectedValue)
      } else {
        let isOutside = reflectedValue < corners[last].value
        let contracted = along(isOutside ? -0.5 : 0.5)
        let contractedValue = value(contracted)
        if contractedValue < min(reflectedValue, corners[last].value) {
          corners[last] = (contracted, contractedValue)
        } else {
          for corner in 1...last {
            let point = start.indices.map {
              corners[0].point[$0] + 0.5 * (corners[corner].point[$0] - corners[0].point[$0])
            }
            corners[corner] = (point, value(point))
          }
        }
      }
      sort()
    }
    evaluations = count
  }

  /// Corners of one value keep their order, so that the same is found everywhere.
  private mutating func sort() {
    corners = corners.enumerated().sorted { ($0.element.value, $0.offset) < ($1.element.value, $1.offset) }
      .map(\.element)
  }

  private func isClose(_ tolerance: Double) -> Bool {
    let (lowest, highest) = (corners[0].value, corners[corners.count - 1].value)
    guard highest - lowest <= tolerance * abs(lowest) else { return false }
    return corners.dropFirst().allSatisfy { corner in
      zip(corner.point, corners[0].point).allSatisfy { abs($0 - $1) <= tolerance }
    }
  }
}
