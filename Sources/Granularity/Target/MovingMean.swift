/// Means of a stretch of values around each, as classical decomposition takes them: of an even width the values at both ends
/// count half.
package struct MovingMean: Sendable {
  /// As many as there are values; NaN where the stretch goes beyond an end, or half of it or more is missing.
  package let values: [Double]

  /// - Precondition: a width of 1 at least.
  package init(_ source: ArraySlice<Double>, width: Int) {
    precondition(width > 0, "a mean of nothing")
    let reach = width / 2
    let isEven = width.isMultiple(of: 2)
    values = source.withUnsafeBufferPointer { source in
      var means = [Double](repeating: .nan, count: source.count)
      guard source.count > 2 * reach else { return means }
      var (sum, known) = (0.0, 0.0)
      func add(_ place: Int, _ weight: Double) {
        guard !source[place].isNaN else { return }
        sum += weight * source[place]
        known += weight
      }
      for middle in reach..<source.count - reach {
        // Summed anew now and then, so that rounding does not add up.
        if (middle - reach).isMultiple(of: 1024) {
          (sum, known) = (0, 0)
          for place in middle - reach...middle + reach { add(place, 1) }
        } else {
          add(middle + reach, 1)
          add(middle - reach - 1, -1)
        }
        var (own, count) = (sum, known)
        if isEven {
          for place in [middle - reach, middle + reach] where !source[place].isNaN {
            own -= source[place] / 2
            count -= 0.5
          }
        }
        if 2 * count > Double(width) { means[middle] = own / count }
      }
      return means
    }
  }
}
