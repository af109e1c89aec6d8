import Datasets
import Models
import Telemetry
import Testing
import Training

@Suite("The laboratory reconciles the runs it is asked for")
struct LaboratoryReconciliationTests {
  private func answer(_ laboratory: Laboratory, _ events: EventQueue, _ runs: [RunID]) async throws -> Event? {
    laboratory.waitUntilEnded()
    _ = events.drain()
    laboratory.reconcile(runs)
    while true {
      for event in events.drain() {
        switch event {
        case .reconciled, .refused: return event
        default: continue
        }
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  @Test("Runs of several rungs end in a report")
  func report() async throws {
    let values = (0..<2400).map { (row: Int) -> Double in
      let hour = row % 24
      return Double(hour * (hour - 24)) + Double(row * 7919 % 31)
    }
    let series = TimeSeries(
      name: "saw", step: 3_600_000, start: 0, columns: [Column(name: "saw", values: values)])
    let experiment = try Experiments.forecast(
      series, SessionOptions(path: "saw", horizon: "1d", grains: ["1h", "6h", "1d"]))
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events)
    let runs = ["1h", "6h", "1d"].map { laboratory.start(RungID($0), settings: Settings(.ridge)) }
    guard case .reconciled(let report)? = try await answer(laboratory, events, runs) else {
      Issue.record("no report came")
      return
    }
    #expect(report.levels.map(\.rung.label) == ["1h", "6h", "1d"])
    // Of fewer runs, as asked.
    guard case .reconciled(let fewer)? = try await answer(laboratory, events, [runs[0], runs[2]]) else {
      Issue.record("no report of two rungs came")
      return
    }
    #expect(fewer.levels.map(\.rung.label) == ["1h", "1d"])
    #expect(fewer.leftOut == [ReconciliationReport.LeftOut(rung: "6h", reason: "it has no forecasts")])
  }

  @Test("Where there is nothing to reconcile the refusal says why")
  func refusal() async throws {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: SyntheticExperiment(), threads: 1, events: events)
    guard case .refused(.reconciliation, let sentence)? = try await answer(laboratory, events, []) else {
      Issue.record("no refusal came")
      return
    }
    #expect(sentence.hasPrefix("Only forecasts of a series can be reconciled"))
  }
}
