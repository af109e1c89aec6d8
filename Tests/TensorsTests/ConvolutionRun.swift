import Tensors

/// Runs a convolution on memory of its own.
final class ConvolutionRun {
  private let reference: ReferenceConvolution
  private let convolution: Convolution
  private let scratch = SlotScratch()
  private var buffers: [Buffer] = []

  private lazy var images = block(reference.images)
  private lazy var weight = block(reference.weight)
  private lazy var bias = block(reference.bias)
  private lazy var outputGradient = block(reference.outputGradient)
  private lazy var output = block(rows: rows, columns: convolution.outputCount)
  private lazy var frame = room(convolution.frameCount, rows: rows)
  private lazy var panels = room(convolution.panelCount)
  private lazy var winners = room(convolution.isPooled ? convolution.winnerCount : 0, rows: rows)
  private var rows: Int { reference.images.rows }

  init(_ reference: ReferenceConvolution) {
    self.reference = reference
    let form = reference.form
    convolution = Convolution(form.windows, units: form.units, groups: form.groups, pooling: form.pooling)
    scratch.require(max(convolution.pooledScratch, convolution.inputGradientScratch))
  }

  func forward(residual: Matrix? = nil, _ epilogue: Epilogue = .plain) -> [Float] {
    if let panels { convolution.pack(weight, scale: nil, into: panels) }
    if convolution.isPooled {
      convolution.forwardPooled(
        images, frame: frame, weight: weight, panels: panels, bias: bias, epilogue: epilogue, into: output,
        winners: winners, rows: rows, scratch: scratch)
    } else {
      convolution.forward(
        images, frame: frame, weight: weight, panels: panels, bias: bias, residual: residual.map(block),
        epilogue: epilogue, into: output, rows: rows)
    }
    return values(output)
  }

  /// Those of the weight and the bias twice, added up.
  func gradients() -> (weight: [Float], bias: [Float], images: [Float]) {
    let (own, ownBias) = (block(rows: weight.rows, columns: weight.columns), block(rows: 1, columns: bias.columns))
    let below = block(rows: rows, columns: images.columns)
    let partials = room(convolution.partialCount)
    for accumulates in [false, true] {
      if let winners {
        convolution.pooledWeightGradient(
          images: frame ?? images, outputGradient: outputGradient, winners: winners, into: own, bias: ownBias,
          unitGradient: room(convolution.sumsByUnits ? convolution.unitWeightCount : 0), partials: partials,
          rows: rows, accumulate: accumulates, scratch: scratch)
      } else {
        convolution.weightGradient(
          images: frame ?? images, outputGradient: outputGradient, into: own, bias: ownBias, partials: partials,
          rows: rows, accumulate: accumulates)
      }
    }
    if let winners {
      convolution.pooledInputGradient(
        of: outputGradient, winners: winners, weight: weight,
        unitWeight: block(rows: 1, columns: convolution.unitWeightCount), into: below, rows: rows, scratch: scratch)
    } else {
      let turned = block(rows: 1, columns: convolution.turnedCount)
      convolution.turn(weight, into: turned)
      convolution.inputGradient(of: outputGradient, turned: turned, into: below, rows: rows, scratch: scratch)
    }
    return (values(own), values(ownBias), values(below))
  }

  private func values(_ block: Block) -> [Float] {
    var all: [Float] = []
    block.append(rows: block.rows, to: &all)
    return all
  }

  private func room(_ count: Int, rows: Int = 1) -> Block? { count > 0 ? block(rows: rows, columns: count) : nil }

  private func block(_ matrix: Matrix) -> Block {
    let own = block(rows: matrix.rows, columns: matrix.columns)
    own.load(matrix, first: 0, count: matrix.rows)
    return own
  }

  private func block(rows: Int, columns: Int) -> Block {
    var layout = BufferLayout()
    let place = layout.reserve(rows: rows, columns: columns)
    let buffer = Buffer(layout)
    buffers.append(buffer)
    return buffer.block(place)
  }
}

extension ReferenceConvolution {
  init(_ form: Case, rows: Int) {
    let depth = form.kernel * form.kernel * form.channels / form.groups
    let places = form.out.height / form.pooling.height * (form.out.width / form.pooling.width)
    func matrix(_ rows: Int, _ columns: Int, _ phase: Float) -> Matrix {
      Matrix(rows: rows, columns: columns, values: wave(rows * columns, phase: phase))
    }
    self.form = form
    images = matrix(rows, form.height * form.width * form.channels, 0.3)
    weight = matrix(depth, form.units, 1.1)
    bias = matrix(1, form.units, 0.7)
    outputGradient = matrix(rows, places * form.units, 1.9)
  }

  /// The largest value of each block, and the gradient of all values if only those have one.
  func pooled() -> (values: [Double], gradient: [[Double]]) {
    let all = forward()
    let (lines, places) = (form.out.height / form.pooling.height, form.out.width / form.pooling.width)
    var (values, gradient) = ([Double](), all.map { [Double](repeating: 0, count: $0.count) })
    for image in all.indices {
      for block in 0..<lines * places {
        for unit in 0..<form.units {
          let cells = (0..<form.pooling.height * form.pooling.width).map { cell in
            let line = block / places * form.pooling.height + cell / form.pooling.width
            let place = block % places * form.pooling.width + cell % form.pooling.width
            return (line * form.out.width + place) * form.units + unit
          }
          let best = cells.max { all[image][$0] < all[image][$1] } ?? 0
          values.append(all[image][best])
          gradient[image][best] = Double(outputGradient[image, block * form.units + unit])
        }
      }
    }
    return (values, gradient)
  }
}

extension Matrix {
  var inRows: [[Double]] { (0..<rows).map { row($0).map(Double.init) } }
}

/// Values that repeat nowhere.
func wave(_ count: Int, phase: Float) -> [Float] {
  var state = UInt64(phase * 1000) &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
  }
}

/// The largest difference, as a part of the largest magnitude.
func relativeError(_ found: [Float], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let scale = expected.reduce(1e-9) { max($0, abs($1)) }
  return zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) } / scale
}
