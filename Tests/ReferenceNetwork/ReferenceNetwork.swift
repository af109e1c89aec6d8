import Foundation
import Networks
import Tensors

/// The same networks in double precision, written for clarity alone: what fast code is compared with.
package struct ReferenceNetwork {
  let architecture: Architecture
  let seed: UInt64
  let step: UInt64
  let dropout: Double
  /// Running ones, for frozen normalizations.
  let statistics: [Float]

  package init(_ architecture: Architecture, seed: UInt64, step: UInt64, dropout: Double, statistics: [Float] = []) {
    self.statistics = statistics
    self.architecture = architecture
    self.seed = seed
    self.step = step
    self.dropout = dropout
  }

  package func loss(_ parameters: [Double], _ examples: Examples) -> Double {
    let shapes = architecture.shapes
    var values = [(0..<examples.count).map { examples.inputs.row($0).map(Double.init) }]
    // Where each node's weights begin.
    var offsets = [0]
    var next = 0
    var nextStatistics = 0
    for (position, node) in architecture.nodes.enumerated() {
      let inputs = node.inputs.map { values[$0] }
      let shape = shapes[node.inputs[0]]
      let offset = node.weightsOf.map { offsets[$0] } ?? next
      offsets.append(offset)
      let isLast = position == architecture.nodes.count - 1
      switch node.layer {
      case .dense(let units):
        values.append(inputs[0].map { affine($0, units, parameters, offset, node.hasBias) })
        if node.weightsOf == nil { next += (shape.count + (node.hasBias ? 1 : 0)) * units }
      case .convolution(let channels, let sliding):
        values.append(
          inputs[0].map { row in
            windows(of: row, shape, sliding)
              .flatMap { affine($0.map { $0 ?? 0 }, channels, parameters, offset, node.hasBias) }
          })
        if node.weightsOf == nil {
          let window = sliding.kernel.height * sliding.kernel.width * shape.channels
          next += (window + (node.hasBias ? 1 : 0)) * channels
        }
      case .groupedConvolution(let channels, let groups, let sliding):
        let (read, units) = (shape.channels / groups, channels / groups)
        let depth = sliding.kernel.height * sliding.kernel.width * read
        values.append(
          inputs[0].map { row in
            windows(of: row, shape, sliding).flatMap { window in
              (0..<channels).map { unit in
                let own = window.indices.filter { $0 % shape.channels / read == unit / units }
                return own.enumerated().reduce(parameters[offset + depth * channels + unit]) {
                  $0 + (window[$1.element] ?? 0) * parameters[offset + $1.offset * channels + unit]
                }
              }
            }
          })
        next += (depth + 1) * channels
      case .gru(let units, let returnsSequence):
        values.append(inputs[0].map { recurrent($0, shape, units, returnsSequence, parameters, offset) })
        if node.weightsOf == nil { next += 3 * units * (shape.channels + units + 2) }
      case .batchNorm:
        values.append(
          normalized(inputs[0], shape.channels, parameters, offset, running: node.isFrozen ? nextStatistics : nil))
        if node.weightsOf == nil {
          next += 2 * shape.channels
          nextStatistics += 2 * shape.channels
        }
      case .layerNorm:
        values.append(
          inputs[0].map { row in
            let mean = row.reduce(0, +) / Double(row.count)
            let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
            return row.indices.map {
              (row[$0] - mean) / (variance + 1e-5).squareRoot() * parameters[offset + $0]
                + parameters[offset + row.count + $0]
            }
          })
        if node.weightsOf == nil { next += 2 * shape.count }
      case .blend:
        let share = parameters[offset]
        values.append(
          zip(inputs[0], inputs[1]).map { zip($0, $1).map { share * $0 + (1 - share) * $1 } })
        if node.weightsOf == nil { next += 1 }
      case .activation(.softmax) where architecture.loss == .crossEntropy && isLast:
        values.append(inputs[0])
      case .activation(let activation):
        values.append(inputs[0].map { apply(activation, $0) })
      case .dropout where !node.isFrozen:
        values.append(silence(inputs[0], layer: position))
      default:
        values.append(
          inputs[0].indices.map { row in
            fixed(node.layer, inputs.map { $0[row] }, node.inputs.map { shapes[$0] })
          })
      }
    }
    return loss(of: values[values.count - 1], examples.targets)
  }

  private func affine(
    _ row: [Double], _ units: Int, _ parameters: [Double], _ offset: Int, _ hasBias: Bool
  ) -> [Double] {
    (0..<units).map { unit in
      row.indices.reduce(hasBias ? parameters[offset + row.count * units + unit] : 0) {
        $0 + row[$1] * parameters[offset + $1 * units + unit]
      }
    }
  }

  /// PyTorch's equations, step by step.
  private func recurrent(
    _ row: [Double], _ shape: Shape, _ units: Int, _ returnsSequence: Bool, _ parameters: [Double], _ offset: Int
  ) -> [Double] {
    var state = [Double](repeating: 0, count: units)
    var states: [Double] = []
    for time in 0..<shape.width {
      let signal = Array(row[time * shape.channels..<(time + 1) * shape.channels])
      let read = affine(signal, 3 * units, parameters, offset, true)
      let held = affine(state, 3 * units, parameters, offset + (shape.channels + 1) * 3 * units, true)
      state = (0..<units).map { unit in
        let r = 1 / (1 + exp(-read[unit] - held[unit]))
        let z = 1 / (1 + exp(-read[units + unit] - held[units + unit]))
        let n = Foundation.tanh(read[2 * units + unit] + r * held[2 * units + unit])
        return (1 - z) * n + z * state[unit]
      }
      states += state
    }
    return returnsSequence ? states : state
  }

  /// By the batch's own mean and variance, or by the running ones from that place of the statistics on.
  private func normalized(
    _ rows: [[Double]], _ channels: Int, _ parameters: [Double], _ offset: Int, running: Int?
  ) -> [[Double]] {
    var result = rows
    for channel in 0..<channels {
      let places = stride(from: channel, to: rows[0].count, by: channels)
      let all = rows.flatMap { row in places.map { row[$0] } }
      var mean = all.reduce(0, +) / Double(all.count)
      var variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
      if let running {
        mean = Double(statistics[running + channel])
        variance = Double(statistics[running + channels + channel])
      }
      let (gamma, beta) = (parameters[offset + channel], parameters[offset + channels + channel])
      for row in rows.indices {
        for place in places {
          result[row][place] = gamma * (rows[row][place] - mean) / (variance + 1e-5).squareRoot() + beta
        }
      }
    }
    return result
  }

  /// Each window's values in the order (line, place, channel), nil outside of the image.
  private func windows(of row: [Double], _ shape: Shape, _ sliding: Sliding) -> [[Double?]] {
    let output = sliding.output(on: shape, channels: shape.channels)
    return (0..<output.places).map { place in
      let (y, x) = (place / output.width, place % output.width)
      return (0..<sliding.kernel.height * sliding.kernel.width).flatMap { cell -> [Double?] in
        let line = y * sliding.stride.height - sliding.padding.height + cell / sliding.kernel.width
        let column = x * sliding.stride.width - sliding.padding.width + cell % sliding.kernel.width
        let isInside = (0..<shape.height).contains(line) && (0..<shape.width).contains(column)
        return (0..<shape.channels).map { isInside ? row[(line * shape.width + column) * shape.channels + $0] : nil }
      }
    }
  }

  /// Layers without weights, of one example.
  private func fixed(_ layer: LayerSpec, _ inputs: [[Double]], _ shapes: [Shape]) -> [Double] {
    let (row, shape) = (inputs[0], shapes[0])
    switch layer {
    case .add, .subtract:
      let sign = layer == .add ? 1.0 : -1
      let width = inputs.map(\.count).max() ?? 0
      return (0..<width).map { column in
        inputs.enumerated().reduce(0.0) {
          $0 + ($1.offset == 0 ? 1 : sign) * $1.element[$1.element.count == 1 ? 0 : column]
        }
      }
    case .concatenate:
      return (0..<shape.places).flatMap { place in
        zip(inputs, shapes).flatMap { $0[place * $1.channels..<(place + 1) * $1.channels] }
      }
    case .slice(let first, let count):
      return (0..<shape.places).flatMap { row[$0 * shape.channels + first..<$0 * shape.channels + first + count] }
    case .reverse:
      return row.reversed()
    case .upsample(let kind, let size):
      return resized(row, shape, size) { index, places, count in
        guard kind == .bilinear else { return [(index * places / count, 1)] }
        let place = max((Double(index) + 0.5) * Double(places) / Double(count) - 0.5, 0)
        let lower = min(Int(place), places - 1)
        let share = place - Double(lower)
        return [(lower, 1 - share), (min(lower + 1, places - 1), share)]
      }
    case .adaptiveAverage(let size):
      return resized(row, shape, size) { index, places, count in
        let cells = index * places / count..<((index + 1) * places + count - 1) / count
        return cells.map { ($0, 1 / Double(cells.count)) }
      }
    case .pool(.averageOfPadded, let sliding):
      // Along a signal: what lies beyond the padding does not count.
      return windows(of: row, shape, sliding).enumerated().flatMap { place, window in
        let start = place * sliding.stride.width - sliding.padding.width
        let width = min(start + sliding.kernel.width, shape.width + sliding.padding.width) - start
        return (0..<shape.channels).map { channel in
          stride(from: channel, to: window.count, by: shape.channels).reduce(0) { $0 + (window[$1] ?? 0) }
            / Double(width)
        }
      }
    case .pool(let kind, let sliding):
      return windows(of: row, shape, sliding).flatMap { window in
        (0..<shape.channels).map { channel in
          let cells = stride(from: channel, to: window.count, by: shape.channels).compactMap { window[$0] }
          return kind == .largest ? cells.max() ?? 0 : cells.reduce(0, +) / Double(cells.count)
        }
      }
    case .movingAverage(let width):
      return row.indices.map { column in
        (-(width / 2)...(width / 2)).reduce(0) { $0 + row[min(max(column + $1, 0), row.count - 1)] } / Double(width)
      }
    case .interpolate(let columns):
      return (0..<columns).map { column in
        let place = max((Double(column) + 0.5) * Double(row.count) / Double(columns) - 0.5, 0)
        let lower = min(Int(place), row.count - 1)
        return row[lower] + (place - Double(lower)) * (row[min(lower + 1, row.count - 1)] - row[lower])
      }
    default:
      return row
    }
  }

  private func resized(
    _ row: [Double], _ shape: Shape, _ size: Sliding.Extent,
    _ parts: (_ index: Int, _ places: Int, _ count: Int) -> [(place: Int, weight: Double)]
  ) -> [Double] {
    (0..<size.height * size.width * shape.channels).map { index in
      let (place, channel) = (index / shape.channels, index % shape.channels)
      let lines = parts(place / size.width, shape.height, size.height)
      let columns = parts(place % size.width, shape.width, size.width)
      return lines.reduce(0) { sum, line in
        columns.reduce(sum) {
          $0 + line.weight * $1.weight * row[(line.place * shape.width + $1.place) * shape.channels + channel]
        }
      }
    }
  }

  private func apply(_ activation: Activation, _ row: [Double]) -> [Double] {
    switch activation {
    case .linear: row
    case .relu: row.map { max($0, 0) }
    case .leakyRelu: row.map { $0 > 0 ? $0 : 0.01 * $0 }
    case .gelu: row.map { 0.5 * $0 * erfc(-$0 / 2.0.squareRoot()) }
    case .tanh: row.map { Foundation.tanh($0) }
    case .sin: row.map { Foundation.sin($0) }
    case .sigmoid: row.map { 1 / (1 + exp(-$0)) }
    case .softmax: softmax(row)
    }
  }

  private func softmax(_ row: [Double]) -> [Double] {
    let exponentials = row.map { exp($0 - (row.max() ?? 0)) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }

  /// The mask is the kernel's: what is checked here is that the backward pass repeats it.
  private func silence(_ rows: [[Double]], layer: Int) -> [[Double]] {
    var layout = BufferLayout()
    let place = layout.reserve(rows: rows.count, columns: rows[0].count)
    let buffer = Buffer(layout)
    let block = buffer.block(place)
    let ones = Matrix(
      rows: rows.count, columns: rows[0].count, values: [Float](repeating: 1, count: rows.count * rows[0].count))
    block.load(ones, first: 0, count: rows.count)
    Kernels.dropout(
      block, into: block, rows: rows.count, probability: Float(dropout),
      key: RandomKey(seed: seed, stream: .dropout, step: step, layer: UInt32(layer)))
    return withExtendedLifetime(buffer) {
      rows.indices.map { row in
        rows[row].indices.map { block[row, $0] > 0 ? rows[row][$0] / (1 - Double(Float(dropout))) : 0 }
      }
    }
  }

  private func loss(of rows: [[Double]], _ targets: Examples.Targets) -> Double {
    switch targets {
    case .labels(let labels, _):
      return zip(rows, labels).reduce(0) { $0 - log(softmax($1.0)[Int($1.1)]) } / Double(rows.count)
    case .values(let values):
      var total = 0.0
      for (index, row) in rows.enumerated() {
        for (column, output) in row.enumerated() {
          let error = abs(output - Double(values[index, column]))
          switch architecture.loss {
          case .mae: total += error
          case .huber(let delta):
            let limit = Double(delta)
            total += error <= limit ? 0.5 * error * error : limit * (error - 0.5 * limit)
          default: total += error * error
          }
        }
      }
      return total / Double(values.values.count)
    }
  }
}
