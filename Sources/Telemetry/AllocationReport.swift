/// How compute is shared out among rungs that all still learn.
package enum AllocationPolicy: String, Hashable, Sendable, CaseIterable {
  /// Every rung gets as much as every other.
  case even
  /// The rung with the best upper confidence bound is next: good scores so far, or not looked at for long.
  case ucb
  /// In rounds of equal cost: all that are left get the same, then the worse half is dropped.
  case halving = "successive-halving"
}

/// How compute was shared out among rungs so far.
package struct AllocationReport: Sendable, Hashable {
  package struct Share: Sendable, Hashable {
    package var rung: RungID
    /// Multiply-adds granted and spent.
    package var spent: Int
    /// RMSSE at validation origins after the last grant; nil before the first.
    package var validation: Double?
    /// Nothing more goes to it: it is trained to its end, or it was dropped.
    package var isOut: Bool

    package init(rung: RungID, spent: Int, validation: Double?, isOut: Bool) {
      self.rung = rung
      self.spent = spent
      self.validation = validation
      self.isOut = isOut
    }
  }

  package var policy: AllocationPolicy
  /// The rung that was granted to last; nil at the beginning.
  package var granted: RungID?
  package var shares: [Share]
  /// Multiply-adds in all.
  package var budget: Int
  /// Nothing is granted any more.
  package var isOver: Bool

  package init(policy: AllocationPolicy, granted: RungID?, shares: [Share], budget: Int, isOver: Bool) {
    self.policy = policy
    self.granted = granted
    self.shares = shares
    self.budget = budget
    self.isOver = isOver
  }

  package var spent: Int { shares.reduce(0) { $0 + $1.spent } }
}
