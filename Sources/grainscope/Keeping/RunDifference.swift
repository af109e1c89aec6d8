import Basics
import Datasets
import Store
import Telemetry

/// Two runs beside each other, with only what differs. Scores stand there where they are of the same origins.
struct RunDifference {
  private let runs: [StoredRun]

  init(_ first: StoredRun, _ second: StoredRun) { runs = [first, second] }

  /// What differs: its name, and what it is of either.
  var rows: [[String]] { facts.filter { Set($0.cells).count > 1 }.map { [$0.name] + $0.cells } }

  /// That their scores may not be compared, as a sentence; nil where they may.
  var remark: String? { areComparable ? nil : Words.diffOtherOrigins }

  var text: String {
    let rows = rows
    let heads = [Words.runsColumnRun] + runs.map(\.id.text)
    let table = rows.isEmpty ? Words.diffNothing + "\n" : TextTable.cleaned([heads] + rows, [.left, .left])
    return table + (remark.map { $0 + "\n" } ?? "")
  }

  private var areComparable: Bool {
    Set(runs.map { ComparisonGround($0) }).count == 1
  }

  private var facts: [(name: String, cells: [String])] {
    func fact(_ name: String, _ value: (StoredRun) -> String?) -> (String, [String]) {
      (name, runs.map { value($0) ?? "–" })
    }
    let data = [
      fact(Words.pageData) { Clean.text($0.session.dataName, limit: 60) },
      fact(Words.diffDataHash) { $0.session.data.hash }, fact(Words.scoreGrain) { $0.header.plan.rung.label },
      fact(Words.runsColumnRecipe) { $0.header.plan.recipe }, fact(Words.pageModel) { $0.header.plan.summary },
      fact(Words.diffSeed) { "\($0.header.plan.seed)" }, fact(Words.diffParent) { $0.fork },
      fact(Words.diffInitial) { $0.initial.map { Clean.text($0.name, limit: 60) + " " + $0.hash } },
      fact(Words.diffVersion) { $0.session.version },
      fact(Words.diffKernel) { $0.session.kernel + " " + $0.session.level },
    ]
    // The recipe stands above.
    let knobs = Knob.allCases.filter { $0 != .recipe }.map { knob in
      fact(knob.title) { run in
        run.record.effectiveSettings[knob].map { KnobHistory(run).text(of: knob, $0.display) }
      }
    }
    let ends = [
      fact(Words.runsColumnStatus) { $0.status.words },
      fact(Words.pageSteps) { "\($0.record.end?.step ?? $0.record.last?.step ?? $0.record.firstStep)" },
      fact(Words.pageChanges) { $0.record.interventions.map { "@\($0.step) \($0.summary)" }.joined(separator: "; ") },
      fact(Words.pageFailure) { $0.record.failure },
      fact(Words.diffWeights) { $0.record.end.map { hexadecimal($0.weightsHash) } },
    ]
    let names = runs[0].session.task.headlineNames
    let scores =
      areComparable
      ? [fact(names.first) { Self.headlines($0)?.first }, fact(names.second) { Self.headlines($0)?.second }] : []
    return data + knobs + ends + scores
  }

  /// At validation origins.
  private static func headlines(_ run: StoredRun) -> (first: String, second: String)? {
    let scores = run.record.bestScores ?? run.record.newestScores
    guard let values = scores?.validation?.scores.headlines(run.session.task) else { return nil }
    return (ScoreTable.fiveDigits(values.first), ScoreTable.fiveDigits(values.second))
  }
}
