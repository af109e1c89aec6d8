/// The losses of all steps of a run at every resolution, in bounded memory.
///
/// Level 0 holds summaries of `baseWidth` consecutive steps, each further level summaries of twice as many. When level 0
/// is full it is dropped and `baseWidth` doubles, so a history of any length takes at most `2 × capacity` summaries, any
/// range of steps is answered in O(limit), and no spike is lost: minima and maxima survive every folding.
package struct LossSeries: Sendable {
  /// Summaries that level 0 may hold before it is folded; a power of two.
  private let capacity: Int
  /// Steps in one summary of level 0; a power of two.
  private var baseWidth = 1
  /// `levels[i]` holds the complete summaries of `baseWidth << i` steps.
  private var levels: [[Summary]]
  /// Steps after the last complete summary of level 0.
  private var pending = Accumulator()
  /// Steps recorded.
  package private(set) var count = 0

  /// A series whose first recorded step will be `step`; the steps before it are a gap.
  package init(startingAt step: Int, capacity: Int = 32_768) {
    self.init(capacity: capacity)
    let gap = [Float](repeating: .nan, count: min(step, 4096))
    while count < step { append(Array(gap.prefix(step - count))) }
  }

  package init(capacity: Int = 32_768) {
    precondition(capacity >= 2 && capacity.nonzeroBitCount == 1, "capacity \(capacity) is not a power of two above 1")
    self.capacity = capacity
    levels = [[]]
    levels[0].reserveCapacity(capacity)
  }

  /// Appends the losses of consecutive steps. Values that are not finite count as steps without a loss.
  package mutating func append(_ losses: UnsafeBufferPointer<Float>) {
    var next = 0
    while next < losses.count {
      let taken = min(baseWidth - pending.steps, losses.count - next)
      pending.add(losses[next..<next + taken])
      next += taken
      if pending.steps == baseWidth { completeBase() }
    }
    count += losses.count
  }

  package mutating func append(_ losses: [Float]) { losses.withUnsafeBufferPointer { append($0) } }

  private mutating func completeBase() {
    levels[0].append(pending.summary)
    pending = Accumulator()
    var level = 0
    while levels[level].count.isMultiple(of: 2) {
      let finer = levels[level]
      if level + 1 == levels.count { levels.append([]) }
      levels[level + 1].append(Summary(merging: finer[finer.count - 2], finer[finer.count - 1]))
      level += 1
    }
    if levels[0].count == capacity {
      levels.removeFirst()
      levels[0].reserveCapacity(capacity)
      baseWidth *= 2
    }
  }
}

extension LossSeries {
  /// Buckets that cover `steps`, aligned to multiples of their power-of-two width, at most `2 × limit + 1` of them.
  package func buckets(_ steps: Range<Int>, limit: Int) -> [LossBucket] {
    let range = steps.clamped(to: 0..<count)
    guard !range.isEmpty, limit > 0 else { return [] }
    let level = level(for: range.count, limit: limit)
    let width = baseWidth << level
    let complete = levels[level]
    let first = range.lowerBound / width
    let end = min(complete.count, (range.upperBound + width - 1) / width)
    var result: [LossBucket] = []
    result.reserveCapacity(max(0, end - first) + 1)
    for index in first..<max(first, end) {
      result.append(complete[index].bucket(firstStep: index * width, count: width))
    }
    if range.upperBound > complete.count * width, let tail = tail(after: complete.count * width, below: level) {
      result.append(tail)
    }
    return result
  }

  private func level(for length: Int, limit: Int) -> Int {
    var level = 0
    while level + 1 < levels.count, length / (baseWidth << level) > 2 * limit { level += 1 }
    return level
  }

  /// What stands after the last complete summary of `level`, merged from the finer levels: at most one of each.
  private func tail(after step: Int, below level: Int) -> LossBucket? {
    guard count > step else { return nil }
    var merged = Accumulator()
    var position = step
    for finer in stride(from: level - 1, through: 0, by: -1) {
      let width = baseWidth << finer
      let index = position / width
      if index < levels[finer].count {
        merged.add(levels[finer][index], steps: width)
        position += width
      }
    }
    merged.add(pending.summary, steps: pending.steps)
    return merged.summary.bucket(firstStep: step, count: count - step)
  }
}

/// Minimum, maximum, mean and last of the finite losses in some steps; NaN where there are none.
private struct Summary: Sendable {
  var minimum: Float
  var maximum: Float
  var mean: Float
  var last: Float

  func bucket(firstStep: Int, count: Int) -> LossBucket {
    LossBucket(firstStep: firstStep, count: count, minimum: minimum, maximum: maximum, mean: mean, last: last)
  }
}

extension Summary {
  /// Merges two neighbours of equal length.
  init(merging first: Summary, _ second: Summary) {
    if first.mean.isNaN || second.mean.isNaN {
      self = first.mean.isNaN ? second : first
    } else {
      minimum = min(first.minimum, second.minimum)
      maximum = max(first.maximum, second.maximum)
      mean = (first.mean + second.mean) / 2
      last = second.last
    }
  }
}

/// Collects the steps of one summary.
private struct Accumulator: Sendable {
  private(set) var steps = 0
  private var weight = 0
  private var sum: Double = 0
  private var minimum = Float.infinity
  private var maximum = -Float.infinity
  private var last = Float.nan

  mutating func add(_ losses: Slice<UnsafeBufferPointer<Float>>) {
    for loss in losses where loss.isFinite {
      weight += 1
      sum += Double(loss)
      minimum = min(minimum, loss)
      maximum = max(maximum, loss)
      last = loss
    }
    steps += losses.count
  }

  mutating func add(_ summary: Summary, steps: Int) {
    self.steps += steps
    guard !summary.mean.isNaN, steps > 0 else { return }
    weight += steps
    sum += Double(summary.mean) * Double(steps)
    minimum = min(minimum, summary.minimum)
    maximum = max(maximum, summary.maximum)
    last = summary.last
  }

  var summary: Summary {
    guard weight > 0 else { return Summary(minimum: .nan, maximum: .nan, mean: .nan, last: .nan) }
    return Summary(minimum: minimum, maximum: maximum, mean: Float(sum / Double(weight)), last: last)
  }
}
