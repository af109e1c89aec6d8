import Tensors
import Testing

@Suite("Dropout")
struct DropoutTests {
  private func mask(
    rows: Int = 64, columns: Int = 64, probability: Float, key: RandomKey = RandomKey(seed: 5, stream: .dropout)
  ) -> Matrix {
    let (a, ones) = block(Matrix(rows: rows, columns: columns, values: [Float](repeating: 1, count: rows * columns)))
    let (b, result) = emptyBlock(rows, columns)
    Kernels.dropout(ones, into: result, rows: rows, probability: probability, key: key)
    withExtendedLifetime((a, b)) {}
    return result.matrix
  }

  @Test("The share of silenced units is the probability and the mean stays", arguments: [Float(0.1), 0.5, 0.9])
  func statistics(probability: Float) {
    let values = (0..<16).flatMap { step in
      mask(probability: probability, key: RandomKey(seed: 5, stream: .dropout, step: step)).values
    }
    let silenced = Double(values.count { $0 == 0 }) / Double(values.count)
    let deviation = (Double(probability) * Double(1 - probability) / Double(values.count)).squareRoot()
    #expect(abs(silenced - Double(probability)) < 4 * deviation)
    #expect(values.allSatisfy { $0 == 0 || abs($0 - 1 / (1 - probability)) < 1e-5 })
  }

  @Test("Neighbouring units, rows and steps are silenced independently")
  func independence() {
    let keys = (0..<32).map { RandomKey(seed: 5, stream: .dropout, step: $0) }
    let masks = keys.map { mask(probability: 0.5, key: $0) }
    var (beside, below, later, total) = (0, 0, 0, 0)
    for (now, next) in zip(masks, masks.dropFirst()) {
      for row in 0..<63 {
        for column in 0..<63 {
          let own = now[row, column] == 0
          total += 1
          beside += own == (now[row, column + 1] == 0) ? 1 : 0
          below += own == (now[row + 1, column] == 0) ? 1 : 0
          later += own == (next[row, column] == 0) ? 1 : 0
        }
      }
    }
    for agreements in [beside, below, later] {
      #expect(abs(Double(agreements) / Double(total) - 0.5) < 4 * 0.5 / Double(total).squareRoot())
    }
  }

  @Test("A mask is a function of its key; nothing is silenced at probability 0")
  func purity() {
    let key = RandomKey(seed: 1, stream: .dropout, step: 3, layer: 2)
    #expect(mask(probability: 0.3, key: key) == mask(probability: 0.3, key: key))
    #expect(
      mask(probability: 0.3, key: key)
        != mask(probability: 0.3, key: RandomKey(seed: 1, stream: .dropout, step: 3, layer: 3)))
    #expect(mask(probability: 0, key: key).values.allSatisfy { $0 == 1 })
    // The first rows of a batch do not depend on how many follow.
    #expect(mask(rows: 3, probability: 0.3, key: key) == mask(probability: 0.3, key: key).rows(at: [0, 1, 2]))
  }
}
