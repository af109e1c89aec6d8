import Basics
import Testing

@Suite("Numbers in their shortest form")
struct ShortDecimalTests {
  @Test(
    "At six significant digits",
    arguments: [
      (Double(Float(1e-3)), "1e-3"), (Double(Float(5e-4)), "5e-4"), (2.5e-4, "2.5e-4"), (0.1, "0.1"), (0.05, "0.05"),
      (0, "0"), (1, "1"), (10, "10"), (32.5, "32.5"), (1500, "1500"), (-0.25, "-0.25"), (1e7, "1e7"),
      (0.999_999_9, "1"), (.nan, "NaN"), (.infinity, "∞"),
    ])
  func sixDigits(number: Double, text: String) {
    #expect(shortDecimal(number) == text)
  }

  @Test(
    "At fewer", arguments: [(0.012_345, 2, "0.012"), (0.012_51, 2, "0.013"), (9.96, 2, "10"), (123.4, 1, "100")])
  func fewerDigits(number: Double, digits: Int, text: String) {
    #expect(shortDecimal(number, digits: digits) == text)
  }
}
