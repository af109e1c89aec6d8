import Telemetry

/// What the screen shows of compute that is shared out among rungs.
package struct AllocationState: Sendable, Equatable {
  package private(set) var report: AllocationReport?
  /// The rungs that grants went to, oldest first; the newest few hundred.
  package private(set) var choices: [RungID] = []

  private static let longest = 400

  /// Whether grants continue.
  package var isOn: Bool { report.map { !$0.isOver } ?? false }

  mutating func take(_ new: AllocationReport) {
    // Another policy begins with an empty list.
    if report?.policy != new.policy || report?.isOver == true { choices = [] }
    report = new
    guard let granted = new.granted else { return }
    choices.append(granted)
    if choices.count > Self.longest { choices.removeFirst(choices.count - Self.longest) }
  }

  /// The share of all multiply-adds that a rung got.
  func share(of rung: RungID) -> Double {
    guard let report, report.spent > 0 else { return 0 }
    return Double(report.shares.first { $0.rung == rung }?.spent ?? 0) / Double(report.spent)
  }

  /// The policy after the present one: off, ucb, successive halving, off again.
  var nextPolicy: AllocationPolicy? {
    let policies: [AllocationPolicy?] = [nil, .ucb, .halving]
    let present = isOn ? report?.policy : nil
    let index = policies.firstIndex(of: present) ?? 0
    return policies[(index + 1) % policies.count]
  }
}

extension State {
  /// Runs of the ladder's own rungs that can still be trained and are scored on validation origins.
  var adaptable: [LiveRun] {
    switch session?.content {
    case .series: (session?.rungs ?? []).compactMap { record(of: $0.id) }.filter(\.canTrain)
    case .table, .images, .stream, nil: []
    }
  }

  /// As “ucb ended: 1h is best on validation, with 61 % of the compute”, by the rule by which rungs are ranked everywhere.
  var allocationVerdict: String {
    guard let report = tradeoffs.allocation.report else { return "" }
    let policy = report.policy.rawValue
    guard report.shares.contains(where: { $0.validation != nil }) else { return Words.allocationEmpty(policy: policy) }
    let comparable = comparable
    let standings = report.shares.enumerated().compactMap { place, share -> (rung: RungID, standing: Standing)? in
      guard let error = share.validation, let run = record(of: share.rung), run.canBeRanked,
        comparable[share.rung]?[rankedPart]?.scores.isRanked != false
      else { return nil }
      return (share.rung, Standing(error, .forecast, cost: run.epochCost, place: place))
    }
    guard let best = standings.min(by: { $0.standing < $1.standing })?.rung else {
      return Words.allocationUnranked(policy: policy)
    }
    return Words.allocationEnded(
      policy: policy, rung: "\(best)", percent: Numbers.fixed(100 * tradeoffs.allocation.share(of: best), 0))
  }

  /// The next policy, or none.
  mutating func adapt() -> [Effect] {
    let policy = tradeoffs.allocation.nextPolicy
    if policy != nil { tradeoffs.chosenPanel = .allocation }
    note = Note(
      text: policy.map { Words.allocationBegun(policy: $0.rawValue) }
        ?? Words.allocationStopped(key: keymap.name(of: .pause)),
      kind: .answer)
    return [.allocate(adaptable.map(\.plan.run), policy: policy)]
  }
}
