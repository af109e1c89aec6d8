import Tensors

/// A layer of gated recurrent units over a signal.
///
/// Shapes: input `[rows, times · channels]`, output `[rows, units]`, or `[rows, times · units]` where all states come out.
struct GRUNode {
  let recurrence: GatedRecurrence
  let input: Block
  let output: Block
  let weights: GatedRecurrence.Weights
  let room: GatedRecurrence.Room
  var gradients: Gradients?

  struct Gradients {
    let weights: GatedRecurrence.Weights
    /// Like the output.
    let output: Block
    /// Another node that uses the same weights has begun their gradient.
    let addsToWeights: Bool
    /// Like the input; absent before the first layer that learns.
    let input: Block?
  }

  func forward(_ pass: Pass) {
    recurrence.forward(input, weights: weights, into: output, room: room, rows: pass.rows)
  }

  func backward(_ pass: Pass) {
    guard let gradients else { return }
    recurrence.backward(
      outputGradient: gradients.output, into: gradients.weights, signalGradient: gradients.input, room: room,
      rows: pass.rows, accumulate: pass.accumulates || gradients.addsToWeights)
  }
}
