extension RandomAccessCollection {
  /// The first index whose element satisfies `predicate`, or the end where none does, in a collection where all that do
  /// stand last; O(log n).
  ///
  /// So of ascending `values`, `partitioningIndex { $0 >= x }` is the first place that is not below x, and
  /// `partitioningIndex { $0 > x }` the first above it.
  @inlinable
  package func partitioningIndex(where predicate: (Element) throws -> Bool) rethrows -> Index {
    var low = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if try predicate(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
