import Tensors
import Testing

@testable import Datasets

@Suite("Scalers")
struct ScalerTests {
  private func column(_ values: [Double]) -> Column { Column(name: "x", values: values) }

  @Test(
    "Offsets and scales",
    arguments: [
      (Scaling.minMax, 1 as Double, 8 as Double), (.zScore, 4, 2.828427), (.robust, 3, 4), (.none, 0, 1),
    ])
  func fits(scaling: Scaling, offset: Double, scale: Double) {
    // Mean 4, population variance 8; median 3, quartiles 2 and 6 as NumPy computes them.
    let scaler = Scaler(scaling, fitting: [column([1, 2, 3, 6, 9, .nan])], rows: 0..<6)
    let expected: Double = scaling == .zScore ? 4.2 : offset
    #expect(scaler.offsets == [expected])
    #expect(abs(scaler.scales[0] - (scaling == .zScore ? 2.925748 : scale)) < 1e-5)
  }

  @Test("Numbers that are nearly alike keep the digits in which they differ")
  func nearlyAlike() {
    // Steps of a unit in the last place of 10⁹; the mean of all lies 3.25 of them beyond the first.
    let unit = (1e9 as Double).ulp
    let values = (0..<1_200).map { 1e9 + unit * Double([0, 7, 2, 4][$0 % 4]) }
    let scaler = Scaler(.zScore, fitting: [column(values)], rows: 0..<1_200)
    let expected = unit * (((9 + 49.0 + 4 + 16) - 0) / 4 - 3.25 * 3.25 - 9.0 / 4).squareRoot()
    #expect(abs(scaler.offsets[0] - 1e9 - 3.25 * unit) <= unit / 2)
    #expect(abs(scaler.scales[0] / expected - 1) < 1e-9)
  }

  @Test("A canary in the test rows moves nothing", arguments: Scaling.allCases)
  func canary(scaling: Scaling) {
    var values: [Double] = (0..<100).map { Double($0 % 7) }
    let clean = Scaler(scaling, fitting: [column(values)], rows: 0..<60)
    for row in 60..<100 { values[row] = 1e30 }
    #expect(Scaler(scaling, fitting: [column(values)], rows: 0..<60) == clean)
    values[59] = 1e30
    if scaling == .minMax || scaling == .zScore {
      #expect(Scaler(scaling, fitting: [column(values)], rows: 0..<60) != clean)
    }
  }

  @Test("Constant, empty and missing columns are safe", arguments: Scaling.allCases)
  func constant(scaling: Scaling) {
    let nothing = [Double](repeating: .nan, count: 4)
    let scaler = Scaler(
      scaling, fitting: [column([5, 5, 5, 5]), column(nothing), column([0.1, 0.1, 0.1, 0.1])], rows: 0..<4)
    for index in 0..<3 {
      #expect(scaler.scales[index] == 1)
      #expect(scaler.transform(5, column: index).isFinite)
    }
    #expect(scaler.transform(.nan, column: 0).isNaN)
    #expect(Scaler(scaling, fitting: [column([1, 2])], rows: 0..<0).scales == [1])
  }

  @Test("The inverse undoes the transform", arguments: Scaling.allCases)
  func inverse(scaling: Scaling) {
    let scaler = Scaler(scaling, fitting: [column([-3, 8, 1.5, 100])], rows: 0..<4)
    for value in [-3, 0, 0.5, 250] as [Double] {
      #expect(abs(scaler.inverse(scaler.transform(value, column: 0), column: 0) - value) < 1e-4)
    }
  }

  @Test("A matrix is scaled column by column")
  func matrix() {
    let matrix = DoubleMatrix(rows: 3, columns: 2, values: [0, 10, 1, 30, 2, 20])
    let scaler = Scaler(.minMax, fitting: matrix)
    #expect(scaler.transform(matrix).values == [0, 0, 0.5, 1, 1, 0.5])
    #expect(scaler.inverse(scaler.transform(matrix)) == matrix)
    #expect(scaler == Scaler(.minMax, fitting: [column([0, 1, 2]), column([10, 30, 20])], rows: 0..<3))
  }
}
