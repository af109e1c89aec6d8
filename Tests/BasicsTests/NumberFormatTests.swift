import Basics
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
