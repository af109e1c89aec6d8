import Foundation
import Networks
import Tensors

/// The same networks in double precision, written for clarity alone: what fast code is compared with.
struct ReferenceNetwork {
  let architecture: Architecture
  let seed: UInt64
  let step: UInt64
  let dropout: Double

  init(_ architecture: Architecture, seed: UInt64, step: UInt64, dropout: Double) {
    self.architecture = architecture
    self.seed = seed
    self.step = step
    self.dropout = dropout
  }

  func loss(_ parameters: [Double], _ examples: Examples) -> Double {
    var rows = (0..<examples.count).map { examples.inputs.row($0).map(Double.init) }
    var next = 0
    for (position, layer) in architecture.layers.enumerated() {
      switch layer {
      case .dense(let units):
        let inputs = rows[0].count
        let (weight, bias) = (next, next + inputs * units)
        rows = rows.map { row in
          (0..<units).map { unit in
            row.indices.reduce(parameters[bias + unit]) { $0 + row[$1] * parameters[weight + $1 * units + unit] }
          }
        }
        next = bias + units
      case .activation(.softmax) where architecture.loss == .crossEntropy && position == architecture.layers.count - 1:
        break
      case .activation(let activation):
        rows = rows.map { apply(activation, $0) }
      case .dropout:
        rows = silence(rows, layer: position)
      }
    }
    return loss(of: rows, examples.targets)
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
