import Networks
import Telemetry

extension RecipeRule {
  static let gru = RecipeRule(
    explanation: { Words.recipeGru },
    contents: [.series],
    architecture: { $0.recurrent(for: $1) },
    knobs: Set.layered.union([.dropout, .units, .inputs]),
    adjust: { settings in
      settings.units = [32]
      settings.live.learningRate = 3e-3
      settings.live.clipNorm = 1
    },
    online: .network(knobs: [.memory, .dropout, .units]))
}

extension Settings {
  /// A layer of recurrent units for each of ``units`` over the target's past, each on the states of the one before; the last
  /// state and what else a window holds go into one dense layer.
  fileprivate func recurrent(for request: NetworkRequest) -> Architecture {
    let (inputs, past) = (request.inputs, max(request.past, 1))
    var graph = GraphBuilder(inputs: inputs)
    let series = past == inputs ? graph.input : graph.add(.slice(first: 0, count: past), graph.input)
    var state = graph.add(.reshape(Shape(width: past, channels: 1)), series)
    for (number, count) in units.enumerated() {
      state = graph.add(.gru(units: count, returnsSequence: number < units.count - 1), state)
    }
    state = graph.add(.dropout, graph.add(.reshape(Shape(channels: units.last ?? past)), state))
    if past < inputs {
      state = graph.add(.concatenate, state, graph.add(.slice(first: past, count: inputs - past), graph.input))
    }
    graph.add(.dense(units: request.outputs), state)
    let widths = KnobValue.list(units).display
    return graph.architecture(
      loss: loss, initializer: .glorot,
      name: Words.summaryGru(past: "\(past)", widths: widths, outputs: "\(request.outputs)"))
  }
}
