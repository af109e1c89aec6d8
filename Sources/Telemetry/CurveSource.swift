import Basics

/// A bucket of consecutive step losses.
package struct LossBucket: Hashable, Sendable {
  /// First step of the bucket, counted from 0.
  package var firstStep: Int
  package var count: Int
  package var minimum: Float
  package var maximum: Float
  package var mean: Float
  package var last: Float

  package init(firstStep: Int, count: Int, minimum: Float, maximum: Float, mean: Float, last: Float) {
    self.firstStep = firstStep
    self.count = count
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.last = last
  }

  /// Those of some that cover `steps`, at most `2 × limit + 1` of them: of more, neighbours are merged in groups that are powers of two
  /// from the first on, so that they never shift.
  package static func thinned(_ buckets: [LossBucket], in steps: Range<Int>, limit: Int) -> [LossBucket] {
    let first = buckets.partitioningIndex { $0.firstStep + $0.count > steps.lowerBound }
    let last = buckets.partitioningIndex { $0.firstStep >= steps.upperBound }
    guard first < last else { return [] }
    var group = 1
    while last - first > 2 * max(limit, 1) * group { group *= 2 }
    return stride(from: first / group * group, to: last, by: group).map { start in
      buckets[start..<min(start + group, last)].dropFirst().reduce(buckets[start]) { $0.merged(with: $1) }
    }
  }

  private func merged(with next: LossBucket) -> LossBucket {
    var whole = self
    whole.count = next.firstStep + next.count - firstStep
    (whole.minimum, whole.maximum) = (min(minimum, next.minimum), max(maximum, next.maximum))
    whole.mean = (mean * Float(count) + next.mean * Float(next.count)) / Float(count + next.count)
    whole.last = next.last
    return whole
  }
}

/// Where a view reads training-loss curves from: live series in the program, fixed ones in a test.
package protocol CurveSource {
  /// At most about `2 × limit` buckets that cover `steps`, aligned to powers of two so that they never shift while the
  /// curve grows; in O(limit) whatever the length of the history.
  func curve(of run: RunID, steps: Range<Int>, limit: Int) -> [LossBucket]
}

/// How far a run is, between its epoch events.
package struct RunProgress: Hashable, Sendable {
  package var step: Int
  package var epoch: Int
  package var stepsPerSecond: Double
  /// That of the next step: the knob's, as the schedule has it now; nil where nobody keeps account of it.
  package var learningRate: Double?

  package init(step: Int, epoch: Int, stepsPerSecond: Double, learningRate: Double? = nil) {
    self.step = step
    self.epoch = epoch
    self.stepsPerSecond = stepsPerSecond
    self.learningRate = learningRate
  }
}
