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
  }

  private func wave(_ count: Int, _ value: (Int) -> Double) -> Column {
    Column(name: "x", values: (0..<count).map { Float(value($0)) })
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
