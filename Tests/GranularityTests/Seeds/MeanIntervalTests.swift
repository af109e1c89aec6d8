import Granularity
import Testing

@Suite("Intervals over seeds")
struct MeanIntervalTests {
  private struct Fixture: Decodable {
    struct Mean: Decodable {
      let values: [Double]
      let mean, halfWidth: Double
    }
    struct Difference: Decodable {
      let first, second: [Double]
      let lower, upper: Double
    }
    /// Degrees of freedom, share, quantile.
    let quantiles: [[Double]]
    let means: [Mean]
    let differences: [Difference]
  }

  @Test("Quantiles of Student's t agree with SciPy's")
  func quantiles() throws {
    for entry in try Fixtures.load("intervals", as: Fixture.self).quantiles {
      #expect(abs(StudentT(entry[0]).quantile(entry[1]) / entry[2] - 1) < 1e-9, "\(entry)")
    }
    #expect(StudentT(4).quantile(0.5) < 1e-12)
  }

  @Test("Means and their t-intervals agree with SciPy's")
  func means() throws {
    for fixture in try Fixtures.load("intervals", as: Fixture.self).means {
      let interval = try #require(MeanInterval(fixture.values))
      #expect(abs(interval.mean - fixture.mean) < 1e-12)
      #expect(abs(try #require(interval.halfWidth) - fixture.halfWidth) < 1e-9)
    }
  }

  @Test("Differences of means have Welch's interval, and are noise where it holds 0")
  func differences() throws {
    var verdicts: Set<Bool> = []
    for fixture in try Fixtures.load("intervals", as: Fixture.self).differences {
      let first = try #require(MeanInterval(fixture.first))
      let second = try #require(MeanInterval(fixture.second))
      let half = try #require(first.halfWidthOfDifference(to: second))
      #expect(abs(half - (fixture.upper - fixture.lower) / 2) < 1e-9)
      let isNoise = fixture.lower <= 0 && fixture.upper >= 0
      #expect(first.isWithinNoise(of: second) == isNoise)
      verdicts.insert(isNoise)
    }
    #expect(verdicts == [true, false])
  }

  @Test("A single seed says nothing of noise; equal values have none")
  func edges() throws {
    let one = try #require(MeanInterval([0.5]))
    #expect(one.halfWidth == nil && one.isWithinNoise(of: one) == nil)
    let equal = try #require(MeanInterval([0.5, 0.5, 0.5]))
    let other = try #require(MeanInterval([0.6, 0.6, 0.6]))
    #expect(equal.halfWidth == 0)
    #expect(equal.isWithinNoise(of: other) == false && equal.isWithinNoise(of: equal) == true)
    #expect(MeanInterval([]) == nil)
  }
}
