import Basics
import Telemetry

/// Decides which rung gets the next grant of multiply-adds, from the validation scores that earlier grants led to.
///
/// Costs are counted in multiply-adds and never in seconds, so that the same scores lead to the same choices. Sources:
/// Auer, Cesa-Bianchi & Fischer (2002) for UCB1; Karnin, Koren & Somekh (2013) and Jamieson & Talwalkar (2016) for
/// successive halving.
package struct Allocator: Sendable {
  package struct Arm: Sendable {
    package let rung: RungID
    /// Multiply-adds granted and spent.
    package internal(set) var spent = 0
    /// RMSSE at validation origins after each grant; smaller is better.
    package internal(set) var scores: [Double] = []
    /// Nothing is left to train.
    package internal(set) var isFinished = false
    /// Dropped by successive halving.
    package internal(set) var isDropped = false
    /// Spent when the round of successive halving began.
    var spentBefore = 0

    package var best: Double { scores.min() ?? .infinity }
  }

  /// Weight of what is not known yet against what is, in the upper confidence bound of 1 / (1 + RMSSE).
  static let exploration = 0.08

  package let policy: AllocationPolicy
  /// Multiply-adds in all.
  package let budget: Int
  /// Of one grant; the last may be smaller.
  package let grant: Int
  package private(set) var arms: [Arm]

  package init(_ policy: AllocationPolicy, rungs: [RungID], budget: Int, grant: Int) {
    precondition(!rungs.isEmpty && budget > 0 && grant > 0, "nothing to allocate")
    self.policy = policy
    self.budget = budget
    self.grant = grant
    arms = rungs.map { Arm(rung: $0) }
  }

  package var spent: Int { arms.reduce(0) { $0 + $1.spent } }

  /// The arm that is first by ``Standing`` of its best validation score; nil where none has any.
  ///
  /// - Parameter costs: of each arm, in multiply-adds of an epoch.
  package func leader(costs: [Int]) -> Int? {
    func standing(_ arm: Int) -> Standing { Standing(arms[arm].best, .forecast, cost: costs[arm], place: arm) }
    return arms.indices.filter { arms[$0].best.isFinite }.min { standing($0) < standing($1) }
  }

  /// The arm to grant to and how much; nil where the budget is spent or nothing is left to train.
  package mutating func next() -> (arm: Int, multiplyAdds: Int)? {
    let left = budget - spent
    guard left > 0 else { return nil }
    switch policy {
    case .even:
      return leastSpent(among: open).map { ($0, min(grant, left)) }
    case .ucb:
      let open = open
      let arm = open.first { arms[$0].scores.isEmpty } ?? open.max { promise($0) < promise($1) }
      return arm.map { ($0, min(grant, left)) }
    case .halving:
      return nextOfRound(left)
    }
  }

  /// What the arm is worth at best, as far as is known: the bound that UCB compares.
  package func promise(_ arm: Int) -> Double {
    let pulls = arms.reduce(0) { $0 + $1.scores.count }
    guard !arms[arm].scores.isEmpty else { return .infinity }
    let spread = (Elementary.logarithm(Double(max(pulls, 2))) / Double(arms[arm].scores.count)).squareRoot()
    return 1 / (1 + arms[arm].best) + Self.exploration * spread
  }

  package mutating func note(arm: Int, spent: Int, score: Double, isFinished: Bool) {
    arms[arm].spent += spent
    arms[arm].scores.append(score)
    arms[arm].isFinished = isFinished
  }

  private var open: [Int] { arms.indices.filter { !arms[$0].isFinished && !arms[$0].isDropped } }

  private func leastSpent(among candidates: [Int]) -> Int? { candidates.min { arms[$0].spent < arms[$1].spent } }

  /// Rounds that successive halving takes until one arm is left.
  private var rounds: Int {
    var (count, left) = (0, arms.count)
    while left > 1 {
      left = (left + 1) / 2
      count += 1
    }
    return max(count, 1)
  }

  private mutating func nextOfRound(_ left: Int) -> (arm: Int, multiplyAdds: Int)? {
    while true {
      let survivors = arms.indices.filter { !arms[$0].isDropped }
      let quota = budget / (rounds * survivors.count)
      let waiting = survivors.filter { !arms[$0].isFinished && arms[$0].spent - arms[$0].spentBefore < quota }
      if let arm = waiting.min(by: { arms[$0].spent - arms[$0].spentBefore < arms[$1].spent - arms[$1].spentBefore }) {
        return (arm, min(grant, left, quota - (arms[arm].spent - arms[arm].spentBefore)))
      }
      guard survivors.count > 1 else { return leastSpent(among: open).map { ($0, min(grant, left)) } }
      let ranked = survivors.sorted { arms[$0].best < arms[$1].best }
      for arm in ranked.dropFirst((survivors.count + 1) / 2) { arms[arm].isDropped = true }
      for arm in arms.indices { arms[arm].spentBefore = arms[arm].spent }
    }
  }
}
