import Basics

/// How the learning rate changes over epochs: a factor on the knob's value, a pure function of what is known.
package struct Schedule: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case constant
    /// Falls by ``rateFactor`` after each ``stepEpochs`` epochs. As PyTorch's `StepLR`.
    case step
    /// Half a cosine from 1 to 0 over the planned epochs. Source: Loshchilov & Hutter (2017), without restarts.
    case cosine
    /// Linear from 1/``warmUpEpochs`` to 1, then constant. As PyTorch's `LinearLR`.
    case warmUp = "warm-up"
    /// Falls by ``rateFactor`` when the validation loss has not improved for more than ``plateauPatience`` epochs.
    case plateau
    /// Along half a cosine from a small part of the rate up to all of it, and along another down to next to nothing.
    /// As PyTorch's `OneCycleLR`, of which the momentum stays. Source: Smith & Topin (2018).
    case oneCycle = "one-cycle"
    /// Half a cosine from 1 to 0, again and again, each longer than the one before. As PyTorch's
    /// `CosineAnnealingWarmRestarts`. Source: Loshchilov & Hutter (2017).
    case restarts
  }

  package var kind: Kind
  /// What the rate is multiplied by at each fall.
  package var rateFactor: Float = 0.5
  /// Epochs from one fall to the next; 0 fits ``steps`` into the planned epochs.
  package var stepEpochs = 0
  /// Epochs up to the full rate; 0 takes ``warmUpShare`` of those that are planned.
  package var warmUpEpochs = 0
  package var plateauPatience = 10

  /// Share of the planned epochs at whose end one cycle is at its height.
  package var peak: Float = 0.3
  /// What the rate is divided by where one cycle begins.
  package var startDivisor: Float = 25
  /// What the rate of its beginning is divided by where it ends.
  package var finalDivisor: Float = 10_000
  /// Epochs up to the first restart; 0 fits ``cycles`` into the planned epochs.
  package var period = 0
  /// How many times longer each period is than the one before.
  package var periodGrowth = 2

  package init(_ kind: Kind) { self.kind = kind }

  package static let constant = Schedule(.constant)
  package static let cosine = Schedule(.cosine)

  package static func step(epochs: Int, factor: Float) -> Schedule {
    var schedule = Schedule(.step)
    (schedule.stepEpochs, schedule.rateFactor) = (epochs, factor)
    return schedule
  }

  /// Whether the factor depends on how many epochs are planned.
  package var readsPlan: Bool {
    switch kind {
    case .constant, .plateau: false
    case .step: stepEpochs == 0
    case .cosine, .oneCycle: true
    case .warmUp: warmUpEpochs == 0
    case .restarts: period == 0
    }
  }

  /// Whether the factor depends on the validation losses so far.
  package var readsValidation: Bool { kind == .plateau }

  /// The factor during epoch `epoch` (from 0) of `planned`.
  ///
  /// `validationLosses` holds the losses of the epochs done so far; only `plateau` reads it.
  package func factor(epoch: Int, of planned: Int, validationLosses: [Float] = []) -> Float {
    switch kind {
    case .constant:
      1
    case .step:
      Elementary.power(rateFactor, Float(epoch / stepEpochs(of: planned)))
    case .cosine:
      planned > 0 ? 0.5 * (1 + Elementary.cosine(Float.pi * Float(min(epoch, planned)) / Float(planned))) : 1
    case .warmUp:
      min(Float(epoch + 1) / Float(warmUpEpochs(of: planned)), 1)
    case .plateau:
      Elementary.power(rateFactor, Float(plateaus(in: validationLosses)))
    case .oneCycle:
      oneCycle(Float(min(epoch, planned - 1)), of: Float(planned))
    case .restarts:
      restarts(epoch, period: period(of: planned))
    }
  }

  /// Stretches of one rate that `step` fits into the planned epochs.
  package static let steps = 6
  /// Share of the planned epochs that `warm-up` takes, in percent.
  package static let warmUpShare = 5
  /// Cycles that `restarts` fits into the planned epochs.
  package static let cycles = 3

  /// The epochs between two falls in a run of `planned`.
  package func stepEpochs(of planned: Int) -> Int {
    stepEpochs > 0 ? stepEpochs : max(Self.divided(planned, by: Self.steps), 1)
  }

  /// At least two where none are set, as the first of one is at the full rate.
  package func warmUpEpochs(of planned: Int) -> Int {
    warmUpEpochs > 0 ? warmUpEpochs : max(Self.divided(planned * Self.warmUpShare, by: 100), 2)
  }

  /// The epochs up to the first restart in a run of `planned`: g⁰ + g¹ + … such periods last as long as the run.
  package func period(of planned: Int) -> Int {
    guard period <= 0 else { return period }
    var (growth, lengths) = (1, 0)
    for _ in 0..<Self.cycles {
      lengths += growth
      growth *= max(periodGrowth, 1)
    }
    return max(Self.divided(planned, by: lengths), 1)
  }

  /// Rounded up, so that no short stretch is left at the end.
  private static func divided(_ count: Int, by parts: Int) -> Int { (count + parts - 1) / parts }

  private func oneCycle(_ epoch: Float, of planned: Float) -> Float {
    // A single epoch would be the last one, at next to no rate.
    guard planned > 1 else { return 1 }
    let top = peak * planned - 1
    if epoch <= top, top > 0 { return Self.halfCosine(from: 1 / startDivisor, to: 1, at: epoch / top) }
    return Self.halfCosine(from: 1, to: 1 / startDivisor / finalDivisor, at: (epoch - top) / (planned - 1 - top))
  }

  private func restarts(_ epoch: Int, period: Int) -> Float {
    var (length, passed) = (period, epoch)
    if periodGrowth <= 1 { passed %= length }
    while passed >= length {
      passed -= length
      length *= periodGrowth
    }
    return Self.halfCosine(from: 1, to: 0, at: Float(passed) / Float(length))
  }

  private static func halfCosine(from first: Float, to last: Float, at share: Float) -> Float {
    last + (first - last) / 2 * (1 + Elementary.cosine(.pi * share))
  }

  /// How often the losses stood still for more than ``plateauPatience`` epochs; a loss counts as better from 1e-4 of the
  /// best on.
  ///
  /// Source: PyTorch's `ReduceLROnPlateau` in its default mode.
  private func plateaus(in losses: [Float]) -> Int {
    var best = Float.infinity
    var (waiting, reductions) = (0, 0)
    for loss in losses {
      if loss < best * (1 - 1e-4) {
        best = loss
        waiting = 0
      } else {
        waiting += 1
      }
      if waiting > plateauPatience {
        reductions += 1
        waiting = 0
      }
    }
    return reductions
  }
}
