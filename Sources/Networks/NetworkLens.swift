import Tensors

/// Looks into a network without touching it: the weights of its first layer, and what comes out of a layer for one
/// example. It reads the weights that the network is judged by and keeps memory for a single example.
package final class NetworkLens {
  /// A layer that can be looked at.
  package struct Layer: Hashable, Sendable {
    /// As `Conv 32 3×3 relu`.
    package let name: String
    /// Of what comes out of it.
    package let shape: Shape
    /// The number of the node whose values these are.
    let node: Int
  }

  /// Layers before the last, in order; of a graph those that read all nodes before them.
  package let layers: [Layer]
  private let network: Network
  private var plan: (layer: Int, store: ParameterStore, plan: Plan)?

  package init(_ network: Network) {
    self.network = network
    layers = network.architecture.visibleLayers
  }

  /// What comes out of layer number `index` of ``layers`` for one example, in inference mode: `[height, width, channels]`.
  package func values(of input: [Float], at index: Int) -> [Float] {
    let architecture = network.architecture
    precondition(layers.indices.contains(index), "layer \(index) of \(layers.count)")
    precondition(input.count == architecture.inputs, "\(input.count) values for \(architecture.inputs) inputs")
    let plan = plan(of: index)
    plan.input.load(Matrix(rows: 1, columns: input.count, values: input), first: 0, count: 1)
    plan.forward(Pass(rows: 1, firstRow: 0, seed: network.seed, step: network.step, dropout: 0))
    var values: [Float] = []
    plan.output.append(rows: 1, to: &values)
    return values
  }

  /// The network up to that layer, on the weights that it is judged by.
  private func plan(of index: Int) -> Plan {
    let store = network.judgedStore
    if let plan, plan.layer == index, plan.store === store { return plan.plan }
    var part = network.architecture
    part.nodes.removeLast(part.nodes.count - layers[index].node)
    // A softmax at its end would otherwise be left to the loss.
    part.loss = .mse
    let made = Plan(Graph(part, isTraining: false), store: store, capacity: 1, isTraining: false)
    plan = (index, store, made)
    return made
  }

  /// The weights of the first layer, and what each of its units sees.
  package struct Filters: Hashable, Sendable {
    /// As `Conv 64 3×3`.
    package let name: String
    /// Of one filter; for a dense layer the columns that it reads.
    package let window: Shape
    /// `[filters, height, width, channels]`
    package let weights: [Float]
  }

  /// The weights of the layer that reads the network's input, at most `limit` of its units; nil where several do, or none
  /// that has weights.
  package func filters(limit: Int) -> Filters? {
    let architecture = network.architecture
    let shapes = architecture.shapes
    // A reshape passes the input on.
    var source = 0
    for (index, node) in architecture.nodes.enumerated() where node.inputs == [source] {
      switch node.layer {
      case .reshape:
        source = index + 1
      case .dense, .convolution:
        guard let number = architecture.parameterIndices[index + 1] else { return nil }
        var window = shapes[source]
        if case .convolution(_, let sliding) = node.layer {
          let places = sliding.kernel.height * sliding.kernel.width
          window = Shape(
            height: sliding.kernel.height, width: sliding.kernel.width,
            channels: network.store.pairs[number].inputs / places)
        }
        return Filters(name: node.layer.words, window: window, weights: weights(number, limit: limit))
      case .groupedConvolution, .gru, .activation, .dropout, .pool, .batchNorm, .layerNorm, .adaptiveAverage, .upsample,
        .blend,
        .add, .subtract, .concatenate, .slice, .reverse, .movingAverage, .interpolate:
        return nil
      }
    }
    return nil
  }

  /// Unit after unit.
  private func weights(_ number: Int, limit: Int) -> [Float] {
    let pair = network.store.pairs[number]
    let block = network.judgedStore.parameters.block(pair.weight)
    var values: [Float] = []
    for unit in 0..<min(pair.units, limit) {
      for input in 0..<pair.inputs { values.append(pair.isTransposed ? block[unit, input] : block[input, unit]) }
    }
    return values
  }
}

extension Architecture {
  /// The layers that a lens can show.
  fileprivate var visibleLayers: [NetworkLens.Layer] {
    let shapes = shapes
    var layers: [NetworkLens.Layer] = []
    for (index, node) in nodes.enumerated().dropLast() {
      let number = index + 1
      switch node.layer {
      case .dropout, .reshape:
        continue
      case .activation(let activation):
        // It belongs to the layer that it bends.
        guard node.inputs == [index], let before = layers.last, before.node == index else { continue }
        layers[layers.count - 1] = NetworkLens.Layer(
          name: activation == .linear ? before.name : "\(before.name) \(activation.rawValue)", shape: shapes[number],
          node: number)
      case .dense, .convolution, .groupedConvolution, .gru, .pool, .batchNorm, .layerNorm, .adaptiveAverage, .upsample,
        .blend,
        .add, .subtract, .concatenate, .slice, .reverse, .movingAverage, .interpolate:
        layers.append(NetworkLens.Layer(name: node.layer.words, shape: shapes[number], node: number))
      }
    }
    return layers.filter { readsAll(before: $0.node) && $0.node < nodes.count }
  }

  /// Whether every node up to that one is needed for it, so that the network may end there.
  private func readsAll(before number: Int) -> Bool {
    var isNeeded = [Bool](repeating: false, count: number + 1)
    isNeeded[number] = true
    for node in (1...number).reversed() where isNeeded[node] {
      for input in nodes[node - 1].inputs { isNeeded[input] = true }
    }
    return isNeeded.allSatisfy { $0 }
  }
}
