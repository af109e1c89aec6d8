/// How two rungs' root mean squared scaled errors differ at the same origins, and how much of that may be their luck.
package struct OriginDifference: Hashable, Sendable, Encodable {
  package let rung: RungID
  package let other: RungID
  package let origins: Int
  /// Of `rung`, less that of `other`.
  package let difference: Double
  /// The ends of its 95 % interval, by a bootstrap of blocks of origins.
  package let lower: Double
  package let upper: Double
  /// Diebold and Mariano's, with Harvey's correction; nil where all origins differ alike.
  package let statistic: Double?
  /// Of a difference as large as that where there is none.
  package let probability: Double?
  /// Whether `rung` errs less by more than luck.
  package let isClear: Bool

  package init(
    rung: RungID, other: RungID, origins: Int, difference: Double, lower: Double, upper: Double, statistic: Double?,
    probability: Double?, isClear: Bool
  ) {
    self.rung = rung
    self.other = other
    self.origins = origins
    self.difference = difference
    self.lower = lower
    self.upper = upper
    self.statistic = statistic
    self.probability = probability
    self.isClear = isClear
  }
}
