import Tensors

/// Inverted dropout: silences a unit with the knob's probability and scales the others up, so that inference needs
/// nothing.
///
/// The mask is a function of (seed, step, layer, position) and is computed again for the backward pass.
/// Source: Srivastava et al. (2014). Shapes: all blocks `[rows, columns]`.
struct DropoutNode {
  let layer: Int
  let input: Block
  let output: Block
  let outputGradient: Block?
  let inputGradient: Block?
  /// The rectifier before this node is relu, whose derivative is applied here in the same pass.
  let gatesInput: Bool

  func forward(_ pass: Pass) {
    Kernels.dropout(
      input, into: output, rows: pass.rows, firstRow: pass.firstRow, probability: pass.dropout, key: key(pass))
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let inputGradient else { return }
    Kernels.dropout(
      outputGradient, into: inputGradient, rows: pass.rows, firstRow: pass.firstRow, probability: pass.dropout,
      key: key(pass),
      gate: gatesInput ? input : nil)
  }

  private func key(_ pass: Pass) -> RandomKey {
    RandomKey(seed: pass.seed, stream: .dropout, step: UInt64(pass.step), layer: UInt32(layer))
  }
}
