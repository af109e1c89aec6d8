import ArgumentParser
import Granularity
import Models
import Studies
import Telemetry
import Training

struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Make the forecasts of all grains add up, and show what that gains and loses at each.",
    discussion: """
      A recipe is trained on every grain. What the grains forecast of the same time differs; reconciled, an average day is
      the mean of its hours. Each grain is scored at its own grain before and after, at common test origins; what a
      method learns of the errors comes from validation origins. Methods:

      \(ReconciliationMethod.allCases.map { "  \($0.rawValue): \($0.explanation)" }.joined(separator: "\n"))

        grainscope reconcile demand --grain 30min,1h,6h,1d --horizon 1d
        grainscope reconcile demand --method all --recipe mlp --epochs 50
      """)

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp("The model of every grain.", valueName: "name"))
  var recipe: Recipe = .ridge

  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(ReconciliationMethod.allCases.map(\.rawValue).joined(separator: ", ")), or all.", valueName: "name"))
  var method = ReconciliationMethod.mintShrink.rawValue

  @OptionGroup(title: "Knobs") var knobs: KnobArguments

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func validate() throws {
    guard method == Self.all || ReconciliationMethod(rawValue: method) != nil else {
      let names = (ReconciliationMethod.allCases.map(\.rawValue) + [Self.all]).joined(separator: ", ")
      throw ValidationError("--method \(method) is not known; choose one of \(names).")
    }
  }

  private static let all = "all"

  func run() throws {
    let experiment = try Opening.experiment(try session.options())
    let rungs: [RungID]
    do {
      rungs = try experiment.reconciledRungs(all: session.grain != nil)
    } catch {
      throw Failure.input(error.sentence)
    }
    let training = try LadderTraining(
      experiment, rungs: rungs, settings: try knobs.settings(for: recipe, on: experiment, seed: session.seed),
      threads: session.threads ?? Workers.processorCount)
    training.laboratory.reconcile(training.tally.ordered.map(\.run))
    let report = try training.next { event -> ReconciliationReport? in
      if case .reconciled(let report) = event { report } else { nil }
    }
    let shown = report.methods.filter { method == Self.all || $0.name == method }
    if let refusal = shown.first?.refusal, shown.count == 1 { throw Failure.input(refusal) }
    if json {
      Standard.output.write(
        try JSON.line(ReconciliationLine(report, shown, info: experiment.info, recipe: recipe)) + "\n")
    } else {
      Standard.output.write(ReconciliationTable(report: report, methods: shown, info: experiment.info).text)
    }
  }
}
