import CKernels

/// The gradient of a convolution's input, as convolutions of the output's gradient with turned weights: one for each
/// place that a value can have between the windows' steps, so that a stride multiplies nothing by zero.
struct InputGradientPhases {
  struct Phase {
    let product: SlidingProduct
    /// Where the first window begins in the framed gradient, and the first result in the image.
    let from: Int
    let to: Int
    /// Where the phase's weights begin, and the rows of one group's.
    let weight: Int
    let depth: Int
    /// The window's lines and columns of the phase, in turned order.
    let taps: (y: [Int], x: [Int])
  }

  let phases: [Phase]
  /// Height and width of the output's gradient in a frame of zeros, and where it lies in it.
  let framed: (height: Int, width: Int)
  let margin: (above: Int, before: Int)
  /// Floats of all turned weights.
  let weightCount: Int

  init(_ windows: WindowGeometry, units: Int, groups: Int) {
    let w = windows.code
    let vertical = Axis(
      Int(w.height), out: Int(w.out_height), kernel: Int(w.kernel_height), stride: Int(w.stride_y),
      padding: Int(w.padding_y))
    let horizontal = Axis(
      Int(w.width), out: Int(w.out_width), kernel: Int(w.kernel_width), stride: Int(w.stride_x),
      padding: Int(w.padding_x))
    framed = (vertical.framed, horizontal.framed)
    margin = (vertical.margin, horizontal.margin)
    let (channels, line) = (Int(w.channels), horizontal.framed * units)
    let panels = (channels / groups + 31) / 32
    var phases: [Phase] = []
    var weight = 0
    for y in vertical.phases {
      for x in horizontal.phases {
        var segments: [Int] = []
        for tap in y.taps.indices {
          if groups == 1 {
            if !x.taps.isEmpty { segments.append(tap * line) }
          } else {
            for across in x.taps.indices { segments.append(tap * line + across * units) }
          }
        }
        let length = groups == 1 ? x.taps.count * units : units / groups
        var code = ck_sliding()
        code.lines = Int32(y.count)
        code.places = Int32(x.count)
        code.units = Int32(channels / groups)
        code.line_step = line
        code.place_step = units
        code.segment_length = Int32(length)
        code.weight_stride = 32
        code.panel_step = segments.count * length * 32
        code.out_line_step = Int(w.stride_y) * Int(w.width) * channels
        code.out_place_step = Int(w.stride_x) * channels
        code.epilogue = CK_PLAIN
        phases.append(
          Phase(
            product: SlidingProduct(code, segments: segments), from: y.from * line + x.from * units,
            to: (y.first * Int(w.width) + x.first) * channels, weight: weight, depth: segments.count * length,
            taps: (y.taps, x.taps)))
        weight += groups * panels * 32 * segments.count * length
      }
    }
    self.phases = phases
    weightCount = weight
  }
}

/// One direction: which places of the input belong together, and what of the window reaches them.
private struct Axis {
  struct Phase {
    /// The first place, and how many there are at steps of the stride.
    let first: Int
    let count: Int
    /// Where the first window begins in the frame.
    let from: Int
    /// The window's places that reach them, from the last to the first.
    let taps: [Int]
  }

  let phases: [Phase]
  let framed: Int
  let margin: Int

  init(_ size: Int, out: Int, kernel: Int, stride: Int, padding: Int) {
    let margin = (kernel + stride - 1) / stride - 1
    var framed = margin + out
    var phases: [Phase] = []
    for first in 0..<min(stride, size) {
      // Place p of the padded input meets place t of the window at output (p − t) / stride.
      let (quotient, remainder) = (first + padding).quotientAndRemainder(dividingBy: stride)
      let taps = Array(Swift.stride(from: remainder, to: kernel, by: stride).reversed())
      let count = (size - first + stride - 1) / stride
      phases.append(Phase(first: first, count: count, from: quotient - max(taps.count - 1, 0) + margin, taps: taps))
      framed = max(framed, quotient + count + margin)
    }
    self.phases = phases
    self.framed = framed
    self.margin = margin
  }
}
