import Basics
import Datasets
import Granularity
import Tensors
import Testing

@Suite("What averaging and picking do")
struct AveragingTests {
  static func power(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
  }

  @Test("Averaging kills noise, then signal: measured through the coarsening itself")
  func signalToNoise() throws {
    let rows = 24 * 4_000
    let key = RandomKey(seed: 3, stream: .noise)
    let signal = series((0..<rows).map { Double(sin(2 * .pi * Double($0) / 24)) })
    let disturbance = series((0..<rows).map { Double(key.normal(UInt64($0))) })
    for (hours, expected, tolerance) in [(Int64(1), 0.5, 0.02), (12, 4.77, 0.15), (24, 0, 1e-6)] {
      let coarsening = TimeCoarsening(.hours(hours), [ColumnAggregate(0, .mean)])
      let ratio =
        Self.power(try coarsening.coarsen(signal).columns[0].values)
        / Self.power(try coarsening.coarsen(disturbance).columns[0].values)
      #expect(abs(ratio - expected) < tolerance, "bins of \(hours): \(ratio)")
    }
  }

  @Test("The closed form: at all phases of the sine, and at its zero crossings")
  func closedForm() {
    #expect(abs(Averaging.signalToNoise(count: 1, period: 24) - 0.5) < 1e-12)
    #expect(abs(Averaging.signalToNoise(count: 24, period: 24)) < 1e-12)
    // Half a period to a bin, at rest: the sum over phases is the mean of the two extremes, 0 and twice it.
    #expect(abs(2 * Averaging.signalToNoise(count: 12, period: 24) - 4.89) < 0.01)
    #expect(Averaging.gain(count: 5, period: 1) == 1)
    // Against a sine sampled and averaged by hand.
    for (count, period) in [(2, 9.0), (3, 11.0), (7, 30.0)] {
      let middle = Double(count - 1) / 2
      let mean = (0..<count).map { cos(2 * .pi * (Double($0) - middle) / period) }.reduce(0, +) / Double(count)
      #expect(abs(Averaging.gain(count: count, period: period) - mean) < 1e-12)
    }
  }

  @Test("Picking every k-th sample aliases; averaging leaves a quarter")
  func aliasing() throws {
    // A tone of 75 minutes, a sample every 15; an hour's picks show it at 5 hours.
    let tone = series(
      (0..<4 * 24 * 50).map { Double(cos(2 * .pi * Double($0) * 15 / 75)) }, step: 15 * Milliseconds.minute)
    #expect(abs(Averaging.apparentPeriod(of: 75, sampledEvery: 60) - 300) < 1e-9)
    #expect(Averaging.apparentPeriod(of: 60, sampledEvery: 120) == .infinity)
    let view = try TimeCoarsening(.hours(1), [ColumnAggregate(0, .last), ColumnAggregate(0, .mean)]).coarsen(tone)
    for (position, amplitude) in [(0, 1.0), (1, 0.25)] {
      let values = view.columns[position].values
      #expect(abs((2 * Self.power(values)).squareRoot() - amplitude) < 0.005)
      // It repeats every five hours.
      #expect(zip(values, values.dropFirst(5)).allSatisfy { abs($0 - $1) < 1e-4 })
    }
    #expect(abs(abs(Averaging.gain(count: 4, period: 5)) - 0.25) < 1e-9)
  }
}
