import Tensors

/// The same affine map of every window, with a rectifier or none, by way of a matrix that holds a window in each row.
///
/// Shapes: input `[rows, height · width · channels]`, weight `[window, units]`, bias `[1, units]`, output
/// `[rows, places · units]`. A few examples are unfolded at a time, so that the matrix of windows stays in the cache.
struct ConvolutionNode {
  let windows: WindowGeometry
  let input: Block
  let output: Block
  let weight: Block
  let bias: Block
  let rectifier: Rectifier
  /// Whether the reader of the output already applies the rectifier's derivative.
  let isGated: Bool
  /// `[examples · places, window]`
  let unfolded: Block
  /// `[examples · places, units]`, for outputs whose channels do not fill whole vectors; nil where they do.
  let packed: Block?
  var gradients: Gradients?

  struct Gradients {
    let weight: Block
    let bias: Block
    /// `[rows, places · units]`
    let output: Block
    /// Another node that uses the same weights has begun their gradient.
    let addsToWeights: Bool
    /// Absent before the first layer that learns.
    let input: InputGradient?
  }

  struct InputGradient {
    /// `[rows, height · width · channels]`
    let block: Block
    /// Room for the transposed weight.
    let scratch: Block
  }

  private var examples: Int { unfolded.rows / windows.places }

  func forward(_ pass: Pass) {
    forEachChunk(pass) { first, count in
      let places = count * windows.places
      Kernels.unfold(input.rows(from: first, count: count), into: unfolded, rows: count, windows: windows)
      let own = output.rows(from: first, count: count)
      let result = packed ?? own.split(into: weight.columns)
      Kernels.multiply(unfolded, by: weight, into: result, rows: places, bias: bias, epilogue: rectifier.epilogue)
      if packed != nil { copy(result, to: own, count: count) }
    }
  }

  /// `∂weight = windowsᵀ · ∂output`, `∂bias = Σ ∂output`, `∂windows = ∂output · weightᵀ`, folded back.
  func backward(_ pass: Pass) {
    guard let gradients else { return }
    if rectifier != .none, !isGated {
      Kernels.gate(gradients.output, by: output, rows: pass.rows, epilogue: rectifier.gate)
    }
    var accumulates = pass.accumulates || gradients.addsToWeights
    forEachChunk(pass) { first, count in
      let places = count * windows.places
      Kernels.unfold(input.rows(from: first, count: count), into: unfolded, rows: count, windows: windows)
      let own = gradients.output.rows(from: first, count: count)
      let outcome = packed ?? own.split(into: weight.columns)
      if packed != nil { copy(own, from: outcome, count: count) }
      Kernels.columnSums(of: outcome, rows: places, into: gradients.bias, accumulate: accumulates)
      Kernels.multiplyTransposedLeft(
        unfolded, outcome, into: gradients.weight, rows: places, accumulate: accumulates)
      accumulates = true
      if let below = gradients.input {
        Kernels.multiply(outcome, byTransposed: weight, into: unfolded, rows: places, scratch: below.scratch)
        Kernels.fold(unfolded, into: below.block.rows(from: first, count: count), rows: count, windows: windows)
      }
    }
  }

  private func forEachChunk(_ pass: Pass, _ body: (_ first: Int, _ count: Int) -> Void) {
    var first = 0
    while first < pass.rows {
      let count = min(examples, pass.rows - first)
      body(first, count)
      first += count
    }
  }

  /// From one row a place to one row an example.
  private func copy(_ packed: Block, to own: Block, count: Int) {
    for example in 0..<count {
      let from = packed.rows(from: example * windows.places, count: windows.places)
      Kernels.join(from, into: own.rows(from: example, count: 1))
    }
  }

  /// From one row an example to one row a place.
  private func copy(_ own: Block, from packed: Block, count: Int) {
    for example in 0..<count {
      let to = packed.rows(from: example * windows.places, count: windows.places)
      Kernels.part(own.rows(from: example, count: 1), into: to)
    }
  }
}
