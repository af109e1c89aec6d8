import Tensors

/// Binds the nodes of a graph to memory.
struct NodeBinder {
  let graph: Graph
  let store: ParameterStore
  let memory: PlanMemory
  let isTraining: Bool

  /// What is computed for the node of that number: nothing for the input and for what falls away.
  func nodes(for index: Int) -> [Plan.Node] {
    let node = graph.nodes[index]
    let inputs = node.inputs.map(memory.output)
    guard let input = inputs.first else { return [] }
    let output = memory.output(of: index)
    let gradient = isTraining ? memory.gradient(of: index) : nil
    let sinks = node.inputs.indices.map { sink(index, slot: $0) }
    let below = sinks.first.flatMap { $0?.written }
    let bound: Plan.Node
    switch node.operation {
    case .input:
      return []
    case .dropout where !isTraining:
      return []
    case .sum(let sign):
      return [.sum(SumNode(inputs: inputs, output: output, sign: sign, outputGradient: gradient, sinks: sinks))]
    case .concatenate(let places):
      return [
        .concatenation(
          ConcatenationNode(inputs: inputs, output: output, places: places, outputGradient: gradient, sinks: sinks))
      ]
    case .slice(let first, let places):
      return [
        .slice(
          SliceNode(
            input: input, output: output, first: first, places: places, outputGradient: gradient,
            sink: sinks.first ?? nil))
      ]
    case .dense(let number, let rectifier):
      bound = .dense(dense(index, number, rectifier, input, output, gradient, below))
    case .convolution(let number, let rectifier, let convolution):
      bound = .convolution(bind(convolution, index, number, rectifier, input, output, gradient, below))
    case .gru(let number, let recurrence):
      guard let room = memory.recurrence(of: index) else { return [] }
      bound = .gru(bind(recurrence, index, number, room, input, output, gradient, below))
    case .activation(let function):
      bound = .activation(
        ActivationNode(
          function: function, input: input, output: output, outputGradient: gradient, inputGradient: below))
    case .dropout(let layer):
      bound = .dropout(
        DropoutNode(
          layer: layer, input: input, output: output, outputGradient: gradient, inputGradient: below,
          gatesInput: graph.readerGates(node.inputs[0])))
    case .reverse:
      bound = .reversal(
        ReversalNode(input: input, output: output, outputGradient: gradient, inputGradient: below))
    case .pool(let kind, let windows):
      bound = .pool(
        PoolNode(
          kind: kind, windows: windows, input: input, output: output, winners: memory.winners(of: index),
          outputGradient: gradient, inputGradient: below))
    case .normalize(let number, let rectifier, let places, let isFrozen):
      guard let moments = memory.moments(of: index) else { return [] }
      bound = .normalization(
        normalization(
          index, number, rectifier, places, isFrozen: isFrozen, moments, input, output, gradient, below))
    case .normalizeRows(let number):
      guard let moments = memory.rowMoments(of: index) else { return [] }
      bound = .rowNormalization(rowNormalization(index, number, moments, input, output, gradient, below))
    case .resample(let resampling):
      bound = .resampling(
        ResamplingNode(
          resampling: resampling, input: input, output: output, outputGradient: gradient, inputGradient: below))
    case .blend(let number):
      let share = store.pairs[number].weight
      return [
        .blend(
          BlendNode(
            first: inputs[0], second: inputs[1], output: output, share: store.parameters.block(share),
            gradients: gradient.map { gradient in
              BlendNode.Gradients(
                share: store.isFrozen(number) ? nil : store.gradient.block(share), output: gradient, sinks: sinks,
                addsToWeights: graph.addsToWeights(index))
            }))
      ]
    case .linear:
      guard let map = memory.map(of: index) else { return [] }
      bound = .linear(FixedMapNode(input: input, output: output, weights: map, gradients: nil))
      if let gradient, let below, let transposed = memory.transposedMap(of: index) {
        let gradients = FixedMapNode.Gradients(output: gradient, input: below, transposed: transposed)
        return collected(
          sinks, .linear(FixedMapNode(input: input, output: output, weights: map, gradients: gradients)))
      }
    }
    return collected(sinks, bound)
  }

  /// The node, and before it, so that it comes after it on the way back, the collection of what it spills.
  private func collected(_ sinks: [GradientSink?], _ node: Plan.Node) -> [Plan.Node] {
    guard let sink = sinks.first ?? nil, sink.spill != nil else { return [node] }
    return [.collection(sink), node]
  }

  private func sink(_ node: Int, slot: Int) -> GradientSink? {
    guard isTraining, let block = memory.gradient(of: graph.nodes[node].inputs[slot]) else { return nil }
    return GradientSink(
      block: block, accumulates: graph.accumulates(node: node, slot: slot), spill: memory.spill(of: node, slot: slot))
  }

  private func dense(
    _ index: Int, _ number: Int, _ rectifier: Rectifier, _ input: Block, _ output: Block, _ gradient: Block?,
    _ below: Block?
  ) -> DenseNode {
    let pair = store.pairs[number]
    var dense = DenseNode(
      input: input, output: output, weight: store.parameters.block(pair.weight),
      bias: store.parameters.block(pair.bias), isTransposed: pair.isTransposed, rectifier: rectifier, gradients: nil)
    guard let gradient else { return dense }
    let source = graph.nodes[index].inputs[0]
    dense.gradients = DenseNode.Gradients(
      weight: store.gradient.block(pair.weight), bias: biasGradient(index, pair), output: gradient,
      isGated: rectifier == .none || graph.readerGates(index), addsToWeights: graph.addsToWeights(index),
      input: below.map { block in
        DenseNode.InputGradient(
          block: block, scratch: memory.transpose(of: index),
          rectifier: graph.readerGates(source) ? graph.rectifier(of: source) : .none)
      })
    return dense
  }

  private func bind(
    _ convolution: Convolution, _ index: Int, _ number: Int, _ rectifier: Rectifier, _ input: Block, _ output: Block,
    _ gradient: Block?, _ below: Block?
  ) -> ConvolutionNode {
    let pair = store.pairs[number]
    var node = ConvolutionNode(
      convolution: convolution, input: input, output: output, weight: store.parameters.block(pair.weight),
      bias: store.parameters.block(pair.bias), rectifier: rectifier, isGated: graph.readerGates(index),
      room: ConvolutionNode.Room(
        frame: memory.frame(of: index), panels: memory.panels(of: index), folded: folded(convolution, index, pair),
        residual: graph.nodes[index].inputs.dropFirst().first.map(memory.output), winners: memory.winners(of: index),
        scratch: memory.scratch),
      gradients: nil)
    guard let gradient else { return node }
    node.gradients = ConvolutionNode.Gradients(
      weight: store.gradient.block(pair.weight), bias: biasGradient(index, pair), output: gradient,
      addsToWeights: graph.addsToWeights(index), partials: memory.partials(of: index),
      unitGradient: memory.unitGradient(of: index),
      input: below.flatMap { block in
        memory.turned(of: index).map { ConvolutionNode.InputGradient(block: block, weight: $0) }
      })
    return node
  }

  private func bind(
    _ recurrence: GatedRecurrence, _ index: Int, _ number: Int, _ room: GatedRecurrence.Room, _ input: Block,
    _ output: Block, _ gradient: Block?, _ below: Block?
  ) -> GRUNode {
    func weights(in buffer: Buffer) -> GatedRecurrence.Weights {
      let (own, state) = (store.pairs[number], store.pairs[number + 1])
      return GatedRecurrence.Weights(
        input: buffer.block(own.weight), inputBias: buffer.block(own.bias), state: buffer.block(state.weight),
        stateBias: buffer.block(state.bias))
    }
    return GRUNode(
      recurrence: recurrence, input: input, output: output, weights: weights(in: store.parameters), room: room,
      gradients: gradient.map {
        GRUNode.Gradients(
          weights: weights(in: store.gradient), output: $0, addsToWeights: graph.addsToWeights(index), input: below)
      })
  }

  private func folded(_ convolution: Convolution, _ index: Int, _ pair: ParameterStore.Pair) -> FoldedWeight? {
    guard let room = memory.folded(of: index) else { return nil }
    return FoldedWeight(
      convolution, panels: room.panels, terms: room.terms, weight: store.parameters.block(pair.weight),
      bias: store.parameters.block(pair.bias),
      normalization: graph.nodes[index].normalization.map { number in
        let pair = store.pairs[number]
        return FoldedWeight.Normalization(
          gamma: store.parameters.block(pair.weight), beta: store.parameters.block(pair.bias),
          running: store.running(number))
      }, store: store)
  }

  /// A product without a bias leaves that gradient where nobody reads it.
  private func biasGradient(_ index: Int, _ pair: ParameterStore.Pair) -> Block {
    guard let unused = memory.unusedBias(of: index) else { return store.gradient.block(pair.bias) }
    return unused
  }

  private func normalization(
    _ index: Int, _ number: Int, _ rectifier: Rectifier, _ places: Int, isFrozen: Bool,
    _ moments: BatchNormNode.Moments, _ input: Block, _ output: Block, _ gradient: Block?, _ below: Block?
  ) -> BatchNormNode {
    let pair = store.pairs[number]
    let learns = isTraining && !isFrozen
    var node = BatchNormNode(
      places: places, input: input, output: output, gamma: store.parameters.block(pair.weight),
      beta: store.parameters.block(pair.bias), rectifier: rectifier, isGated: graph.readerGates(index),
      moments: moments, running: store.running(number), next: learns ? store.nextRunning(number) : nil,
      beginsStatistics: !graph.nodes[..<index].contains { $0.operation.parameters == number })
    node.gradients = normalizationGradients(index, pair, learns: learns, gradient, below)
    return node
  }

  private func rowNormalization(
    _ index: Int, _ number: Int, _ moments: Block, _ input: Block, _ output: Block, _ gradient: Block?, _ below: Block?
  ) -> LayerNormNode {
    let pair = store.pairs[number]
    var node = LayerNormNode(
      input: input, output: output, gamma: store.parameters.block(pair.weight), beta: store.parameters.block(pair.bias),
      moments: moments)
    node.gradients = normalizationGradients(index, pair, learns: !pair.isFrozen, gradient, below)
    return node
  }

  private func normalizationGradients(
    _ index: Int, _ pair: ParameterStore.Pair, learns: Bool, _ gradient: Block?, _ below: Block?
  ) -> NormalizationGradients? {
    gradient.map { output in
      NormalizationGradients(
        gamma: learns ? store.gradient.block(pair.weight) : nil, beta: learns ? store.gradient.block(pair.bias) : nil,
        output: output, addsToWeights: graph.addsToWeights(index), input: below)
    }
  }
}
