import Basics
import Foundation
import Tensors
import Testing

@testable import Granularity

@Suite("Bands that follow the errors")
struct AdaptiveBandTests {
  /// What NumPy made of them; see Fixtures/make-bands.py.
  struct Case: Decodable, CustomStringConvertible {
    let origins, steps, later, first: Int
    let level: Double
    let widths: [String: [Double]]

    var description: String { "\(origins) origins of \(steps) steps, \(level)" }
  }

  static let cases = (try? Fixtures.load("bands", as: [Case].self)) ?? []

  /// The script's.
  private static func errors(_ origins: Int, _ steps: Int) -> [[Double]] {
    (0..<origins).map { row in
      (0..<steps).map { step in
        let sine = abs(sin(12.9898 * Double(row * steps + step + 1)))
        return sine * sine * Double(1 + step % 7) * (row < origins / 2 ? 1 : 3)
      }
    }
  }

  private static func track(_ errors: [[Double]], later: Int = 1) -> ErrorTrack {
    var track = ErrorTrack(steps: errors[0].count)
    let actual = DoubleMatrix(rows: errors.count, columns: errors[0].count)
    let predicted = DoubleMatrix(rows: errors.count, columns: errors[0].count, values: errors.flatMap(\.self))
    track.append(predicted, actual: actual, at: errors.indices.map { Instant($0) }) { $0 + Instant(later) }
    return track
  }

  @Test("Equal NumPy's to 1e-8", arguments: cases)
  func equalsPeer(_ expected: Case) throws {
    let track = Self.track(Self.errors(expected.origins, expected.steps), later: expected.later)
    let found = AdaptiveBand.halfWidths(track, levels: [expected.level], at: track.origins)[0]
    #expect(found.firstIndex { $0 != nil } == expected.first)
    for (row, widths) in expected.widths {
      let place = try #require(Int(row))
      let own = try #require(found[place])
      #expect(own.count == expected.steps && zip(own, widths).allSatisfy { abs($0 - $1) <= 1e-8 * $1 })
    }
  }

  @Test("There are cases to compare with")
  func casesAreRead() { #expect(Self.cases.count == 12) }

  @Test("No error is known before its horizon has passed", arguments: [1, 3])
  func horizonDelay(later: Int) {
    let errors = Self.errors(60, 4)
    var other = errors
    for row in 40..<60 { other[row] = other[row].map { $0 * 100 } }
    let moments = errors.indices.map { Instant($0) }
    let (found, changed) = (
      AdaptiveBand.halfWidths(Self.track(errors, later: later), levels: [0.8], at: moments)[0],
      AdaptiveBand.halfWidths(Self.track(other, later: later), levels: [0.8], at: moments)[0]
    )
    for row in 0..<40 + later { #expect(found[row] == changed[row], "\(row)") }
    #expect(found[40 + later] != changed[40 + later])
  }

  @Test("Hold what they promise where errors grow and shrink", arguments: [0.5, 0.8, 0.9])
  func drift(level: Double) throws {
    let steps = 12
    for seed in 0..<2 {
      let key = RandomKey(seed: UInt64(seed), stream: .test)
      let errors = (0..<160).map { row -> [Double] in
        // From one to four times as large and back within a hundred origins, and of an origin more alike than of others.
        let size = 2.5 + 1.5 * sin(Double(row) / 16) + abs(Double(key.normal(UInt64(row))))
        return (0..<steps).map { abs(size * Double($0 + 1) * Double(key.normal(UInt64(1000 + row * steps + $0)))) }
      }
      let track = Self.track(errors)
      let widths = AdaptiveBand.halfWidths(track, levels: [level], at: track.origins)[0]
      let actual = DoubleMatrix(rows: 160, columns: steps)
      let predicted = DoubleMatrix(rows: 160, columns: steps, values: errors.flatMap(\.self))
      let outcome = try #require(BandOutcome(level: level, halfWidths: widths, predicted: predicted, actual: actual))
      #expect(abs(outcome.coverage - level) < 0.05, "\(outcome.coverage)")
      #expect(outcome.coverageBySteps.allSatisfy { abs($0 - level) < 0.2 })
      #expect(outcome.origins == 160 - AdaptiveBand.leastOrigins(level: level))
    }
  }

  @Test("Too few known errors give no band, rather than a wrong one")
  func few() {
    for (level, least) in [(0.5, 4), (0.8, 4), (0.9, 9), (0.95, 19), (0.99, 99)] {
      #expect(AdaptiveBand.leastOrigins(level: level) == least)
      let track = Self.track(Self.errors(120, 2))
      let found = AdaptiveBand.halfWidths(track, levels: [level], at: track.origins)[0]
      #expect(found.firstIndex { $0 != nil } == least)
    }
  }

  @Test("Beyond the last origin the band is that of all errors; a higher level is never narrower")
  func beyond() throws {
    let track = Self.track(Self.errors(50, 6))
    let levels = [0.9, 0.5, 0.8]
    let found = AdaptiveBand.halfWidths(track, levels: levels, at: [1000, 20, 50])
    let turned = AdaptiveBand.halfWidths(track, levels: levels, at: [20, 50, 1000])
    for level in levels.indices {
      #expect(found[level][0] != nil && found[level][0] == found[level][2])
      #expect(found[level][1] == turned[level][0] && found[level][0] == turned[level][2])
    }
    for place in 0..<3 {
      let (high, low, middle) = (
        try #require(found[0][place]), try #require(found[1][place]), try #require(found[2][place])
      )
      #expect(zip(low, middle).allSatisfy(<=) && zip(middle, high).allSatisfy(<=))
    }
    #expect(track.newest(20).count == 20 && track.newest(20).origins.first == 30 && track.known(at: 10) == 10)
  }

  @Test("Of forecasts that never err the bands have no width; of some that err never at one step they have one")
  func infallible() throws {
    let none = Self.track([[Double]](repeating: [0, 0, 0], count: 10))
    #expect(AdaptiveBand.halfWidths(none, levels: [0.8], at: [20])[0][0] == [0, 0, 0])
    let one = Self.track((0..<10).map { [0, Double($0 % 3), 1] })
    let widths = try #require(AdaptiveBand.halfWidths(one, levels: [0.8], at: [20])[0][0])
    #expect(widths.allSatisfy { $0.isFinite && $0 > 0 })
  }

  @Test("The interval score is the width, and what lies outside twice over the share that may")
  func intervalScore() throws {
    let predicted = DoubleMatrix(rows: 3, columns: 2, values: [0, 0, 0, 0, .nan, 0])
    let actual = DoubleMatrix(rows: 3, columns: 2, values: [1, 3, -2, 0, 5, 5])
    let outcome = try #require(
      BandOutcome(level: 0.8, halfWidths: [[2, 2], nil, [1, 1]], predicted: predicted, actual: actual))
    #expect(outcome.origins == 1 && outcome.coverage == 0.5 && outcome.coverageBySteps == [1, 0] && outcome.width == 4)
    // Of two widths of 4 one is missed by 1, for which 10 are added.
    #expect(abs(outcome.intervalScore - 9) < 1e-9)
    #expect(BandOutcome(level: 0.8, halfWidths: [nil, nil, nil], predicted: predicted, actual: actual) == nil)
  }

  @Test("Quantiles of weighted rows are those of sorting all", arguments: [1, 7, 300])
  func quantiles(columns: Int) {
    let key = RandomKey(seed: 5, stream: .test)
    let rows = 20
    let values = (0..<rows * columns).map { Double(key.normal(UInt64($0))).rounded() + Double($0 % 2) / 3 }
    let weights = (0..<rows).map { 1 / Double(1 + $0) }
    let weighted = WeightedRows(values, weights: weights)
    let sorted = values.indices.sorted { values[$0] < values[$1] }
    let total = weights.reduce(0, +) * Double(columns)
    for share in [0.01, 0.3, 0.5, 0.8, 0.97, 1] {
      var below = 0.0
      let expected = sorted.first { index in
        below += weights[index / columns]
        return below >= (share - 1e-10) * total
      }
      #expect(weighted.quantile(share) == expected.map { values[$0] })
    }
    #expect(WeightedRows([2, 2], weights: [1, 1]).quantile(0.5) == 2)
  }
}
