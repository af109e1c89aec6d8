import Tensors

/// Everything that training continues from, as a value.
package struct NetworkCheckpoint: Sendable, Equatable {
  package let architecture: Architecture
  package let optimizer: Optimizer
  package let seed: UInt64
  /// Layer after layer, weight `[inputs, units]` row-major, then bias `[units]` if it has one.
  package var parameters: [Float]
  /// One array like `parameters` for each moment of the optimizer, without those of frozen layers.
  package var moments: [[Float]]
  /// Normalization after normalization, running means `[channels]`, then variances `[channels]`.
  package var statistics: [Float] = []
  /// The weights' moving average, laid out like `parameters`; nil where none is made.
  package var average: [Float]?
  /// How often each layer was moved; nil where all were in every step.
  package var groupSteps: [Int]?
  package var step: Int
  package var epoch: Int
  /// Examples of this epoch's permutation that were already used.
  package var cursor: Int
}

extension Network {
  package func checkpoint() -> NetworkCheckpoint {
    NetworkCheckpoint(
      architecture: architecture, optimizer: optimizer, seed: seed, parameters: store.flat(store.parameters),
      moments: store.moments.map(store.flat), statistics: store.flatStatistics,
      average: averaged.map { $0.store.flat($0.store.parameters) }, groupSteps: groupSteps, step: step, epoch: epoch,
      cursor: cursor
    )
  }

  /// Continues from `checkpoint`, which must be of the same architecture, optimizer and seed.
  package func restore(_ checkpoint: NetworkCheckpoint) {
    precondition(
      checkpoint.architecture == architecture && checkpoint.optimizer == optimizer && checkpoint.seed == seed,
      "a checkpoint of another network: \(checkpoint.architecture.summary), here \(architecture.summary)")
    precondition(
      checkpoint.moments.count == store.moments.count, "a checkpoint with \(checkpoint.moments.count) moments")
    store.load(checkpoint.parameters, into: store.parameters)
    store.loadStatistics(checkpoint.statistics)
    for (values, buffer) in zip(checkpoint.moments, store.moments) { store.load(values, into: buffer) }
    restoreAverage(checkpoint.average)
    groupSteps = checkpoint.groupSteps
    step = checkpoint.step
    epoch = checkpoint.epoch
    cursor = checkpoint.cursor
  }

  /// Continues from `checkpoint`; from one of another architecture or optimizer it takes what weights fit.
  package func takeUp(_ checkpoint: NetworkCheckpoint) {
    if checkpoint.architecture == architecture, checkpoint.optimizer == optimizer {
      restore(checkpoint)
    } else {
      transplant(from: checkpoint)
    }
  }

  /// Takes over what fits of another architecture's weights; the rest keeps its fresh values. Returns how many fit.
  ///
  /// In two chains layers correspond by position, those without normalization where the two are normalized differently; in
  /// two graphs all weights do if the nodes are of the same kinds and read each other in the same way. A layer that sees the
  /// network's input does not fit if there are other inputs, since its columns mean something else; otherwise the common
  /// inputs and units are taken, with zero weights from units that are new here, so that they do not disturb what was
  /// learned. Moments, step and place in the data stay as they are; an average begins anew.
  @discardableResult
  package func transplant(from checkpoint: NetworkCheckpoint) -> Int {
    guard checkpoint.architecture.corresponds(to: architecture) else { return 0 }
    var (values, statistics) = (store.flat(store.parameters), store.flatStatistics)
    var taken = 0
    for (old, new) in zip(
      checkpoint.architecture.slots(besides: architecture), architecture.slots(besides: checkpoint.architecture))
    {
      let seesInput = old.readsInput || new.readsInput
      guard old.pair.kind == new.pair.kind, old.pair.places == new.pair.places, old.pair.hasBias == new.pair.hasBias,
        !seesInput || old.pair.inputs == new.pair.inputs
      else { continue }
      let (units, inputs) = (min(old.pair.units, new.pair.units), min(old.pair.inputs, new.pair.inputs))
      let columns = new.pair.columns(in: old.pair)
      for input in 0..<new.pair.inputs {
        for (unit, before) in columns {
          values[new.parameters + input * new.pair.units + unit] =
            input < inputs ? checkpoint.parameters[old.parameters + input * old.pair.units + before] : 0
        }
      }
      for (unit, before) in new.pair.hasBias ? columns : [] {
        values[new.parameters + new.pair.inputs * new.pair.units + unit] =
          checkpoint.parameters[old.parameters + old.pair.inputs * old.pair.units + before]
      }
      for unit in 0..<(new.pair.kind == .normalization ? units : 0) {
        statistics[new.statistics + unit] = checkpoint.statistics[old.statistics + unit]
        statistics[new.statistics + new.pair.units + unit] =
          checkpoint.statistics[old.statistics + old.pair.units + unit]
      }
      taken += (inputs + (new.pair.hasBias ? 1 : 0)) * units
    }
    store.load(values, into: store.parameters)
    store.loadStatistics(statistics)
    (averaged, groupSteps) = (nil, nil)
    return taken
  }
}

extension Architecture.Parameters {
  /// The columns that another layer of the kind has as well, gate by gate, and where they stand there.
  fileprivate func columns(in other: Self) -> [(here: Int, there: Int)] {
    let gates = kind == .gates ? 3 : 1
    let (own, others) = (units / gates, other.units / gates)
    return (0..<gates).flatMap { gate in
      (0..<min(own, others)).map { (gate * own + $0, gate * others + $0) }
    }
  }
}

extension Architecture {
  /// Whether weights of the two correspond by their position.
  fileprivate func corresponds(to other: Architecture) -> Bool {
    if isChain && other.isChain { return true }
    guard nodes.count == other.nodes.count else { return false }
    return zip(nodes, other.nodes).allSatisfy {
      $0.inputs == $1.inputs && $0.weightsOf == $1.weightsOf && $0.layer.kind == $1.layer.kind
    }
  }

  /// One pair of weights, where it begins among all parameters and among all running statistics, and whether it reads the
  /// network's input.
  fileprivate struct Slot {
    let pair: Parameters
    let parameters: Int
    let statistics: Int
    let readsInput: Bool
  }

  /// Pairs of weights in order; without normalizations where the other network has others, so that the rest lies side by side.
  fileprivate func slots(besides other: Architecture) -> [Slot] {
    var (place, statistics) = (0, 0)
    let all = zip(parameters, inputReaders).map { pair, readsInput in
      defer { (place, statistics) = (place + pair.count, statistics + pair.statisticsCount) }
      return Slot(pair: pair, parameters: place, statistics: statistics, readsInput: readsInput)
    }
    guard parameters.map(\.kind) != other.parameters.map(\.kind) else { return all }
    return all.filter { ![.normalization, .rowNormalization].contains($0.pair.kind) }
  }

  /// For each pair of weights whether a node that uses it reads the network's input with no weights between.
  fileprivate var inputReaders: [Bool] {
    let learning = learning
    var readers = [Bool](repeating: false, count: parameters.count)
    for (node, index) in zip(nodes, parameterIndices.dropFirst()) {
      guard let index else { continue }
      if node.inputs.contains(where: { !learning[$0] }) { readers[index] = true }
    }
    return readers
  }
}

extension LayerSpec {
  /// The layer without its numbers.
  fileprivate var kind: String {
    let words = String(describing: self)
    return String(words.prefix { $0 != "(" })
  }
}
