/// A stream coarsened as it comes: the mean of every `ratio` consecutive steps, at the same places and with the same bits
/// as ``TimeCoarsening`` finds in the whole series. A step costs O(1), whatever came before.
///
/// A bin that lacks a step, also the one in which the stream begins, has no value: NaN.
package struct RollingBins: Sendable {
  /// Steps of the stream in a bin.
  package let ratio: Int
  /// Means of the complete bins; the place of a bin is its number since the stream's begin.
  package private(set) var values: RollingSeries
  /// The number of the bin that place 0 holds, counted from 1970.
  package let firstBin: Int
  private var statistics = BinStatistics()
  /// The number of the next step, counted from 1970.
  private var nextStep: Int

  /// - Parameter firstStep: the number of the stream's first step, counted from 1970.
  package init(ratio: Int, firstStep: Int, capacity: Int) {
    precondition(ratio > 0, "bins of \(ratio) steps")
    self.ratio = ratio
    nextStep = firstStep
    firstBin = Self.quotient(firstStep, ratio)
    values = RollingSeries(capacity: capacity)
  }

  /// The number, counted from 1970, of the first step after the last complete bin.
  package var boundary: Int { (firstBin + values.count) * ratio }

  /// Takes the next step's value; NaN where it has none.
  ///
  /// - Returns: whether a bin was completed.
  package mutating func append(_ value: Double) -> Bool {
    statistics.add(value)
    nextStep += 1
    guard nextStep == boundary + ratio else { return false }
    values.append(statistics.present == ratio ? statistics.value(.mean) : .nan)
    statistics = BinStatistics()
    return true
  }

  /// Steps over steps without values; costs no more for a long gap than for what is held.
  package mutating func skip(_ steps: Int) {
    let target = nextStep + steps
    let complete = Self.quotient(target, ratio) - (firstBin + values.count)
    if complete > 0 { values.skip(complete) }
    // A bin that lost a step is never whole again.
    if steps > 0 { statistics = BinStatistics() }
    nextStep = target
  }

  static func quotient(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}
