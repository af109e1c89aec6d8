import Basics
import Telemetry

/// What a run's history says about a step, and the points of its curve.
extension LiveRun {
  private typealias Place = (step: Int, epoch: Int)

  private var epochs: [EpochReport] { record.epochs }

  /// Epoch and share of it at `step`, from the reports around it.
  func epoch(at step: Int) -> Double {
    let after = epochs.partitioningIndex { $0.step >= step }
    let before = after > 0 ? epochs[after - 1] : nil
    let start: Place = (before?.step ?? record.firstStep, before?.epoch ?? record.firstEpoch)
    let end: Place =
      after < epochs.count
      ? (epochs[after].step, epochs[after].epoch) : (start.step + record.stepsPerEpoch, start.epoch + 1)
    let share = Double(step - start.step) / Double(max(end.step - start.step, 1))
    return Double(start.epoch) + share * Double(end.epoch - start.epoch)
  }

  /// The step at which so many epochs were done, or will be at the pace of now.
  func step(atEpoch epoch: Double) -> Int {
    let after = epochs.partitioningIndex { Double($0.epoch) >= epoch }
    let before = after > 0 ? epochs[after - 1] : nil
    let start: Place = (before?.step ?? record.firstStep, before?.epoch ?? record.firstEpoch)
    let length =
      after < epochs.count
      ? Double(epochs[after].step - start.step) / Double(max(epochs[after].epoch - start.epoch, 1))
      : Double(record.stepsPerEpoch)
    return max(start.step + Int(((epoch - Double(start.epoch)) * length).rounded()), 0)
  }

  /// What had been spent at `step`, in proportion between two reports; nil before anything was.
  func multiplyAdds(at step: Int) -> Double? {
    let after = epochs.partitioningIndex { $0.step >= step }
    guard after < epochs.count || after > 0, step > record.firstStep else { return nil }
    let before = after > 0 ? (epochs[after - 1].step, epochs[after - 1].multiplyAdds) : (record.firstStep, 0)
    guard after < epochs.count else { return Double(before.1) }
    let share = Double(step - before.0) / Double(max(epochs[after].step - before.0, 1))
    return Double(before.1) + share * Double(epochs[after].multiplyAdds - before.1)
  }

  /// The last report at or before `step`.
  func report(at step: Int) -> EpochReport? {
    let after = epochs.partitioningIndex { $0.step > step }
    return after > 0 ? epochs[after - 1] : nil
  }

  /// Validation losses in and just around `steps`, at most about `4 × columns` points: of more, the smallest and the
  /// largest of each group stand, so that no spike is lost. Groups are powers of two from the first report on, so that they
  /// never shift while the run goes on.
  func validation(in steps: Range<Int>, columns: Int) -> [(step: Int, loss: Float)] {
    let first = max(epochs.partitioningIndex { $0.step >= steps.lowerBound } - 1, 0)
    let last = min(epochs.partitioningIndex { $0.step > steps.upperBound } + 1, epochs.count)
    guard first < last else { return [] }
    var group = 1
    while last - first > group * 2 * max(columns, 1) { group *= 2 }
    var points: [(step: Int, loss: Float)] = []
    var start = first / group * group
    while start < last {
      append(epochs[start..<min(start + group, last)], to: &points)
      start += group
    }
    return points
  }

  private func append(_ part: ArraySlice<EpochReport>, to points: inout [(step: Int, loss: Float)]) {
    var lowest: (step: Int, loss: Float)?
    var highest: (step: Int, loss: Float)?
    for report in part {
      guard let loss = report.validationLoss else { continue }
      if lowest.map({ loss < $0.loss }) ?? true { lowest = (report.step, loss) }
      if highest.map({ loss >= $0.loss }) ?? true { highest = (report.step, loss) }
    }
    guard let lowest, let highest else { return }
    if lowest.step == highest.step {
      points.append(lowest)
    } else {
      points += lowest.step < highest.step ? [lowest, highest] : [highest, lowest]
    }
  }
}
