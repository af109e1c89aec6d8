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

  /// The policy's name, as `ucb`.
  package var policy: String
  /// The rung that was granted to last; nil at the beginning.
  package var granted: RungID?
  package var shares: [Share]
  /// Multiply-adds in all.
  package var budget: Int
  /// Nothing is granted any more.
  package var isOver: Bool

  package init(policy: String, granted: RungID?, shares: [Share], budget: Int, isOver: Bool) {
    self.policy = policy
    self.granted = granted
    self.shares = shares
    self.budget = budget
    self.isOver = isOver
  }

  package var spent: Int { shares.reduce(0) { $0 + $1.spent } }
}
