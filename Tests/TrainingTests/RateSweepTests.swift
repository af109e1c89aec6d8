import Basics
import Dispatch
import Models
import Telemetry
import Testing

@testable import Training

@Suite("The learning rate is swept, and one is proposed")
struct RateSweepTests {
  private func sweep(_ settings: Settings, from checkpoint: LearnerCheckpoint? = nil) throws -> RateReport {
    let learner = try SyntheticExperiment().learner(for: "a", settings: settings)
    if let checkpoint { learner.restore(checkpoint) }
    let sweep = RateSweep(learner, settings: settings)
    while sweep.advance(limit: 16) {}
    return sweep.report
  }

  @Test("Rates grow evenly on a logarithmic scale, and the sweep ends where the loss has grown beyond all bounds")
  func rates() throws {
    var settings = SyntheticExperiment().defaultSettings(.mlp)
    settings.optimizer = .sgd
    let report = try sweep(settings)
    #expect(report.isOver && report.rates.count > 100 && report.rates.count < report.planned)
    #expect((report.rates[0] / 1e-6 - 1).magnitude < 1e-9)
    let factor = report.rates[1] / report.rates[0]
    #expect(zip(report.rates, report.rates.dropFirst()).allSatisfy { ($1 / $0 - factor).magnitude < 1e-9 })
    #expect(RateSweep.rate(RateSweep.steps - 1) == 10)
    #expect(report.losses.count == report.rates.count && report.smoothed.count == report.rates.count)
  }

  @Test("The same beginning gives the same report, to the bit", arguments: [Recipe.mlp, .gru])
  func isDeterministic(_ recipe: Recipe) throws {
    let settings = SyntheticExperiment().defaultSettings(recipe)
    let (first, second) = (try sweep(settings), try sweep(settings))
    #expect(first == second && first.proposal != nil)
    var other = settings
    other.seed += 1
    #expect(try sweep(other).losses != first.losses)
  }

  @Test("Where it falls fastest is proposed, but never beyond a tenth of where it is smallest")
  func rules() throws {
    // Falls about 1e-3, is smallest at 0.3.
    func report(_ loss: (Double) -> Double) -> RateReport {
      var report = RateReport(planned: 210)
      for place in 0..<210 where !report.isOver {
        let rate = RateSweep.rate(place)
        report.take(rate: rate, loss: loss(Elementary.log10(rate)))
        if report.hasExploded { report.finish() }
      }
      if !report.isOver { report.finish() }
      return report
    }
    func fall(_ x: Double, at middle: Double) -> Double { 1 / (1 + Elementary.exponential(4 * (x - middle))) }
    func rise(_ x: Double) -> Double { Elementary.exponential(8 * (x + 0.2)) }
    let early = try #require(report { 0.1 + fall($0, at: -3) + rise($0) }.proposal)
    #expect(
      early.rule == .steepest && (5e-4...4e-3).contains(early.rate) && early.rate == RateProposal.rounded(early.rate))
    let late = try #require(report { 0.1 + fall($0, at: -0.9) + rise($0) }.proposal)
    #expect(late.rule == .belowMinimum && (late.rate / late.minimum - 0.1).magnitude < 0.006)
    #expect(late.steepest > late.rate)
    let learnt = try #require(report { 0.1 + rise($0) }.proposal)
    #expect(learnt.rule == .belowRise && (0.001...0.1).contains(learnt.rate))
    #expect(report { _ in 0.5 }.proposal == nil)
  }

  @Test("A few losses, or one that is no number, end without a proposal")
  func tooShort() {
    var report = RateReport(planned: 210)
    for place in 0..<10 { report.take(rate: RateSweep.rate(place), loss: 1) }
    report.finish()
    #expect(report.isOver && report.proposal == nil)
  }

  @Test("A run whose rate is searched learns what it would have learnt")
  func untouched() throws {
    func run(searching: Bool) throws -> (hash: UInt64, reports: [RateReport]) {
      let events = EventQueue()
      let laboratory = Laboratory(experiment: SyntheticExperiment(), threads: 2, events: events)
      var settings = SyntheticExperiment().defaultSettings(.mlp)
      settings.epochs = 200
      let run = laboratory.start("a", settings: settings)
      var found: [RateReport] = []
      let search = searching ? laboratory.findRate(for: run) : nil
      #expect(searching == (search != nil))
      laboratory.waitUntilEnded()
      var hash: UInt64 = 0
      repeat {
        for event in events.drain() {
          if case .ended(_, let report) = event { hash = report.weightsHash }
          if case .rates(run, let report) = event { found.append(report) }
        }
      } while searching && found.last?.isOver != true
      return (hash, found)
    }
    let (alone, searched) = (try run(searching: false), try run(searching: true))
    #expect(alone.hash == searched.hash && alone.hash != 0)
    #expect(searched.reports.last?.proposal != nil && alone.reports.isEmpty)
  }
}
