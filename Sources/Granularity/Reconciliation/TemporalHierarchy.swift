/// How the steps of several grains within one horizon follow from the finest.
///
/// A node is one step of one level; nodes stand coarse to fine, ending in the `bottomCount` steps of the finest level, as
/// the rows of `S` do. A coarse step is the sum or the mean of the fine ones within it.
package struct TemporalHierarchy: Hashable, Sendable {
  /// One grain's steps.
  package struct Level: Hashable, Sendable {
    package let grain: Grain
    /// Steps in the horizon.
    package let steps: Int
    /// Steps of the finest level in one of this.
    package let width: Int
    /// Place of the first of its nodes.
    package let offset: Int

    package var nodes: Range<Int> { offset..<offset + steps }
  }

  /// Coarse to fine.
  package let levels: [Level]
  package let horizon: Grain
  /// Whether a coarse step is the mean of the fine ones, and not their sum.
  package let isMean: Bool

  /// Levels of the given grains and their steps in the horizon, fine to coarse, each a divisor of the first.
  init(_ grains: [(grain: Grain, steps: Int)], horizon: Grain, isMean: Bool) {
    let finest = grains.first?.steps ?? 0
    var levels: [Level] = []
    for (grain, steps) in grains.reversed() {
      precondition(steps > 0 && finest % steps == 0, "\(steps) steps of \(grain) among \(finest)")
      levels.append(
        Level(grain: grain, steps: steps, width: finest / steps, offset: levels.last?.nodes.upperBound ?? 0))
    }
    self.levels = levels
    self.horizon = horizon
    self.isMean = isMean
  }

  package var nodeCount: Int { levels.last?.nodes.upperBound ?? 0 }
  /// Nodes of the finest level.
  package var bottomCount: Int { levels.last?.steps ?? 0 }
  /// Nodes that follow from the finest level's.
  package var aggregateCount: Int { nodeCount - bottomCount }

  /// What one fine step adds to a step of `level`.
  func weight(of level: Level) -> Double { isMean ? 1 / Double(level.width) : 1 }

  /// `S b`: all nodes, from the finest level's `[bottomCount]`.
  package func aggregated(_ bottom: some RandomAccessCollection<Double>) -> [Double] {
    precondition(bottom.count == bottomCount, "\(bottom.count) values for \(bottomCount) fine steps")
    var nodes: [Double] = []
    nodes.reserveCapacity(nodeCount)
    for level in levels {
      let weight = weight(of: level)
      var place = bottom.startIndex
      for _ in 0..<level.steps {
        let end = bottom.index(place, offsetBy: level.width)
        var sum = 0.0
        while place < end {
          sum += bottom[place]
          bottom.formIndex(after: &place)
        }
        nodes.append(sum * weight)
      }
    }
    return nodes
  }

  /// `C y` with `C = [I, −A]`: by how much each coarse node differs from what the fine ones give, `[aggregateCount]`.
  package func incoherence(of nodes: some RandomAccessCollection<Double>) -> [Double] {
    precondition(nodes.count == nodeCount, "\(nodes.count) values for \(nodeCount) nodes")
    let expected = aggregated(nodes.suffix(bottomCount))
    return zip(nodes, expected).prefix(aggregateCount).map { $0 - $1 }
  }

  /// `Cᵀ x`: all nodes, from one multiplier for each coarse node.
  func spread(_ multipliers: some RandomAccessCollection<Double>) -> [Double] {
    var nodes = Array(multipliers)
    nodes.reserveCapacity(nodeCount)
    var bottom = [Double](repeating: 0, count: bottomCount)
    for level in levels.dropLast() {
      let weight = weight(of: level)
      for step in 0..<bottomCount { bottom[step] -= weight * nodes[level.offset + step / level.width] }
    }
    return nodes + bottom
  }
}
