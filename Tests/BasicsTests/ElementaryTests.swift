import Basics
import Testing

@Suite("Logarithms and powers")
struct ElementaryTests {
  @Test("Powers of ten are exact, and so are their logarithms", arguments: -30...30)
  func powersOfTen(exponent: Int) {
    #expect(Elementary.log10(Elementary.tenTo(exponent)) == Double(exponent))
    #expect(Elementary.decimalExponent(Elementary.tenTo(exponent)) == exponent)
    if abs(exponent) <= 22 { #expect(Elementary.tenTo(exponent) == Double("1e\(exponent)")) }
  }

  @Test(
    "The power of ten of the first digit",
    arguments: [(999.9, 2), (-0.05, -2), (1.5, 0), (0, 0), (.infinity, 0), (.nan, 0), (.leastNonzeroMagnitude, -324)])
  func firstDigit(value: Double, exponent: Int) {
    #expect(Elementary.decimalExponent(value) == exponent)
  }

  @Test("Logarithm and power undo each other", arguments: [0.001, 0.5, 1, 2.4, 1e12])
  func inverses(value: Double) {
    let e = 2.718281828459045
    #expect(abs(Elementary.power(e, Elementary.logarithm(value)) / value - 1) < 1e-13)
    #expect(abs(Elementary.power(Elementary.cubeRoot(value), 3) / value - 1) < 1e-14)
    #expect(Elementary.cubeRoot(-value) == -Elementary.cubeRoot(value))
  }

  @Test("Edges")
  func edges() {
    #expect(Elementary.logarithm(0) == -.infinity && Elementary.log10(0) == -.infinity)
    #expect(Elementary.logarithm(-1).isNaN && Elementary.log10(-1).isNaN)
    #expect(Elementary.log10(.infinity) == .infinity)
    #expect(Elementary.power(0, 2.4) == 0)
  }
}
