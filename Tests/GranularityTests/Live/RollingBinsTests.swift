import Basics
import Datasets
import Granularity
import Testing

@Suite("A stream coarsened as it comes")
struct RollingBinsTests {
  @Test(
    "Bins are those of the whole series, bit for bit, on any start, with gaps",
    arguments: [1, 2, 5, 15, 60, 7], UInt64(0)..<6)
  func equalsBatch(ratio: Int, seed: UInt64) throws {
    let count = draw(300...900, seed: seed, 0)
    let start = at("2024-01-17") + Int64(draw(0...5_000, seed: seed, 1)) * Milliseconds.second
    let values = noise(count, seed: seed, missing: seed % 2 == 0 ? 0 : 0.02)
    let whole = TimeSeries(
      name: "made", step: Milliseconds.second, start: start, columns: [Column(name: "a", values: values)])
    let view = try TimeCoarsening(.seconds(Int64(ratio)), [ColumnAggregate(0, .mean)]).coarsen(whole)
    let firstStep = Int(start / Milliseconds.second)
    var bins = RollingBins(ratio: ratio, firstStep: firstStep, capacity: 1_000)
    var completed = 0
    var row = 0
    while row < count {
      // What is missing for long is stepped over at once.
      let gap = values[row...].prefix { $0.isNaN }.count
      if gap > 1 {
        bins.skip(gap)
        row += gap
      } else {
        if bins.append(values[row]) { completed += 1 }
        row += 1
      }
      #expect(bins.boundary <= firstStep + row)
    }
    let complete = bins.values.count
    #expect(complete == view.count || complete == view.count - 1)
    #expect(Int64(bins.firstBin * ratio) * Milliseconds.second == view.starts[0])
    let expected = Array(view.columns[0].values.prefix(complete))
    #expect((0..<complete).map { bins.values[$0] }.isIdentical(to: expected))
    #expect(completed <= complete)
  }

  @Test("Memory holds between one and two capacities, whatever has passed")
  func bounded() {
    var series = RollingSeries(capacity: 100)
    for value in 0..<10_000 {
      series.append(Double(value))
      #expect(series.range.count <= 200 && series.range.count >= min(value + 1, 100))
      #expect(series[value] == Double(value))
    }
    #expect(series.count == 10_000 && series[0].isNaN && series[10_000].isNaN)
    #expect(series.newest(3).map(Array.init) == [9_997, 9_998, 9_999])
    #expect(series.values(at: 9_950..<9_952).map(Array.init) == [9_950, 9_951])
    #expect(series.values(at: 10..<12) == nil && series.values(at: 9_999..<10_001) == nil)
    #expect(series.whole(at: 9_900..<10_000)?.count == 100)
    series.append(.nan)
    series.append(1)
    #expect(series.whole(at: 9_990..<10_002) == nil && series.whole(at: 10_001..<10_002) == [1])
    #expect(series.whole(at: 9_990..<10_000)?.count == 10)
    series.skip(1_000_000_000 - 2)
    #expect(series.count == 1_000_010_000 && series.range.count == 100)
    #expect(series.newest(100)?.allSatisfy { $0.isNaN } == true)
  }
}

@Suite("A quantile of the newest values")
struct RollingQuantileTests {
  @Test("It is that of the values sorted anew, repeated ones and all", arguments: [0.5, 0.8, 0.95])
  func equalsSorting(level: Double) {
    var rolling = RollingQuantile(window: 30)
    // Whole numbers, so that many are equal.
    let values = noise(400, seed: 4).map { ($0 / 20).rounded() }
    for (index, value) in values.enumerated() {
      rolling.add(value)
      let newest = values[max(0, index - 29)...index].sorted()
      let rank = Int((Double(newest.count + 1) * level - 1e-9).rounded(.up))
      #expect(rolling.bound(level) == (rank <= newest.count ? newest[rank - 1] : nil))
      #expect(rolling.count == newest.count)
    }
  }
}

@Suite("The ladder of a stream")
struct LiveLadderTests {
  private func ladder(
    _ grains: String?, horizon: String? = nil, season: String? = nil, step: Int64 = 1_000
  ) throws -> LiveLadder {
    try LiveLadder(
      step: step, grains: grains.map { try $0.split(separator: ",").map { try Grain(parsing: String($0)) } },
      horizon: horizon.map { try Grain(parsing: $0) }, season: season.map { try Grain(parsing: $0) })
  }

  @Test(
    "Without a word it is the step, the horizon and what lies between",
    arguments: [
      (nil, "1s,5s,15s", 15), ("1min", "1s,10s,1min", 60), ("7s", "1s,7s", 7), ("1s", "1s", 1), ("4s", "1s,2s,4s", 4),
      ("21s", "1s,7s,21s", 21),
    ] as [(String?, String, Int)])
  func suggestion(horizon: String?, labels: String, stride: Int) throws {
    let ladder = try ladder(nil, horizon: horizon)
    #expect(ladder.grains.map(\.label).joined(separator: ",") == labels)
    #expect(ladder.stride == stride && ladder.horizonBins(0) == stride)
    #expect(ladder.grains.indices.allSatisfy { ladder.obstacle(at: $0) == nil })
  }

  @Test(
    "Steps of any length get lengths that people think in",
    arguments: [
      (100, "100ms,500ms,2s"), (10_000, "10s,30s,2min"), (60_000, "1min,5min,15min"),
      (1_800_000, "30min,2h,6h"), (3_600_000, "1h,3h,12h"), (21_600_000, "6h,12h,1d"), (86_400_000, "1d"),
      (7_000, "7s,35s,105s"),
    ] as [(Int64, String)])
  func suggestionForStep(step: Int64, labels: String) throws {
    #expect(try LiveLadder(step: step).grains.map(\.label).joined(separator: ",") == labels)
  }

  @Test("Rungs that the horizon or the finest grain does not fit stand there with a reason")
  func obstacles() throws {
    let ladder = try ladder("2s,3s,4s,8s", horizon: "12s")
    #expect(ladder.obstacle(at: 1) == "3 seconds are not a whole number of 2-second steps")
    #expect(ladder.obstacle(at: 3) == "12 seconds are not a whole number of 8-second steps")
    #expect(ladder.obstacle(at: 0) == nil && ladder.obstacle(at: 2) == nil)
    #expect(ladder.horizonBins(2) == 3 && ladder.horizonBins(3) == 0 && ladder.stride == 4)
  }

  @Test(
    "What cannot be is refused with a remedy",
    arguments: [
      ("1s,1s", nil, nil, "is on the ladder twice"), ("1500ms", nil, nil, "multiples"),
      ("1s,1mo", nil, nil, "at most a day"),
      ("2s,4s", "3s", nil, "whole number of steps of the finest grain"), ("1s", "1h", nil, "600 steps"),
      ("2s", nil, "3s", "season"),
    ] as [(String, String?, String?, String)])
  func refusals(grains: String, horizon: String?, season: String?, remedy: String) throws {
    let error = try #require(throws: LiveLadderError.self) {
      try ladder(grains, horizon: horizon, season: season)
    }
    #expect(error.sentence.contains(remedy), "\(error.sentence)")
    #expect(throws: LiveLadderError.self) { try LiveLadder(step: 0) }
    #expect(throws: LiveLadderError.self) { try LiveLadder(step: 2 * Milliseconds.day) }
  }
}

@Suite("The clock of a stream")
struct LiveClockTests {
  @Test("Values without stamps take one step each")
  func counted() {
    var clock = LiveClock(step: 1_000, start: 5_300)
    #expect(clock.take(3) == .closed(5, 3) && clock.take(4) == .closed(6, 4))
    #expect(clock.finish() == .nothing)
  }

  @Test("Stamped values share a step as its mean, late ones are counted, and a clock set back begins anew")
  func stamped() {
    var clock = LiveClock(step: 1_000, start: 0)
    #expect(clock.take(1, at: 2_100) == .nothing && clock.take(3, at: 2_900) == .nothing)
    #expect(clock.take(7, at: 5_000) == .closed(2, 2))
    #expect(clock.take(9, at: 4_999) == .nothing && clock.late == 1)
    #expect(clock.take(8, at: 6_000) == .closed(5, 7))
    #expect(clock.finish() == .closed(6, 8) && clock.finish() == .nothing)
    #expect(clock.take(1, at: -1) == .nothing)
    var outcome = LiveClock.Outcome.nothing
    for _ in 0..<63 { outcome = clock.take(1, at: -1) }
    #expect(outcome == .setBack && clock.take(2, at: 0) == .closed(-1, 1))
  }

  @Test("A sample that stands for its step ends it at once")
  func sampled() {
    var clock = LiveClock(step: 1_000, start: 0)
    #expect(clock.take(whole: 4, at: 3_000) == .closed(3, 4) && clock.take(whole: 5, at: 4_000) == .closed(4, 5))
    #expect(clock.take(whole: 6, at: 4_000) == .nothing)
  }
}

@Suite("The preferred grain of a stream")
struct GrainPreferenceTests {
  /// Errors of two rungs around given means.
  private func feed(
    _ preference: inout GrainPreference, _ count: Int, _ fine: Double, _ coarse: Double, seed: UInt64
  ) -> [GrainPreference.Change] {
    let values = noise(count * 3, seed: seed)
    return (0..<count).compactMap { index in
      let common = Double(values[3 * index]) / 50
      return preference.add([
        fine + common + Double(values[3 * index + 1]) / 500, coarse + common + Double(values[3 * index + 2]) / 500,
      ])
    }
  }

  @Test("As good as the best and coarser is preferred; where the fine one is better by more, it is")
  func choice() throws {
    for seed in UInt64(0)..<5 {
      var preference = GrainPreference()
      #expect(feed(&preference, 19, 10, 10, seed: seed).isEmpty && preference.preferred == nil)
      // Common noise of ten times the spread says nothing of their difference.
      let change = try #require(feed(&preference, 1, 10, 10, seed: seed + 50).first)
      #expect(change.from == nil && change.origins == 20)
      _ = feed(&preference, 60, 9, 9 - 0.5, seed: seed + 100)
      #expect(preference.preferred == 1)
      let back = feed(&preference, 60, 9, 10, seed: seed + 200)
      #expect(back.map(\.to) == [0] && preference.preferred == 0)
      #expect(back[0].best == 0 && back[0].means[1] > back[0].means[0])
    }
  }

  @Test("It takes patience to change: a few origins alone turn nothing")
  func hysteresis() {
    var preference = GrainPreference(window: 20, patience: 5, least: 20)
    for _ in 0..<20 { _ = preference.add([1, 2]) }
    #expect(preference.preferred == 0)
    // The fine rung fails once, so badly that the mean turns; before the patience is over it is forgotten again.
    var short = GrainPreference(window: 4, patience: 5, least: 4)
    for _ in 0..<4 { _ = short.add([1, 2]) }
    #expect(short.add([9, 2]) == nil && short.candidate == 1)
    for _ in 0..<3 { #expect(short.add([1, 2]) == nil) }
    _ = short.add([1, 2])
    #expect(short.preferred == 0 && short.candidate == 0)
    var changes = 0
    for _ in 0..<10 { changes += short.add([9, 2]) == nil ? 0 : 1 }
    #expect(changes == 1 && short.preferred == 1)
  }

  @Test("A rung that has ended takes no part")
  func ended() {
    var preference = GrainPreference(window: 4, patience: 1, least: 4)
    for _ in 0..<4 { _ = preference.add([1, .infinity]) }
    #expect(preference.preferred == 0)
    var none = GrainPreference(window: 4, patience: 1, least: 4)
    for _ in 0..<6 { #expect(none.add([.infinity, .infinity]) == nil) }
    #expect(none.preferred == nil && none.count == 4)
    none.forget()
    #expect(none.count == 0)
  }
}
