import Basics

/// How the learning rate changes over epochs: a factor on the knob's value, a pure function of what is known.
package enum Schedule: Hashable, Sendable, Codable {
  case constant
  /// Multiplied by `factor` after each `epochs` epochs.
  case step(epochs: Int, factor: Float)
  /// Half a cosine from 1 to 0 over the planned epochs. Source: Loshchilov & Hutter (2017), without restarts.
  case cosine
  /// Linear from 1/epochs to 1, then constant.
  case warmUp(epochs: Int)
  /// Multiplied by `factor` when the validation loss has not improved for more than `patience` epochs.
  case plateau(patience: Int, factor: Float)

  /// The factor during epoch `epoch` (from 0) of `planned`.
  ///
  /// `validationLosses` holds the losses of the epochs done so far; only `plateau` reads it.
  package func factor(epoch: Int, of planned: Int, validationLosses: [Float] = []) -> Float {
    switch self {
    case .constant:
      1
    case .step(let epochs, let factor):
      Elementary.power(factor, Float(epoch / max(epochs, 1)))
    case .cosine:
      planned > 0 ? 0.5 * (1 + Elementary.cosine(Float.pi * Float(min(epoch, planned)) / Float(planned))) : 1
    case .warmUp(let epochs):
      epochs > 0 ? min(Float(epoch + 1) / Float(epochs), 1) : 1
    case .plateau(let patience, let factor):
      Elementary.power(factor, Float(Self.plateaus(in: validationLosses, patience: patience)))
    }
  }

  /// How often the losses stood still for more than `patience` epochs; a loss counts as better from 1e-4 of the best on.
  ///
  /// Source: PyTorch's `ReduceLROnPlateau` in its default mode.
  private static func plateaus(in losses: [Float], patience: Int) -> Int {
    var best = Float.infinity
    var (waiting, reductions) = (0, 0)
    for loss in losses {
      if loss < best * (1 - 1e-4) {
        best = loss
        waiting = 0
      } else {
        waiting += 1
      }
      if waiting > patience {
        reductions += 1
        waiting = 0
      }
    }
    return reductions
  }
}
