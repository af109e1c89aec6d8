/// What a call of `Network.train` did.
package struct StepOutcome: Hashable, Sendable {
  /// Optimizer steps that were completed.
  package var steps: Int
  /// Whether the last of them ended an epoch.
  package var epochEnded: Bool
  /// The number of the step whose loss or gradient was not finite; that step changed no weight.
  package var divergedAtStep: Int?
  /// Examples seen.
  package var examples: Int
  /// Multiply-adds spent, forward and backward.
  package var multiplyAdds: Int

  package init(
    steps: Int = 0, epochEnded: Bool = false, divergedAtStep: Int? = nil, examples: Int = 0, multiplyAdds: Int = 0
  ) {
    self.steps = steps
    self.epochEnded = epochEnded
    self.divergedAtStep = divergedAtStep
    self.examples = examples
    self.multiplyAdds = multiplyAdds
  }
}
