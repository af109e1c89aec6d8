import Tensors

/// An exponential moving average of a network's weights, which is judged and kept in their place while they learn on.
///
/// The first step is copied; after each further one `a ← a + (1 − decay)(w − a)`. Running statistics of normalizations are
/// those of the network itself. Source: PyTorch's `AveragedModel` with `get_ema_multi_avg_fn`.
final class AveragedWeights {
  let store: ParameterStore
  let inference: Inference

  /// Begins with the weights as they are in `source`.
  init(_ architecture: Architecture, of source: ParameterStore) {
    store = ParameterStore(architecture, optimizer: nil)
    inference = Inference(architecture, store)
    Kernels.copy(source.parameters.whole, into: store.parameters.whole)
    takeStatistics(of: source)
  }

  /// Follows the weights after a step.
  func follow(_ source: ParameterStore, decay: Float) {
    // What is frozen lies behind what has a gradient.
    Kernels.approach(store.parameters, source.parameters, share: 1 - decay, count: source.gradient.count)
    takeStatistics(of: source)
  }

  func takeStatistics(of source: ParameterStore) {
    Kernels.copy(source.statistics.whole, into: store.statistics.whole)
    store.noteChange()
  }
}

extension Network {
  /// The weights that are judged and kept: their average where one is made.
  var judgedStore: ParameterStore { averaged?.store ?? store }

  /// How ``judgedStore`` predicts.
  var inference: Inference { averaged?.inference ?? ownInference }

  /// Takes a completed step into the average; a decay of 0 ends it. Allocates in the first step with one.
  func followAverage(_ hyperparameters: Hyperparameters) {
    guard hyperparameters.averaging > 0 else {
      averaged = nil
      return
    }
    if let averaged {
      averaged.follow(store, decay: hyperparameters.averaging)
    } else {
      averaged = AveragedWeights(architecture, of: store)
    }
  }

  /// Goes on with the average of a checkpoint, as laid out there; nil for none.
  func restoreAverage(_ parameters: [Float]?) {
    guard let parameters else {
      averaged = nil
      return
    }
    let average = averaged ?? AveragedWeights(architecture, of: store)
    average.store.load(parameters, into: average.store.parameters)
    average.takeStatistics(of: store)
    averaged = average
  }
}
