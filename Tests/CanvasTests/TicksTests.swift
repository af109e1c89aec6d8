import TestMutations
import Testing

@testable import Canvas

@Suite("Axes")
struct TicksTests {
  @Test(
    "Ticks are round",
    arguments: [
      (0.0, 1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (0, 100, 4, ["0", "50", "100"]),
      (-1, 1, 4, ["−1.0", "−0.5", "0", "0.5", "1.0"]), (24_000, 39_000, 4, ["25k", "30k", "35k"]),
      (0, 20_000, 4, ["0", "5k", "10k", "15k", "20k"]), (0.031, 0.049, 4, ["0.035", "0.040", "0.045"]),
      (0, 3e6, 3, ["0", "1000k", "2000k", "3000k"]), (0, 3e7, 3, ["0", "10M", "20M", "30M"]),
      (1e-7, 5e-7, 4, ["1e-7", "2e-7", "3e-7", "4e-7", "5e-7"]),
    ])
  func linear(lower: Double, upper: Double, limit: Int, expected: [String]) {
    #expect(TickMaker.ticks(in: lower...upper, scale: .linear, limit: limit).map(\.label) == expected)
  }

  @Test(
    "Logarithmic ticks",
    arguments: [
      (0.01, 1.0, 4, ["0.01", "0.1", "1"]), (0.01, 1, 7, ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
      (1e-6, 1e6, 4, ["1e-4", "1", "10k"]), (0.3, 0.8, 4, ["0.4", "0.6", "0.8"]),
      (1e3, 1e9, 9, ["1000", "10k", "100k", "1M", "10M", "100M", "1G"]),
    ])
  func logarithmic(lower: Double, upper: Double, limit: Int, expected: [String]) {
    #expect(TickMaker.ticks(in: lower...upper, scale: .logarithmic, limit: limit).map(\.label) == expected)
  }

  @Test("Whole ticks never fall between whole numbers")
  func whole() {
    #expect(TickMaker.ticks(in: 0...3, scale: .linear, limit: 9, isWhole: true).map(\.label) == ["0", "1", "2", "3"])
  }

  @Test("Strange ranges give few ticks and no trap", arguments: 0..<300)
  func strangeRanges(seed: UInt64) {
    var dice = SplitMix64(seed)
    let sizes = [0, 1e-308, 1e-20, 1e-3, 1, 1e3, 1e20, 1e300, .greatestFiniteMagnitude]
    let first = (sizes.randomElement(using: &dice) ?? 0) * Double.random(in: -1...1, using: &dice)
    let second = (sizes.randomElement(using: &dice) ?? 0) * Double.random(in: -1...1, using: &dice)
    let range = min(first, second)...max(first, second)
    for scale in [Scale.linear, .logarithmic] {
      for limit in [0, 1, 2, 5, 50] {
        let ticks = TickMaker.ticks(in: range, scale: scale, limit: limit)
        #expect(ticks.count <= 3 * limit + 2)
      }
      let nice = NiceRange.enclosing(range.lowerBound, range.upperBound, scale: scale)
      #expect(nice.lowerBound < nice.upperBound || !nice.upperBound.isFinite)
      if scale == .linear { #expect(nice.lowerBound <= range.lowerBound && nice.upperBound >= range.upperBound) }
    }
  }

  @Test("Ranges end on round numbers")
  func niceRanges() {
    #expect(NiceRange.enclosing(0.03, 0.97) == 0...1)
    #expect(NiceRange.enclosing(24_310, 38_900) == 20_000...40_000)
    #expect(NiceRange.enclosing(0.0123, 0.9, scale: .logarithmic) == 0.01...1)
    #expect(NiceRange.enclosing(5, 5) == 4.5...5.5)
    #expect(NiceRange.enclosing(.nan, 1) == 0...1)
  }
}
