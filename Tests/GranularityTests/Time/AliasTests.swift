import Basics
import Datasets
import Granularity
import Testing

@Suite("Cycles shorter than two bins")
struct AliasTests {
  /// A sine of `period` minutes, sampled every `step` minutes.
  private func wave(_ period: Double, step: Int64, count: Int) -> TimeSeries {
    series(
      (0..<count).map { sin(2 * .pi * Double($0) * Double(step) / period) }, step: step * Milliseconds.minute)
  }

  private func reason(_ grain: Grain, _ series: TimeSeries, horizon: Grain = .days(1)) throws -> String {
    let cycles = PeriodFinder.periods(of: series.columns[0], cadence: series.cadence)
    let ladder = try TimeLadder(parsing: "5min,1h", for: series)
    return ladder.reason(for: grain, horizon: horizon, cycles: cycles, wasAsked: false)
  }

  @Test("A tone of 75 minutes shows as 5 hours in hourly means, with what averaging leaves of it")
  func tone() throws {
    let series = wave(75, step: 5, count: 6_000)
    let cycle = try #require(PeriodFinder.periods(of: series.columns[0], cadence: series.cadence).first)
    #expect(cycle.label == "75 min")
    let alias = try #require(Alias(of: cycle, at: .hours(1), .minutes(5)))
    #expect(alias.milliseconds == 5 * Milliseconds.hour && alias.label == "5 h")
    // By hand: sin(0.8 π) / (12 sin(0.8 π / 12)) = 0.587785 / (12 · 0.207912).
    #expect(abs(alias.gain - 0.235591) < 1e-6)
    // Measured: the sine and cosine of 5 hours in the means, over whole periods.
    let means = try TimeCoarsening(.hours(1), [ColumnAggregate(0, .mean)]).coarsen(series).columns[0].values
    let angles = means.indices.map { 2 * Double.pi * Double($0) / 5 }
    let (sines, cosines) = zip(means, angles).reduce((0.0, 0.0)) { ($0.0 + $1.0 * sin($1.1), $0.1 + $1.0 * cos($1.1)) }
    let amplitude = 2 * (sines * sines + cosines * cosines).squareRoot() / Double(means.count)
    #expect(abs(amplitude - alias.gain) < 1e-6)
    #expect(
      try reason(.hours(1), series)
        == "averages 12 rows; 24 of its steps make the horizon of 1d; the cycle of 75 min appears as 5 h, at 24 % of its amplitude"
    )
  }

  @Test("A cycle that fills a bin, or nearly, is averaged away; one of two bins and more is seen as it is")
  func exact() throws {
    let hourly = wave(60, step: 5, count: 6_000)
    #expect(
      try reason(.hours(1), hourly)
        == "averages 12 rows; 24 of its steps make the horizon of 1d; the cycle of 1 h is averaged away")
    let cycle = try #require(PeriodFinder.periods(of: hourly.columns[0], cadence: hourly.cadence).first)
    #expect(Alias(of: cycle, at: .hours(1), .minutes(5)) == nil)
    #expect(Alias(of: cycle, at: .minutes(30), .minutes(5)) == nil)
    // In bins of 40 minutes there are 2/3 of a cycle: it shows with 1/3 of a cycle a bin.
    let alias = try #require(Alias(of: cycle, at: .minutes(40), .minutes(5)))
    #expect(alias.milliseconds == 120 * Milliseconds.minute)
    #expect(abs(alias.gain - 0.418258) < 1e-6)
  }
}
