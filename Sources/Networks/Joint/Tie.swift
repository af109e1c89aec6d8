import Tensors

/// What ties a fine sub-model's outputs to a coarse one's: `bins` neighbouring fine outputs make up each coarse output.
///
/// In coarse training units the difference is
/// `e_j = coarse_j − gain · Σ fine_i + constant`, the sum over the fine outputs within coarse output j. Where the fine
/// sub-model gives details around the coarse one's level, its forecast is
/// `fine_i + shares_i · coarse_j + shifts_i`, in fine training units.
package struct Tie: Sendable {
  /// Positions of the two sub-models.
  package let fine: Int
  package let coarse: Int
  package let bins: Int
  package let gain: Float
  /// What the square of the difference is measured in, in coarse training units squared.
  package let scale: Float
  /// One for each joint example; not read where one of the two is missing.
  package let constants: [Float]
  package let spread: Spread

  /// How coarse outputs become fine ones: `[rows of the coarse sub-model's examples, fine outputs]`.

  package struct Spread: Sendable {
    package let shares: Matrix
    package let shifts: Matrix

    package init(shares: Matrix, shifts: Matrix) {
      precondition(shares.rows == shifts.rows && shares.columns == shifts.columns, "shares and shifts differ in shape")
      self.shares = shares
      self.shifts = shifts
    }
  }

  package init(fine: Int, coarse: Int, bins: Int, gain: Float, scale: Float, constants: [Float], spread: Spread) {
    self.fine = fine
    self.coarse = coarse
    self.bins = bins
    self.gain = gain
    self.scale = scale
    self.constants = constants
    self.spread = spread
  }
}

extension Tie {
  /// Adds the coarse level to fine details, in row `fineRow` of `fine`.
  ///
  /// - Parameter spreadRow: of the coarse sub-model's examples.
  func addLevel(_ fine: Block, _ fineRow: Int, _ coarse: Block, _ coarseRow: Int, spreadRow: Int) {
    for column in 0..<fine.columns {
      fine[fineRow, column] +=
        spread.shares[spreadRow, column] * coarse[coarseRow, column / bins] + spread.shifts[spreadRow, column]
    }
  }

  /// Hands the gradient of a fine forecast on to the coarse level below it.
  func passLevelGradient(
    _ fineGradient: Block, _ fineRow: Int, _ coarseGradient: Block, _ coarseRow: Int, spreadRow: Int
  ) {
    for column in 0..<fineGradient.columns {
      coarseGradient[coarseRow, column / bins] += spread.shares[spreadRow, column] * fineGradient[fineRow, column]
    }
  }

  /// Adds the gradient of `weight · Σ e_j²` to both outputs' gradients and returns `Σ e_j²`.
  ///
  /// - Parameter fineSign: −1 moves the two towards each other; 1 moves both the same way.
  func couple(
    _ fine: (output: Block, gradient: Block, row: Int), _ coarse: (output: Block, gradient: Block, row: Int),
    example: Int, weight: Float, fineSign: Float
  ) -> Float {
    var squares: Float = 0
    for bin in 0..<coarse.output.columns {
      var sum: Float = 0
      for column in bin * bins..<(bin + 1) * bins { sum += fine.output[fine.row, column] }
      let difference = coarse.output[coarse.row, bin] - gain * sum + constants[example]
      squares += difference * difference
      let slope = 2 * weight * difference
      coarse.gradient[coarse.row, bin] += slope
      for column in bin * bins..<(bin + 1) * bins {
        fine.gradient[fine.row, column] += fineSign * gain * slope
      }
    }
    return squares
  }
}
