import Basics
import Glibc
import Testing

@testable import Datasets

@Suite("Profiles")
struct ProfileTests {
  @Test("Column statistics")
  func statistics() throws {
    let profile = Profile(of: try read("a,b,s\n1,0,x\n2,1,y\n,0,x\n6,1,\n"))
    #expect(profile.rowCount == 4)
    let a = profile.columns[0]
    #expect(a.kind == .integer && a.missing == 1 && a.distinct == 3 && a.count == 4)
    #expect(a.range?.minimum == 1 && a.range?.maximum == 6 && a.range?.mean == 3)
    #expect(abs((a.range?.deviation ?? 0) - (14.0 / 3).squareRoot()) < 1e-9)
    #expect(profile.columns[1].kind == .flag)
    #expect(profile.columns[2].kind == .text && profile.columns[2].distinct == 2 && profile.columns[2].missing == 1)
    #expect(shown(a.spark) == [1, 2, -999, 6])
    #expect(profile.columns[2].levels == [.init(text: "x", count: 2), .init(text: "y", count: 1)])
  }

  private func wave(_ count: Int, _ value: (Int) -> Double) -> Column {
    Column(name: "x", values: (0..<count).map { Double(value($0)) })
  }

  private func labels(_ column: Column, _ step: Int64) -> [String] {
    PeriodFinder.periods(of: column, cadence: .milliseconds(step)).map(\.label)
  }

  @Test("A day and a week, with a trend and noise")
  func dayAndWeek() {
    let fuzz = Fuzz(seed: 1)
    let column = wave(24 * 7 * 20) { hour in
      let noise = Double(fuzz.number(hour, 0, below: 1_000)) / 1_000
      let isWeekend = hour / 24 % 7 >= 5
      return sin(2 * .pi * Double(hour) / 24) * (isWeekend ? 0.3 : 1.5) + Double(hour) * 0.01 + noise
    }
    #expect(labels(column, Milliseconds.hour) == ["1 d", "1 w"])
  }

  @Test("A cycle survives missing stretches")
  func withGaps() {
    let column = wave(48 * 60) { $0 % 97 < 20 ? .nan : sin(2 * .pi * Double($0) / 48) }
    #expect(labels(column, 30 * Milliseconds.minute) == ["1 d"])
  }

  @Test("Calendar cadences and odd cycles")
  func others() {
    let months = wave(240) { cos(2 * .pi * Double($0) / 12) + Double($0) * 0.1 }
    #expect(PeriodFinder.periods(of: months, cadence: .months(1)).map(\.label) == ["1 y"])
    #expect(labels(wave(5_000) { sin(2 * .pi * Double($0) / 37) }, Milliseconds.second) == ["37 s"])
    #expect(labels(wave(200_000) { sin(2 * .pi * Double($0) / 86_400) }, Milliseconds.second) == ["1 d"])
    #expect(labels(wave(200_000) { sin(2 * .pi * Double($0) / 60) }, Milliseconds.second) == ["1 min"])
  }

  @Test("Noise, a line, a constant and short columns have no cycle")
  func nothing() {
    let fuzz = Fuzz(seed: 2)
    var level = 0.0
    let columns = [
      wave(4_000) { Double(fuzz.number($0, 0, below: 1_000)) }, wave(1_000) { Double($0) * 0.3 },
      wave(1_000) { _ in 5 },
      // Something that happened twice is no cycle.
      wave(1_000) { (300..<330).contains($0) || (620..<650).contains($0) ? 1 : 0 }, wave(10) { Double($0 % 2) },
      wave(0) { _ in 0 }, wave(1_000) { _ in .nan },
      wave(4_000) { step in
        level += Double(fuzz.number(step, 1, below: 1_000)) - 500
        return level
      },
    ]
    for column in columns { #expect(labels(column, Milliseconds.minute) == []) }
  }

  @Test("Both methods say what they found: a cycle in noise, and waves that beat")
  func methods() throws {
    let fuzz = Fuzz(seed: 4)
    let both = PeriodFinder.periods(
      of: wave(24 * 100) { hour in
        sin(2 * .pi * Double(hour) / 24) + Double(fuzz.number(hour, 0, below: 1_000)) / 500
      }, cadence: .milliseconds(Milliseconds.hour))
    let day = try #require(both.first)
    #expect(both.count == 1 && day.label == "1 d")
    // Sine of variance ½ beside uniform noise of width 2 and variance ⅓: 60 %.
    #expect(abs((day.share ?? 0) - 0.6) < 0.05 && abs((day.correlation ?? 0) - 0.6) < 0.05)

    // Two waves meet again after three of one and two of the other; the spectrum tells them apart.
    let beats = PeriodFinder.periods(
      of: wave(4_000) { sin(2 * .pi * Double($0) / 100) + 0.7 * sin(2 * .pi * Double($0) / 161.8) },
      cadence: .milliseconds(Milliseconds.second))
    #expect(beats.count == 2 && abs(beats[0].rows - 100) <= 5 && beats[1].rows == 162)
    #expect(beats[1].correlation == nil && beats.allSatisfy { ($0.share ?? 0) > 0.3 })
  }

  @Test("The autocorrelation of a wave is read at every so many lags")
  func correlogram() {
    let column = wave(2_400) { sin(2 * .pi * Double($0) / 24) }
    let curve = PeriodFinder.autocorrelation(of: column, lags: 48, points: 25)
    #expect(curve.stride == 2 && curve.values.count == 25)
    #expect(abs(curve.values[0] - 1) < 1e-3 && abs(curve.values[6] + 1) < 0.02 && abs(curve.values[12] - 1) < 0.02)
  }

  @Test("The transform of a few waves")
  func transform() {
    let transform = FourierTransform(size: 16)
    var real = (0..<16).map { cos(2 * .pi * 3 * Double($0) / 16) + 2 }
    var imaginary = (0..<16).map { sin(2 * .pi * 3 * Double($0) / 16) }
    transform.forward(&real, &imaginary)
    for index in 0..<16 {
      #expect(abs(real[index] - (index == 3 ? 16 : index == 0 ? 32 : 0)) < 1e-9)
      #expect(abs(imaginary[index]) < 1e-9)
    }
  }
}
