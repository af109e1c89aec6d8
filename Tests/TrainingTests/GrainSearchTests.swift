import Datasets
import Models
import Studies
import Synchronization
import Telemetry
import Testing
import Training

@Suite("The search for a grain")
struct GrainSearchTests {
  private func experiment(missing: Int...) throws -> ForecastExperiment {
    var values = (0..<2400).map { (row: Int) -> Double in
      let hour = row % 24
      return Double(hour * (hour - 24)) + Double(row * 7919 % 31)
    }
    for row in missing { values[row] = .nan }
    let series = TimeSeries(
      name: "saw", step: 3_600_000, start: 0, columns: [Column(name: "saw", values: values)])
    return try Experiments.forecast(series, SessionOptions(path: "saw", horizon: "1d", grains: ["1h", "6h", "1d"]))
  }

  @Test("The answer is the same at any number of threads, and progress ends at all trainings")
  func threads() throws {
    let experiment = try experiment()
    var reports: [ChoiceReport] = []
    for threads in [1, 3] {
      let seen = Mutex<[ChoiceProgress]>([])
      let search = GrainSearch(experiment, settings: Settings(.ridge), threads: threads) { progress in
        seen.withLock { $0.append(progress) }
      }
      reports.append(try search.run())
      let progress = seen.withLock { $0 }
      #expect(progress.first?.done == 0 && progress.map(\.done).max() == progress.first?.planned)
    }
    #expect(reports[0] == reports[1])
    #expect(reports[0].rungs.count == 3 && reports[0].origins.count == 5)
  }

  @Test("All grains and lookbacks are scored at the same origins, in the measure of the series' one season")
  func sameOrigins() throws {
    let whole = try experiment()
    // In the last block, so that one candidate's lookback reaches it and another's does not.
    let experiment = try experiment(missing: 1700)
    let report = try GrainSearch(experiment, settings: Settings(.ridge), threads: 2, keepsPredictions: true) { _ in }
      .run()
    let untouched = try GrainSearch(whole, settings: Settings(.ridge), threads: 2) { _ in }.run()
    #expect(report.origins[4] < untouched.origins[4] && report.origins.dropLast() == untouched.origins.dropLast())
    for rung in report.rungs {
      for (block, predicted) in zip(report.blocks, rung.predicted) {
        #expect(predicted.count == block.actual.count && predicted.allSatisfy(\.isFinite), "\(rung.rung)")
      }
    }
    #expect(Set(report.blocks.map(\.seasonLabel)) == [experiment.info.forecast?.seasonLabel])
  }

  @Test("A block that the longest lookback cannot serve is dropped for all candidates, and said")
  func droppedBlock() throws {
    // Two weeks, twice the season, after the hole the second block, rows 1080 to 1260, is over, and the third has a day left.
    let report = try GrainSearch(
      experiment(missing: 1060), settings: Settings(.ridge), threads: 2, keepsPredictions: true
    ) { _ in }.run()
    #expect(
      report.droppedBlocks == 1 && report.origins.count == 4 && report.blocks.map(\.rows) == [1080, 1440, 1620, 1800])
    for rung in report.rungs { #expect(rung.blocks.count == 4 && rung.predicted.count == 4) }
    #expect(
      report.reason.contains(
        "1 of 5 blocks is dropped for all grains: it has no origin at which every one of them could be scored."),
      "\(report.reason)")
    #expect(try GrainSearch(experiment(), settings: Settings(.ridge), threads: 2) { _ in }.run().droppedBlocks == 0)
  }

  @Test("A search that is stopped says so")
  func stop() throws {
    let search = GrainSearch(try experiment(), settings: Settings(.ridge), threads: 1) { _ in }
    search.stop()
    #expect(throws: ChoosingError.stopped) { try search.run() }
  }

  @Test("The laboratory chooses beside its runs, with a run's own settings")
  func laboratory() async throws {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: try experiment(), threads: 1, events: events)
    let run = laboratory.start("6h", settings: Settings(.ridge))
    laboratory.waitUntilEnded()
    laboratory.choose(like: run)
    var report: ChoiceReport?
    while report == nil {
      for event in events.drain() {
        if case .chosen(let found) = event { report = found }
        if case .refused(_, let sentence) = event { Issue.record("\(sentence)"); return }
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(report?.recipe == "ridge" && report?.rungs.isEmpty == false)
  }
}
