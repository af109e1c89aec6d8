import Tensors
import Testing

@Suite("Symmetric positive definite systems")
struct PositiveMatrixTests {
  @Test("Solutions solve the system that was gathered")
  func solves() throws {
    var matrix = PositiveMatrix(order: 3)
    for place in 0..<3 { matrix.add(2, row: place, column: place) }
    matrix.add(0.5, row: 0, column: 2)
    matrix.addGram(of: [1, 2, 3, 0, 1, -1])
    // 2·I + ½ off the corner + the two outer products.
    let full: [[Double]] = [[3, 2, 3.5], [2, 7, 5], [3.5, 5, 12]]
    let wanted: [Double] = [1, -2, 0.5, 4, 0, 1]
    var right = [Double](repeating: 0, count: 6)
    for side in 0..<2 {
      for row in 0..<3 {
        for column in 0..<3 { right[side * 3 + row] += full[row][column] * wanted[side * 3 + column] }
      }
    }
    try matrix.factored().solve(&right)
    for (found, wanted) in zip(right, wanted) { #expect(abs(found - wanted) < 1e-12) }
  }

  @Test("A matrix that is not positive definite is refused with the row")
  func refuses() {
    var matrix = PositiveMatrix(order: 2)
    matrix.addGram(of: [1, 1])
    #expect(throws: PositiveMatrixError.notPositive(row: 1, order: 2)) { try matrix.factored() }
  }

  @Test("An empty system has an empty solution")
  func empty() throws {
    var right: [Double] = []
    try PositiveMatrix(order: 0).factored().solve(&right)
    #expect(right.isEmpty)
  }
}
