import Basics
import Testing

@Suite("Division that rounds one way")
struct DivisionTests {
  @Test("Quotients and remainders fit, below zero as above", arguments: [1, 2, 7, 400] as [Int64])
  func fit(divisor: Int64) {
    for dividend in -900...900 as ClosedRange<Int64> {
      let (down, rest) = (floorQuotient(dividend, divisor), floorModulo(dividend, divisor))
      #expect((0..<divisor).contains(rest) && down * divisor + rest == dividend)
      let isWhole = dividend % divisor == 0
      #expect(ceilingQuotient(dividend, divisor) == (isWhole ? down : down + 1))
    }
  }

  @Test("The smallest number has a quotient")
  func smallest() {
    #expect(floorQuotient(Int64.min, 1) == .min)
    #expect(floorQuotient(Int64.min, 86_400_000) == -106_751_991_168)
  }
}
