import Tensors

/// The same affine map of every window, with a rectifier or none, and the largest of each block of places where pooling
/// follows.
///
/// Shapes: input `[rows, height · width · channels]`, weight `[window, units]`, bias `[1, units]`, output
/// `[rows, places · units]`, with the places that pooling leaves.
struct ConvolutionNode {
  let convolution: Convolution
  let input: Block
  let output: Block
  let weight: Block
  let bias: Block
  let rectifier: Rectifier
  /// Whether the reader of the output already applies the rectifier's derivative.
  let isGated: Bool
  let room: Room
  var gradients: Gradients?

  /// What is kept besides input and output; absent where it is not needed.
  struct Room {
    /// The images in frames of zeros.
    let frame: Block?
    /// The weight in panels, for training.
    let panels: Block?
    /// What inference reads instead of weight and bias.
    let folded: FoldedWeight?
    /// Added to the result before the rectifier, for inference.
    let residual: Block?
    /// Which place of each block was the largest, for the way back.
    let winners: Block?
    let scratch: SlotScratch
  }

  struct Gradients {
    let weight: Block
    let bias: Block
    /// `[rows, places · units]`
    let output: Block
    /// Another node that uses the same weights has begun their gradient.
    let addsToWeights: Bool
    /// Gradients of the shards of a batch.
    let partials: Block?
    /// The gradient with a row for each unit, where it is summed so.
    let unitGradient: Block?
    /// Absent before the first layer that learns.
    let input: InputGradient?
  }

  struct InputGradient {
    /// `[rows, height · width · channels]`
    let block: Block
    /// Room for the weight in the form that is read on the way back.
    let weight: Block
  }

  func forward(_ pass: Pass) {
    room.folded?.refresh()
    if let panels = room.panels { convolution.pack(weight, scale: nil, into: panels) }
    let (panels, bias) = (room.folded?.panels ?? room.panels, room.folded?.bias ?? bias)
    if convolution.isPooled {
      convolution.forwardPooled(
        input, frame: room.frame, weight: weight, panels: panels, bias: bias, epilogue: rectifier.epilogue,
        into: output, winners: room.winners, rows: pass.rows, scratch: room.scratch)
    } else {
      convolution.forward(
        input, frame: room.frame, weight: weight, panels: panels, bias: bias, residual: room.residual,
        epilogue: rectifier.epilogue, into: output, rows: pass.rows)
    }
  }

  func backward(_ pass: Pass) {
    guard let gradients else { return }
    if rectifier != .none, !isGated {
      Kernels.gate(gradients.output, by: output, rows: pass.rows, epilogue: rectifier.gate)
    }
    let accumulates = pass.accumulates || gradients.addsToWeights
    let images = room.frame ?? input
    guard let winners = room.winners else {
      convolution.weightGradient(
        images: images, outputGradient: gradients.output, into: gradients.weight, bias: gradients.bias,
        partials: gradients.partials, rows: pass.rows, accumulate: accumulates)
      guard let below = gradients.input else { return }
      convolution.turn(weight, into: below.weight)
      convolution.inputGradient(
        of: gradients.output, turned: below.weight, into: below.block, rows: pass.rows, scratch: room.scratch)
      return
    }
    convolution.pooledWeightGradient(
      images: images, outputGradient: gradients.output, winners: winners, into: gradients.weight,
      bias: gradients.bias, unitGradient: gradients.unitGradient, partials: gradients.partials, rows: pass.rows,
      accumulate: accumulates, scratch: room.scratch)
    guard let below = gradients.input else { return }
    convolution.pooledInputGradient(
      of: gradients.output, winners: winners, weight: weight, unitWeight: below.weight, into: below.block,
      rows: pass.rows, scratch: room.scratch)
  }
}
