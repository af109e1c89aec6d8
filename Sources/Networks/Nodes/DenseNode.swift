import Tensors

/// An affine map with a rectifier or none, `output = rectifier(input · weight + bias)`.
///
/// Shapes: input `[rows, inputs]`, weight `[inputs, units]`, bias `[1, units]`, output `[rows, units]`. A layer of few
/// units keeps its weight transposed, `[units, inputs]`, so that no lane is spent on padding.
struct DenseNode {
  let input: Block
  let output: Block
  let weight: Block
  let bias: Block
  let isTransposed: Bool
  let rectifier: Rectifier
  var gradients: Gradients?

  struct Gradients {
    let weight: Block
    let bias: Block
    /// `[rows, units]`
    let output: Block
    /// Whether the reader of the output already applied the rectifier's derivative.
    let isGated: Bool
    /// Another node that uses the same weights has begun their gradient.
    let addsToWeights: Bool
    /// Absent before the first layer.
    let input: InputGradient?
  }

  struct InputGradient {
    /// `[rows, inputs]`
    let block: Block
    /// Room for the transposed weight.
    let scratch: Block?
    /// The derivative of the rectifier before this layer, which is applied here in the same pass.
    let rectifier: Rectifier
  }

  /// Up to so many units are kept transposed.
  static let transposedUnits = 4

  func forward(_ pass: Pass) {
    if isTransposed {
      Kernels.multiplyTransposedRight(
        input, weight, into: output, rows: pass.rows, bias: bias, epilogue: rectifier.epilogue)
    } else {
      Kernels.multiply(input, by: weight, into: output, rows: pass.rows, bias: bias, epilogue: rectifier.epilogue)
    }
  }

  /// `∂weight = inputᵀ · ∂output`, `∂bias = Σ ∂output`, `∂input = ∂output · weightᵀ`.
  func backward(_ pass: Pass) {
    guard let gradients else { return }
    let rows = pass.rows
    if !gradients.isGated {
      Kernels.gate(gradients.output, by: output, rows: rows, epilogue: rectifier.gate)
    }
    let accumulates = pass.accumulates || gradients.addsToWeights
    Kernels.columnSums(of: gradients.output, rows: rows, into: gradients.bias, accumulate: accumulates)
    if isTransposed {
      Kernels.multiplyTransposedLeft(
        gradients.output, input, into: gradients.weight, rows: rows, accumulate: accumulates)
    } else {
      Kernels.multiplyTransposedLeft(
        input, gradients.output, into: gradients.weight, rows: rows, accumulate: accumulates)
    }
    guard let below = gradients.input else { return }
    if let scratch = below.scratch {
      Kernels.multiply(
        gradients.output, byTransposed: weight, into: below.block, rows: rows, scratch: scratch,
        epilogue: below.rectifier.gate, gate: input)
    } else {
      Kernels.multiply(
        gradients.output, by: weight, into: below.block, rows: rows, epilogue: below.rectifier.gate, gate: input)
    }
  }
}
