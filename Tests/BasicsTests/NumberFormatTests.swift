import Basics
import Foundation
import Testing

@Suite("Number formats")
struct NumberFormatTests {
  @Test(
    "Fixed decimals",
    arguments: [
      (0.0312, 4, "0.0312"), (34055.7, 1, "34 055.7"), (-184.5, 1, "−184.5"), (0, 2, "0.00"), (-0.001, 2, "0.00"),
      (0.125, 2, "0.13"), (999.95, 1, "1 000.0"), (1_234_567, 0, "1 234 567"), (.nan, 2, "–"), (.infinity, 2, "∞"),
      (-.infinity, 2, "−∞"), (1e20, 2, "1.00000e20"), (2.5, 0, "3"), (1e-12, 3, "0.000"),
    ])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(NumberFormat.fixed(value, decimals: decimals, grouping: .space) == expected)
  }

  @Test(
    "Significant digits",
    arguments: [
      (0.03124, "0.0312"), (12.44, "12.4"), (2310.4, "2310"), (1.2e-7, "1.20e-7"), (0.9996, "1.00"), (99.96, "100"),
      (99.4, "99.4"),
      (-5.5, "−5.50"), (0, "0"), (6.02e23, "6.02e23"), (0.0001, "0.000100"),
    ])
  func significant(value: Double, expected: String) {
    #expect(NumberFormat.significant(value) == expected)
  }

  /// Ends of the range, and bit patterns from all over it.
  private static let range: [Double] = {
    let ends = [
      Double.leastNonzeroMagnitude, .leastNormalMagnitude, Double.leastNormalMagnitude.nextDown,
      .greatestFiniteMagnitude, 1e-300 * 9.995e-10,
      9.999_999e-5, 1e300, 1e-300, 9.5e-308,
    ]
    // Fixed, so that a failure comes again.
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let patterns = (0..<4000).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(bitPattern: state ^ state >> 29)
    }
    return (ends + patterns).filter { $0.isFinite && $0 != 0 }.flatMap { [$0, -$0] }
  }()

  /// What stands there, as a number.
  private func parsed(_ text: String) -> Double? { Double(text.replacing("−", with: "-")) }

  @Test("Over the whole range a number is read back as the same, to the digits that are promised")
  func wholeRange() throws {
    for value in Self.range {
      #expect(parsed(NumberFormat.exact(value)) == value)
      for digits in [1, 3, 6, 12] {
        let text = NumberFormat.significant(value, digits: digits)
        let read = try #require(parsed(text), "\(value) as \(text)")
        // Half a unit of the last digit, relative to the number, and of a subnormal number what it can hold.
        let bound = max(0.5001 * value.magnitude * pow(10, Double(1 - digits)), Double.leastNonzeroMagnitude)
        // Rounded up, the largest are no number of 64 bits any more.
        #expect(abs(read - value) <= bound || value.magnitude > 1.79e308, "\(value) as \(text)")
        #expect(!text.contains("∞"), "\(value) as \(text)")
        #expect(value.magnitude < .leastNormalMagnitude || text.filter(\.isNumber).count >= digits, "\(text)")
      }
      let short = try #require(parsed(shortDecimal(value)), "\(value)")
      #expect(
        abs(short - value) <= max(0.5001e-5 * value.magnitude, Double.leastNonzeroMagnitude),
        "\(value) as \(shortDecimal(value))")
    }
  }

  @Test(
    "The smallest numbers have an exponent and no infinity",
    arguments: [
      (Double.leastNonzeroMagnitude, "5e-324"), (Double.leastNormalMagnitude, "2.23e-308"),
      (1e-300 * 9.996e-20, "1.00e-319"),
    ])
  func smallest(value: Double, expected: String) {
    #expect(NumberFormat.significant(value) == expected && NumberFormat.short(value) == expected)
  }

  @Test(
    "Letters for thousands",
    arguments: [
      (950.0, "950"), (24310, "24.3k"), (999.7, "1.00k"), (1_200_000, "1.20M"), (3.4e9, "3.40G"), (0, "0"),
      (12.34, "12.3"), (0.5, "0.50"), (-24310, "−24.3k"), (7e18, "7000P"),
    ])
  func short(value: Double, expected: String) {
    #expect(NumberFormat.short(value) == expected)
  }

  @Test(
    "Exact and short",
    arguments: [
      (0.001, "1e-3"), (0.01, "0.01"), (0.5, "0.5"), (0.0005, "5e-4"), (2, "2"), (0.9, "0.9"), (0.00025, "2.5e-4"),
      (0, "0"), (1000, "1000"), (1e6, "1e6"), (0.05, "0.05"), (123.5, "123.5"), (3e-8, "3e-8"), (0.015, "0.015"),
      (-0.1, "−0.1"), (64, "64"), (1e-300, "1e-300"),
    ])
  func exact(value: Double, expected: String) {
    #expect(NumberFormat.exact(value) == expected)
  }

  @Test("Whole numbers, shares, sizes")
  func others() {
    #expect(NumberFormat.integer(34055) == "34 055")
    #expect(NumberFormat.integer(-1_000_007) == "−1 000 007")
    #expect(NumberFormat.integer(Int.min) == "−9 223 372 036 854 775 808")
    #expect(NumberFormat.percent(-0.005, decimals: 1) == "−0.5 %")
    #expect(NumberFormat.percent(0.24, sign: .always) == "+24 %")
    #expect(NumberFormat.fixed(-1.5, decimals: 1, ascii: true) == "-1.5")
    #expect(NumberFormat.bytes(512) == "512 B")
    #expect(NumberFormat.bytes(1_200_000) == "1.20 MB")
    #expect(NumberFormat.shortCount(12_300) == "12.3k" && NumberFormat.shortCount(999) == "999")
    #expect(NumberFormat.shortCount(999_960) == "1.00M" && NumberFormat.shortCount(9_996) == "10.0k")
    #expect(NumberFormat.padded(7, 2) == "07" && NumberFormat.padded(-7, 3) == "-007")
    #expect(NumberFormat.padded(2016, 2) == "2016")
    #expect(NumberFormat.trimmed("1.50") == "1.5" && NumberFormat.trimmed("2.00") == "2")
    #expect(NumberFormat.trimmed("200") == "200")
  }
}
