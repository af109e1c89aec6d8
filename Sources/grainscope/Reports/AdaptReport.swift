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

  let event = "adapt"
  let policy: String
  let seeds: Int
  /// Of the winning rung on the test part; mean over seeds and half the length of the 95 % interval.
  let rmsse: Double
  let interval: Double?
  /// Seed by seed against the even split; below 0, less error.
  let gain, gainInterval: Double?
  let verdict: String?
  let shares: [Share]
  /// The rungs that the first seed's grants went to, in order.
  let choices: [String]
  private let scores: [Double]

  private enum CodingKeys: String, CodingKey {
    case event, policy, seeds, rmsse, interval, gain, gainInterval, verdict, shares, choices
  }

  init(
    _ policy: AllocationPolicy, _ rungs: [RungID], _ outcomes: [AllocatedTraining.Outcome], against even: AdaptReport?
  ) {
    self.policy = policy.rawValue
    seeds = outcomes.count
    let scores = outcomes.map { $0.scores.rmsse ?? .nan }
    self.scores = scores
    let mean = MeanInterval(scores)
    rmsse = mean?.mean ?? .nan
    interval = mean?.halfWidth
    let gap = even.flatMap { even in MeanInterval(zip(scores, even.scores).map { $0 - $1 }) }
    gain = gap?.mean
    gainInterval = gap?.halfWidth
    verdict = gap.flatMap { gap in
      gap.halfWidth.map { half in
        gap.mean + half < 0
          ? Words.adaptLessError : gap.mean - half > 0 ? Words.adaptMoreError : Words.withinSeedNoise
      }
    }
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
    choices = outcomes.first?.grants.map(\.rung.label) ?? []
  }

  /// A line with the scores, then a row for each rung: its share, its wins, and which grants it got.
  var text: String {
    func number(_ mean: Double?, _ half: Double?) -> String {
      ScoreTable.number(mean) + (half.map { " ± " + ScoreTable.number($0) } ?? "")
    }
    let error = number(rmsse, interval)
    var lines = ["", Words.adaptError(policy: policy, error: error)]
    if let gain, let verdict {
      lines[1] = Words.adaptErrorAgainstEven(
        policy: policy, error: error, gain: number(gain, gainInterval), verdict: verdict)
    }
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
}
