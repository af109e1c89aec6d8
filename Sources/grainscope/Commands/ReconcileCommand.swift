import ArgumentParser
import Basics
import Granularity
import Models
import Studies
import Telemetry
import Training

struct ReconcileCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "reconcile", abstract: Words.reconcileAbstract, discussion: discussion)
  }

  private static var discussion: String {
    Words.reconcileDiscussion(
      methods: ReconciliationMethod.allCases.map { "  \($0.rawValue): \($0.explanation)" }.joined(separator: "\n"))
  }

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp(Words.recipeOfGrains, valueName: Words.valueName))
  var recipe: Recipe = .auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.choicesOrAll(choices: ReconciliationMethod.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName),
    transform: { Spelling.key($0) })
  var method = ReconciliationMethod.usual.rawValue

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @OptionGroup var parts: PartArguments
  @OptionGroup var predictions: PredictionArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func validate() throws {
    try predictions.check(json: json)
    let names = ReconciliationMethod.allCases.map(\.rawValue) + [Self.all]
    if let refusal = NamedChoices.refusal(method, of: "--method", among: names) { throw ValidationError(refusal) }
  }

  private static let all = "all"

  func run() throws {
    guard !recipe.joins else { throw Failure.input(Words.recipeJoins(recipe: recipe.rawValue, command: "reconcile")) }
    let experiment = try Opening.experiment(try session.options(knobs))
    let rungs: [RungID]
    do {
      rungs = try experiment.reconciledRungs(all: session.grain != nil)
    } catch {
      throw Failure.input(error.sentence)
    }
    let training = try LadderTraining(
      experiment, rungs: rungs, settings: try knobs.settings(for: recipe, on: experiment, seed: session.seed),
      threads: session.threads ?? Workers.processorCount)
    training.laboratory.reconcile(training.tally.ordered.map(\.run), keepsForecasts: predictions.areWritten)
    let report = try training.next { event -> ReconciliationReport? in
      if case .reconciled(let report) = event { report } else { nil }
    }
    let named = Spelling.key(method)
    let shown = report.methods.filter { named == Self.all || $0.name == named }
    if let refusal = shown.first?.refusal, shown.count == 1 { throw Failure.input(refusal) }
    if let notice = training.notice { Standard.error.report(notice) }
    if json {
      Standard.output.write(
        try JSON.line(
          ReconciliationLine(report, shown, info: experiment.info, recipe: recipe, shown: parts.shown)) + "\n")
    } else {
      Standard.output.write(
        ReconciliationTable(report: report, methods: shown, info: experiment.info, shown: parts.shown).text)
    }
  }
}
