import Tensors
import Testing

/// A convolution computed value by value in double precision, from its definition.
struct ReferenceConvolution {
  struct Case: CustomStringConvertible, Sendable {
    var height = 9
    var width = 8
    var channels = 3
    var units = 5
    var kernel = 3
    var stride = 1
    var padding = 1
    var groups = 1
    var pooling = (height: 1, width: 1)

    var out: (height: Int, width: Int) {
      ((height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1)
    }
    var windows: WindowGeometry {
      WindowGeometry(
        height: height, width: width, channels: channels, outHeight: out.height, outWidth: out.width,
        kernel: (kernel, kernel), stride: (stride, stride), padding: (padding, padding))
    }
    var description: String {
      "\(height)×\(width)×\(channels) → \(units), kernel \(kernel), stride \(stride), padding \(padding), "
        + "\(groups) groups, pooled \(pooling)"
    }
  }

  let form: Case
  let images, weight, bias, outputGradient: Matrix

  /// Every product of a value and a weight: place of the result, place of the value, place of the weight.
  func forEachProduct(_ body: (_ image: Int, _ output: Int, _ input: Int, _ row: Int, _ unit: Int) -> Void) {
    let (channels, units) = (form.channels / form.groups, form.units / form.groups)
    for image in 0..<images.rows {
      for y in 0..<form.out.height {
        for x in 0..<form.out.width {
          for unit in 0..<form.units {
            for i in 0..<form.kernel {
              for j in 0..<form.kernel {
                let (line, place) = (y * form.stride - form.padding + i, x * form.stride - form.padding + j)
                guard 0..<form.height ~= line, 0..<form.width ~= place else { continue }
                for channel in 0..<channels {
                  body(
                    image, (y * form.out.width + x) * form.units + unit,
                    (line * form.width + place) * form.channels + unit / units * channels + channel,
                    (i * form.kernel + j) * channels + channel, unit)
                }
              }
            }
          }
        }
      }
    }
  }

  func forward() -> [[Double]] {
    let count = form.out.height * form.out.width * form.units
    var all = (0..<images.rows).map { _ in (0..<count).map { Double(bias[0, $0 % form.units]) } }
    forEachProduct { image, output, input, row, unit in
      all[image][output] += Double(images[image, input]) * Double(weight[row, unit])
    }
    return all
  }

  /// `gradient` for every place of every image.
  func gradients(_ gradient: [[Double]]) -> (weight: [Double], bias: [Double], images: [[Double]]) {
    var weights = [Double](repeating: 0, count: weight.rows * weight.columns)
    var below =
      images.values.isEmpty ? [] : (0..<images.rows).map { _ in [Double](repeating: 0, count: images.columns) }
    var biases = [Double](repeating: 0, count: form.units)
    for row in gradient { for (place, value) in row.enumerated() { biases[place % form.units] += value } }
    forEachProduct { image, output, input, row, unit in
      let value = gradient[image][output]
      weights[row * form.units + unit] += value * Double(images[image, input])
      below[image][input] += value * Double(weight[row, unit])
    }
    return (weights, biases, below)
  }
}

@Suite("Convolution")
struct ConvolutionTests {
  static let cases: [ReferenceConvolution.Case] = {
    var all: [ReferenceConvolution.Case] = []
    for (channels, units) in [(1, 64), (3, 17), (16, 3), (17, 16), (64, 33)] {
      for kernel in [1, 3, 5, 7] {
        for stride in [1, 2] {
          all.append(
            .init(
              height: kernel > 3 ? 6 : 9, width: kernel > 3 ? 5 : 8, channels: channels, units: units, kernel: kernel,
              stride: stride, padding: kernel / 2))
        }
      }
    }
    all += [
      .init(height: 7, width: 15, channels: 2, units: 90, kernel: 3, padding: 0),
      .init(height: 7, width: 29, channels: 5, units: 6, kernel: 4, stride: 3, padding: 2),
      .init(height: 3, width: 2, channels: 4, units: 4, kernel: 1, stride: 3, padding: 0),
      .init(height: 3, width: 3, channels: 300, units: 70, kernel: 3, padding: 1),
      .init(channels: 6, units: 4, groups: 2), .init(channels: 34, units: 34, stride: 2, groups: 2),
      .init(channels: 5, units: 10, kernel: 5, padding: 2, groups: 5),
    ]
    return all
  }()

  static let pooled: [ReferenceConvolution.Case] = [
    .init(channels: 1, units: 64, padding: 0, pooling: (2, 2)), .init(channels: 64, units: 32, pooling: (2, 2)),
    .init(channels: 3, units: 17, kernel: 5, padding: 2, pooling: (3, 2)),
    .init(channels: 17, units: 3, kernel: 1, padding: 0, pooling: (2, 4)),
    .init(channels: 16, units: 90, stride: 2, pooling: (2, 1)),
    .init(height: 12, width: 27, channels: 2, units: 5, kernel: 7, padding: 3, pooling: (1, 3)),
  ]

  @Test("Values and gradients agree with the definition, at every level and with helpers", arguments: cases)
  func agrees(_ form: ReferenceConvolution.Case) {
    let reference = ReferenceConvolution(form, rows: 2)
    let values = reference.forward()
    let residual = Matrix(
      rows: 2, columns: values[0].count, values: wave(2 * values[0].count, phase: 2))
    let gradients = reference.gradients(reference.outputGradient.inRows)
    forEachWay { way in
      let run = ConvolutionRun(reference)
      #expect(relativeError(run.forward(), values.flatMap { $0 }) < 1e-5, "\(form) \(way)")
      let rectified = zip(values.flatMap { $0 }, residual.values).map { max($0 + Double($1), 0) }
      #expect(relativeError(run.forward(residual: residual, .relu), rectified) < 1e-5, "\(form) \(way)")
      let found = run.gradients()
      #expect(relativeError(found.weight, gradients.weight.map { 2 * $0 }) < 1e-5, "\(form) \(way)")
      #expect(relativeError(found.bias, gradients.bias.map { 2 * $0 }) < 1e-5, "\(form) \(way)")
      #expect(relativeError(found.images, gradients.images.flatMap { $0 }) < 1e-5, "\(form) \(way)")
    }
  }

  @Test("So do those of a convolution with its pooling joined", arguments: pooled)
  func agreesPooled(_ form: ReferenceConvolution.Case) {
    let reference = ReferenceConvolution(form, rows: 3)
    let (values, spread) = reference.pooled()
    let gradients = reference.gradients(spread)
    forEachWay { way in
      let run = ConvolutionRun(reference)
      #expect(relativeError(run.forward(.leakyRelu), values.map { $0 > 0 ? $0 : 0.01 * $0 }) < 1e-5, "\(form) \(way)")
      let found = run.gradients()
      #expect(relativeError(found.weight, gradients.weight.map { 2 * $0 }) < 1e-5, "\(form) \(way)")
      #expect(relativeError(found.bias, gradients.bias.map { 2 * $0 }) < 1e-5, "\(form) \(way)")
      #expect(relativeError(found.images, gradients.images.flatMap { $0 }) < 1e-5, "\(form) \(way)")
    }
  }

  @Test("Helpers change no bit")
  func bits() {
    for form in [Self.cases[25], Self.cases[41], Self.cases[43], Self.pooled[0], Self.pooled[1], Self.pooled[2]] {
      let reference = ReferenceConvolution(form, rows: 11)
      let alone = ConvolutionRun(reference)
      let values = alone.forward(.relu)
      let gradients = alone.gradients()
      for helpers in [1, 2] {
        ThreadPool(helpers: helpers).lead {
          let run = ConvolutionRun(reference)
          #expect(run.forward(.relu) == values, "\(form)")
          let found = run.gradients()
          #expect(found.weight == gradients.weight && found.images == gradients.images, "\(form)")
          #expect(found.bias == gradients.bias, "\(form)")
        }
      }
    }
  }

  private func forEachWay(_ body: (String) -> Void) {
    for level in Kernels.levels { Kernels.atLevel(level) { body(level) } }
    ThreadPool(helpers: 2).lead { body("helped") }
  }
}
