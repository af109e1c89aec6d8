import Glibc
import Testing

@testable import Canvas

@Suite("Logarithms and powers")
struct ElementaryTests {
  @Test("They agree with the C library", arguments: 0..<200)
  func agreesWithLibrary(seed: UInt64) {
    var dice = Dice(seed)
    let value = Double.random(in: -20...20, using: &dice)
    let positive = Glibc.pow(10, value)
    #expect(abs(Elementary.log(positive) - Glibc.log(positive)) <= 1e-14 * max(1, abs(Glibc.log(positive))))
    #expect(abs(Elementary.log10(positive) - Glibc.log10(positive)) <= 1e-14 * max(1, abs(Glibc.log10(positive))))
    #expect(abs(Elementary.exp(value) / Glibc.exp(value) - 1) <= 1e-14)
    #expect(abs(Elementary.tenTo(value) / positive - 1) <= 1e-13)
    #expect(abs(Elementary.cubeRoot(value) - Glibc.cbrt(value)) <= 1e-14 * abs(Glibc.cbrt(value)))
  }

  @Test("Powers of ten are exact", arguments: -20...20)
  func powersOfTen(exponent: Int) {
    #expect(Elementary.log10(Elementary.tenTo(exponent)) == Double(exponent))
  }

  @Test("Edges")
  func edges() {
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.exp(1000) == .infinity)
    #expect(Elementary.exp(-1000) == 0)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(Double.leastNonzeroMagnitude).isFinite)
  }
}
