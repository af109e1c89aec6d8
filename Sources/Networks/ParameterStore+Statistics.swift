import Tensors

/// Running means and variances of normalizations: state that training leaves behind, but no weights.
extension ParameterStore {
  func isFrozen(_ number: Int) -> Bool { pairs[number].isFrozen }

  /// `[2, channels]`: mean, variance.
  func running(_ number: Int) -> Block { statistics.block(pairs[number].statistics) }

  /// What ``running(_:)`` will be when the step under way has proved sound.
  func nextRunning(_ number: Int) -> Block { nextStatistics.block(pairs[number].statistics) }

  /// Takes over what the passes of a step left; that of frozen layers stays.
  func commitStatistics() {
    for (number, pair) in pairs.enumerated() where pair.kind == .normalization && !pair.isFrozen {
      Kernels.copy(nextRunning(number), into: running(number))
    }
  }

  /// The gradient laid out like all parameters, zero for frozen ones.
  var flatGradient: [Float] {
    let learnt = flat(gradient)
    var (values, next): ([Float], Int) = ([], 0)
    for pair in pairs {
      let count = (pair.inputs + (pair.hasBias ? 1 : 0)) * pair.units
      if pair.isFrozen {
        values += [Float](repeating: 0, count: count)
      } else {
        values += learnt[next..<next + count]
        next += count
      }
    }
    return values
  }

  /// Layer after layer, means `[channels]`, then variances `[channels]`.
  var flatStatistics: [Float] {
    var values: [Float] = []
    for pair in pairs { statistics.block(pair.statistics).append(rows: pair.statistics.rows, to: &values) }
    return values
  }

  /// The inverse of ``flatStatistics``.
  func loadStatistics(_ values: [Float]) {
    noteChange()
    var next = 0
    for pair in pairs {
      let block = statistics.block(pair.statistics)
      for row in 0..<block.rows {
        for column in 0..<block.columns {
          block[row, column] = values[next]
          next += 1
        }
      }
    }
    precondition(next == values.count, "\(values.count) statistics for \(next)")
  }
}
