import Foundation
import Granularity
import Testing

@Suite("Differences at the same origins, and their luck")
struct PairedDifferenceTests {
  private struct Case: Decodable {
    let origins, overlap: Int
    let shift, difference, statistic, probability, lower, upper: Double
  }

  /// As make-differences.py has them.
  private static func squares(_ origins: Int, _ shift: Double) -> (first: [Double], second: [Double]) {
    func square(_ factor: Double, _ row: Int) -> Double { pow(abs(sin(factor * Double(row + 1))), 2) }
    let first = (0..<origins).map { square(12.9898, $0) }
    return (first, (0..<origins).map { abs(square(78.233, $0) + shift + 0.5 * first[$0]) })
  }

  @Test("Statistic, probability and interval agree with NumPy's and SciPy's")
  func fixture() throws {
    for entry in try Fixtures.load("differences", as: [Case].self) {
      let (first, second) = Self.squares(entry.origins, entry.shift)
      let found = try #require(PairedDifference(first, second, overlap: entry.overlap))
      #expect(abs(found.difference - entry.difference) < 1e-12)
      #expect(abs(try #require(found.statistic) - entry.statistic) < 1e-9, "\(entry)")
      #expect(abs(try #require(found.probability) - entry.probability) < 1e-9, "\(entry)")
      #expect(abs(found.interval.lowerBound - entry.lower) < 1e-12, "\(entry)")
      #expect(abs(found.interval.upperBound - entry.upper) < 1e-12, "\(entry)")
      #expect(found.isFirstClearlyLess == (entry.difference < 0 && entry.probability < 0.05))
    }
  }

  @Test("Origins at which either has no forecast are left out; too few say nothing")
  func missing() throws {
    let (first, second) = Self.squares(30, 0.3)
    let plain = try #require(PairedDifference(first, second, overlap: 1))
    let gappy = try #require(PairedDifference(first + [.nan, 1], second + [1, .nan], overlap: 1))
    #expect(gappy == plain)
    #expect(PairedDifference([1, 2, 3], [2, 3, 4], overlap: 1) == nil)
  }

  @Test("What differs alike at all origins has no statistic, and is clear; what does not differ is not")
  func alike() throws {
    let less = try #require(PairedDifference([1, 1, 1, 1, 1], [2, 2, 2, 2, 2], overlap: 2))
    #expect(less.statistic == nil && less.isFirstClearlyLess)
    let same = try #require(PairedDifference([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], overlap: 1))
    #expect(same.statistic == nil && !same.isFirstClearlyLess && same.interval == 0...0)
  }
}
