import Basics
import Granularity
import Models
import Telemetry
import Training

/// How a way of sharing out compute did over several seeds.
struct AdaptReport: Encodable {
  struct Share: Encodable {
    let rung: String
    /// Of all multiply-adds, on average over the seeds.
    let share: Double
    /// Seeds in which this rung had the best validation score.
    let wins: Int
  }

  /// Of the winning rungs on one part.
  struct Part: Encodable {
    /// RMSSE, mean over seeds, and half the length of the 95 % interval.
    let rmsse: Double
    let interval: Double?
    /// Seed by seed against the even split; below 0, less error.
    let gain, gainInterval: Double?
    let verdict: String?
    let origins: Int
    let originsHash: String?
    /// One for each seed.
    let errors: [Double]
  }

  let event = "adapt"
  let policy: String
  let seeds: Int
  let validation, test: OrNull<Part>?
  let shares: [Share]
  /// The rungs that the first seed's grants went to, in order.
  let choices: [String]
  let remarks: [String]

  /// - Parameter shown: the parts whose scores may be seen.
  init(
    _ policy: AllocationPolicy, _ rungs: [RungID], _ outcomes: [AllocatedTraining.Outcome], _ info: SessionInfo,
    against even: AdaptReport?, shown: [ScoredPart]
  ) {
    self.policy = policy.rawValue
    seeds = outcomes.count
    let parts = BothParts(shown) { part in
      Part(outcomes.map { $0.scores[part]?.scores.rmsse ?? .nan }, against: even?[part], part, info)
    }
    validation = parts.validation
    test = parts.test
    shares = rungs.map { rung in
      let spent = outcomes.map { outcome -> Double in
        let all = outcome.spent.reduce(0) { $0 + $1.multiplyAdds }
        let own = outcome.spent.first { $0.rung == rung }?.multiplyAdds ?? 0
        return Double(own) / Double(max(all, 1))
      }
      return Share(
        rung: rung.label, share: spent.reduce(0, +) / Double(max(spent.count, 1)),
        wins: outcomes.count { $0.winner == rung })
    }
    remarks = info.remarks(shown)
    choices = outcomes.first?.grants.map(\.rung.label) ?? []
  }

  private subscript(part: ScoredPart) -> Part? {
    switch part {
    case .validation: validation?.value
    case .test: test?.value
    }
  }

  /// A line for each part with the scores, then a row for each rung: its share, its wins, and which grants it got.
  var text: String {
    var lines = [""] + ScoredPart.allCases.compactMap { part in self[part].map { line($0, of: part) } }
    let width = shares.map(\.rung.count).max() ?? 0
    for share in shares {
      let name = share.rung + String(repeating: " ", count: width - share.rung.count)
      let percent = NumberFormat.fixed(share.share * 100, decimals: 0)
      let strip = choices.map { $0 == share.rung ? "█" : "·" }.joined()
      lines.append(
        "  \(name)  \(String(repeating: " ", count: 3 - percent.count))\(percent) %  \(strip)"
          + (share.wins > 0 ? "  " + Words.adaptWins(count: share.wins) : ""))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ own: Part, of part: ScoredPart) -> String {
    func number(_ mean: Double?, _ half: Double?) -> String {
      ScoreTable.number(mean) + (half.map { " ± " + ScoreTable.number($0) } ?? "")
    }
    let error = number(own.rmsse, own.interval)
    let said =
      switch part {
      case .validation: Words.adaptValidation(policy: policy, error: error)
      case .test: Words.adaptTest(policy: policy, error: error)
      }
    guard let gain = own.gain, let verdict = own.verdict else { return said }
    return Words.adaptAgainstEven(error: said, gain: number(gain, own.gainInterval), verdict: verdict)
  }
}

extension AdaptReport.Part {
  fileprivate init(
    _ errors: [Double], against even: AdaptReport.Part?, _ part: ScoredPart, _ info: SessionInfo
  ) {
    self.errors = errors
    let mean = MeanInterval(errors)
    rmsse = mean?.mean ?? .nan
    interval = mean?.halfWidth
    let gap = even.flatMap { even in MeanInterval(zip(errors, even.errors).map { $0 - $1 }) }
    gain = gap?.mean
    gainInterval = gap?.halfWidth
    verdict = gap.flatMap { gap in
      gap.halfWidth.map { half in
        gap.mean + half < 0
          ? Words.adaptLessError : gap.mean - half > 0 ? Words.adaptMoreError : Words.withinSeedNoise
      }
    }
    origins = info.target.count(part)
    originsHash = info.target.originsHash(part).map(hexadecimal)
  }
}
