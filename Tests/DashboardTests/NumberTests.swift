import Basics
import Telemetry
import Testing

@testable import Dashboard

@Suite("Numbers on the screen")
struct NumberTests {
  @Test(
    "Fixed decimals, groups of three, a true minus sign",
    arguments: [
      (34_055.72, 1, "34 055.7"), (-0.5, 1, "−0.5"), (-0.004, 2, "0.00"), (0, 0, "0"), (999.96, 1, "1 000.0"),
      (1_234_567, 0, "1 234 567"), (.nan, 2, "–"), (.infinity, 2, "–"), (-184.5, 1, "−184.5"),
    ] as [(Double, Int, String)])
  func fixed(_ value: Double, _ decimals: Int, _ text: String) { #expect(Numbers.fixed(value, decimals) == text) }

  @Test(
    "Losses in three significant digits",
    arguments: [
      (0.0312, "0.0312"), (1.239, "1.24"), (12.39, "12.4"), (123.9, "124"), (0.5, "0.500"), (0.00312, "0.00312"),
      (0.0003124, "3.12e-4"), (0, "0"), (1e9, "1e9"), (.nan, "–"),
    ] as [(Double, String)])
  func loss(_ value: Double, _ text: String) { #expect(Numbers.loss(value) == text) }

  @Test(
    "Scores and columns keep the exponent of what is very large",
    arguments: [
      (1.95586e18, "2e18"), (9.6e21, "1e22"), (-5.28e26, "−5e26"), (99_949, "99949"), (1.39, "1.39"), (125.4, "125"),
    ] as [(Double, String)])
  func large(_ value: Double, _ text: String) {
    #expect(Numbers.score(value) == text)
    #expect(
      Numbers.scientific(6.06960e21, width: 8) == "6.07e21" && Numbers.scientific(-6.06960e121, width: 8) == "−6e121")
  }

  @Test(
    "Amounts with a letter", arguments: [(950, "950"), (24_310, "24.3k"), (1_200_000, "1.20M"), (999_600, "1.00M")])
  func amount(_ value: Int, _ text: String) { #expect(Numbers.amount(value) == text) }

  @Test("Rates keep three digits, so that the last ones don't dance")
  func rate() {
    #expect(Numbers.rate(24_312.7) == "24 300")
    #expect(Numbers.rate(24_349) == "24 300")
    #expect(Numbers.rate(7.25) == "7.3")
    #expect(Numbers.rate(0) == "0")
  }

  @Test("Time left", arguments: [(41.0, "0:41"), (60, "1:00"), (725, "12:05"), (11_240, "3:07:20"), (.nan, "–")])
  func clock(_ seconds: Double, _ text: String) { #expect(Numbers.clock(seconds) == text) }

  @Test("100 % stands only for the whole")
  func percent() {
    #expect(Numbers.percent(0.9999) == "99%")
    #expect(Numbers.percent(1) == "100%")
    #expect(Numbers.percent(0.04) == "4%")
  }

  @Test("Wall clocks from instants, before 1970 and in leap years as well")
  func civilTime() {
    #expect(CivilTime(966_211_200_000).stamp(step: 60_000) == "2000-08-14 00:00")
    #expect(CivilTime(951_782_400_000).stamp(step: Milliseconds.day) == "2000-02-29")
    #expect(CivilTime(-1).stamp(step: 1000) == "1969-12-31 23:59:59")
    #expect(CivilTime(30_000).clock(step: 10_000) == "00:00:30" && CivilTime(30_000).clock(step: 60_000) == "00:00")
    #expect(CivilTime(0, offset: 3_600_000).row(step: 1_800_000) == "01-01 01:00")
    #expect(CivilTime(-2_208_988_800_000).row(step: 0) == "1900-01-01")
    _ = CivilTime(.max)
    _ = CivilTime(.min)
  }
}

@Suite("Turning knobs")
struct KnobTurningTests {
  @Test("1, 2, 5 up and down a logarithmic range, exact at every stop")
  func logarithmic() {
    let range = KnobRange.logarithmic(lower: 1e-6, upper: 1, zero: true)
    var value = KnobValue.number(1)
    var stops: [Double] = []
    while value != .number(0) {
      stops.append(value.asNumber)
      value = range.turned(value, by: -1)
    }
    #expect(stops.count == 19)
    #expect(stops[1...4] == [0.5, 0.2, 0.1, 0.05])
    #expect(stops.last == 1e-6)
    for stop in stops.reversed() {
      value = range.turned(value, by: 1)
      #expect(value == .number(stop))
    }
    #expect(range.turned(.number(1), by: 1) == .number(1))
    // As the engine hands it back: a Float's 1e-3 lies a little above.
    #expect(range.turned(.number(Double(Float(1e-3))), by: -1) == .number(5e-4))
    #expect(range.turned(.number(Double(Float(1e-4))), by: 1) == .number(2e-4))
    #expect(range.scaled(.number(Double(Float(1e-3))), by: 0.5) == .number(5e-4))
    #expect(range.turned(.number(3e-4), by: 1) == .number(5e-4))
    #expect(range.turned(.number(3e-4), by: -1) == .number(2e-4))
  }

  @Test("Linear steps leave no noise in the last bits")
  func linear() {
    let range = KnobRange.linear(lower: 0, upper: 0.9, step: 0.05)
    var value = KnobValue.number(0)
    for count in 1...18 {
      value = range.turned(value, by: 1)
      #expect(value == .number(Double("\(count * 5)e-2") ?? .nan))
    }
    #expect(range.turned(value, by: 1) == value)
    #expect(range.text(of: .number(0.1)) == "0.10")
  }

  @Test("Near 1 by the distance to it, exact at every stop; halving and doubling mean how long is remembered")
  func towardsOne() {
    let range = KnobRange.towardsOne(lower: 0, upper: 0.9999)
    let stops = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999]
    for (stop, next) in zip(stops, stops.dropFirst()) {
      // As the engine hands it back, too.
      for value in [stop, Double(Float(stop))] { #expect(range.turned(.number(value), by: 1) == .number(next)) }
      for value in [next, Double(Float(next))] { #expect(range.turned(.number(value), by: -1) == .number(stop)) }
    }
    #expect(range.turned(.number(0), by: -1) == .number(0) && range.turned(.number(0.9999), by: 1) == .number(0.9999))
    #expect(range.turned(.number(0.997), by: 1) == .number(0.998))
    #expect(range.scaled(.number(Double(Float(0.999))), by: 2) == .number(0.9995))
    #expect(range.scaled(.number(0.999), by: 0.5) == .number(0.998))
    #expect(range.text(of: .number(Double(Float(0.999)))) == "0.999")
    #expect(range.fraction(of: .number(0.99)) == 0.5 && range.parsed("0.99995", of: .beta2) == nil)
  }

  @Test("Powers of two, with 0 for all above the largest")
  func powers() {
    let range = KnobRange.powersOfTwo(lower: 1, upper: 8, zero: true)
    #expect(range.turned(.integer(8), by: 1) == .integer(0))
    #expect(range.turned(.integer(0), by: 1) == .integer(0))
    #expect(range.turned(.integer(0), by: -1) == .integer(8))
    #expect(range.turned(.integer(1), by: -1) == .integer(1))
    #expect(range.turned(.integer(5), by: 1) == .integer(8))
    #expect(range.turned(.integer(5), by: -1) == .integer(4))
  }

  @Test("Turning never leaves a range, and sliders stay between their ends")
  func staysInside() {
    let ranges: [(KnobRange, KnobValue)] = [
      (.logarithmic(lower: 1e-6, upper: 1, zero: false), .number(1e-3)),
      (.linear(lower: 0, upper: 0.99, step: 0.01), .number(0.9)),
      (.towardsOne(lower: 0, upper: 0.9999), .number(0.999)),
      (.powersOfTwo(lower: 1, upper: 4096, zero: false), .integer(32)),
      (.integers(lower: 1, upper: 100, step: 10), .integer(50)),
      (.choices(["a", "b"]), .choice("a")), (.widths(lower: 1, upper: 4096), .list([64, 32])),
    ]
    for (range, start) in ranges {
      for direction in [-1, 1] {
        var value = start
        for _ in 0..<200 {
          value = range.turned(value, by: direction)
          #expect(range.parsed(range.text(of: value), of: .learningRate) != nil, "\(value) of \(range)")
          #expect((0...1).contains(range.fraction(of: value) ?? 0))
        }
      }
    }
  }

  @Test("Typed values", arguments: ["", "x", "1e", "nan", "inf", "2", "-1", "1 2"])
  func refusals(_ text: String) {
    #expect(KnobRange.logarithmic(lower: 1e-6, upper: 1, zero: false).parsed(text, of: .learningRate) == nil)
  }

  @Test("Widths are typed as a list")
  func widths() {
    let range = KnobRange.widths(lower: 1, upper: 4096)
    #expect(range.parsed("64 32", of: .units) == .list([64, 32]))
    #expect(range.parsed("64,32, 16", of: .units) == .list([64, 32, 16]))
    #expect(
      range.parsed("64-32", of: .units) == .list([64, 32]) && range.parsed("64 , 32", of: .units) == .list([64, 32]))
    for text in ["64 x", "64,-8", "-8", "64--8"] { #expect(range.parsed(text, of: .units) == nil, "\(text)") }
    #expect(range.parsed("0", of: .units) == nil)
  }
}

@Suite("The window on the curve")
struct CurveWindowTests {
  @Test("The axis of a growing curve changes only by doubling, and holds every step")
  func extentIsCalm() {
    var changes = 0
    var before = 0
    for step in 0...9000 {
      let extent = CurveWindow.extent(step: step, planned: 9000)
      #expect(extent >= step)
      if extent != before { changes += 1 }
      before = extent
    }
    #expect(changes < 12)
    #expect(before == 9000)
  }

  @Test("Zooming about the cross-hair keeps it in its place")
  func zoomKeepsPlace() {
    var window = CurveWindow()
    window.zoom(by: 0.5, about: 250, step: 1000, planned: 1000)
    let steps = window.steps(step: 1000, planned: 1000)
    #expect(steps.count == 500)
    #expect(abs(Double(250 - steps.lowerBound) / 500 - 0.25) < 0.01)
  }

  @Test("A followed window turns in pages and always holds the newest step")
  func followedWindowHoldsNewest() {
    var window = CurveWindow()
    window.zoom(by: 0.125, about: nil, step: 4000, planned: 8000)
    var starts: Set<Int> = []
    for step in 4000..<8000 {
      let steps = window.steps(step: step, planned: 8000)
      #expect(steps.contains(step - 1) && steps.upperBound >= step)
      starts.insert(steps.lowerBound)
    }
    #expect(starts.count < 80)
  }

  @Test("Zooming in and panning never leave the curve")
  func staysInside() {
    var window = CurveWindow()
    for _ in 0..<40 { window.zoom(by: 0.5, about: nil, step: 5000, planned: 9000) }
    #expect(window.steps(step: 5000, planned: 9000).count == CurveWindow.smallestSpan)
    for _ in 0..<3000 { window.pan(by: -1, step: 5000, planned: 9000) }
    #expect(window.steps(step: 5000, planned: 9000).lowerBound == 0)
    for _ in 0..<6000 { window.pan(by: 1, step: 5000, planned: 9000) }
    #expect(window.steps(step: 5000, planned: 9000).upperBound <= 9000)
  }

  @Test("Smoothing is not drawn towards its start and keeps gaps")
  func smoothing() {
    #expect(Smoothing.strong.applied(to: [2, 2, 2]).allSatisfy { abs($0 - 2) < 1e-12 })
    let gapped = Smoothing.light.applied(to: [1, .nan, 1])
    #expect(gapped[0] == 1 && gapped[1].isNaN && abs(gapped[2] - 1) < 1e-12)
    #expect(Smoothing.none.applied(to: [3, 1]) == [3, 1])
  }
}
