/// The choices of which none is both cheaper and better.
package enum ParetoFront {
  /// Indices of the points that no other point beats: none costs less at no more error, or errs less at no more cost.
  ///
  /// - Returns: in ascending cost; of points alike the first alone. Points that are not finite are on no front.
  package static func indices(of points: [(cost: Double, error: Double)]) -> [Int] {
    let finite = points.indices.filter { points[$0].cost.isFinite && points[$0].error.isFinite }
    let ordered = finite.sorted {
      (points[$0].cost, points[$0].error, $0) < (points[$1].cost, points[$1].error, $1)
    }
    var front: [Int] = []
    for index in ordered {
      guard let last = front.last else {
        front.append(index)
        continue
      }
      if points[index].error < points[last].error { front.append(index) }
    }
    return front
  }
}
