import Telemetry

/// Which epochs of a long run are kept: all of the first 1023, then so few that each doubling of the run adds 512, and
/// always the best and the last. A run of a million epochs keeps some thousands.
struct EpochThinning {
  private var best: BestEpoch?
  /// The best and the newest of those that were passed over since the last that was kept.
  private var passedBest: EpochReport?
  private var passedLast: EpochReport?

  /// - Returns: what is to be written now, ascending.
  mutating func take(_ report: EpochReport) -> [EpochReport] {
    let isBest = best.take(epoch: report.epoch, step: report.step, validationLoss: report.validationLoss)
    if isBest { passedBest = report }
    passedLast = report
    return Self.isKept(report.epoch) ? flush() : []
  }

  /// Those that were passed over and are wanted: before whatever is written next of another kind, and at the end.
  mutating func flush() -> [EpochReport] {
    defer { (passedBest, passedLast) = (nil, nil) }
    guard let passedLast else { return [] }
    guard let passedBest, passedBest.epoch < passedLast.epoch else { return [passedLast] }
    return [passedBest, passedLast]
  }

  static func isKept(_ epoch: Int) -> Bool {
    let doublings = Int.bitWidth - 1 - max(epoch, 1).leadingZeroBitCount
    return epoch % (1 << max(0, doublings - 9)) == 0
  }
}
