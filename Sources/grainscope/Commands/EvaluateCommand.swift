import ArgumentParser
import Glibc
import Models
import Studies
import Telemetry
import Training

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score every grain's model at every grain, with costs, and with intervals over seeds.",
    discussion: """
      The evaluation matrix has a row for each model's grain and for both naive forecasts, and a column for each grain at
      which their forecasts are scored, on the same origins; * marks the best model of a column. Under several seeds,
      trained as many at a time as --threads allow, cells are means, and what is smaller than seed noise is said so.

        grainscope evaluate demand --recipe ridge
        grainscope evaluate demand --recipe mlp --epochs 60 --seeds 5 --measure MASE
        grainscope evaluate demand --seeds 5 --json | jq '.rungs[] | {rung, mean, halfWidth}'
      """)

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp("The model of every grain.", valueName: "name"))
  var recipe: Recipe = .mlp

  @OptionGroup(title: "Knobs") var knobs: KnobArguments

  @Option(name: .long, help: ArgumentHelp("How many seeds every grain is trained under.", valueName: "count"))
  var seeds = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(MatrixMeasure.allCases.map(\.rawValue).joined(separator: ", ")), or all.", valueName: "name"))
  var measure = "all"

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func validate() throws {
    guard seeds >= 1, seeds <= 1000 else { throw ValidationError("--seeds \(seeds): give a number from 1 to 1000.") }
    guard measures != nil else {
      let names = MatrixMeasure.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--measure \(measure) is not known; choose one of \(names), or all.")
    }
  }

  private var measures: [MatrixMeasure]? {
    if measure.lowercased() == "all" { return MatrixMeasure.allCases }
    return MatrixMeasure.allCases.first { $0.rawValue.lowercased() == measure.lowercased() }.map { [$0] }
  }

  func run() throws {
    let experiment = try Opening.experiment(try session.options())
    let settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    let rungs = experiment.info.rungs.filter { $0.exclusion == nil }
    let study = SeedStudy(
      experiment: experiment, subjects: rungs.map { SeedStudy.Subject(rung: $0.id, settings: settings) }, seeds: seeds,
      threads: session.threads ?? Workers.processorCount)
    let found = try watched(study)
    for sentence in found.failures.sorted(by: { $0.key.label < $1.key.label }) {
      Standard.error.write("grainscope: \(sentence.value)\n")
    }
    guard !found.outcomes.isEmpty else { throw Failure.failed("No rung could be trained; see the lines above.") }
    let report = EvaluationReport(
      info: experiment.info, outcomes: found.outcomes, seeds: study.seeds,
      recipe: recipe)
    if json {
      Standard.output.write(try JSON.line(EvaluationFields(report)) + "\n")
    } else {
      Standard.output.write(EvaluationTable(report: report, measures: measures ?? []).text)
    }
  }

  /// A bar on standard error where that is a terminal; Ctrl-C stops it.
  private func watched(_ study: SeedStudy) throws -> (outcomes: [SeedOutcome], failures: [RungID: String]) {
    let bar = StudyBar(isShown: Standard.error.isTerminal)
    let restore = Interrupts.listen()
    defer {
      restore()
      bar.erase()
    }
    let found = study.run {
      if Interrupts.came { study.cancel() }
      bar.show(study.progress)
    }
    guard !study.wasCancelled else {
      throw Failure(sentence: "Training was stopped; nothing was kept.", exitCode: 130)
    }
    return found
  }
}
