import ArgumentParser
import Basics
import Glibc
import Models
import Studies
import Telemetry
import Training

struct EvaluateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "evaluate", abstract: Words.evaluateAbstract, discussion: Words.evaluateDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp(Words.recipeOfGrains, valueName: Words.valueName))
  var recipe: Recipe?

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @Option(
    name: .long, help: ArgumentHelp(Words.evaluateSeeds, valueName: Words.valueCount),
    transform: NumberOption.seeds.parse)
  var seeds = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.choicesOrAll(choices: MatrixMeasure.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var measure: String?

  @OptionGroup(title: Words.storeTitle) var storing: StoreArguments
  @OptionGroup var parts: PartArguments
  @OptionGroup var predictions: PredictionArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func validate() throws {
    try predictions.check(json: json)
    if json, measure != nil { throw ValidationError(Words.evaluateMeasureIdle) }
    if let measure, let refusal = NamedChoices.refusal(measure, of: "--measure", among: Self.measures + [Self.all]) {
      throw ValidationError(refusal)
    }
  }

  private var measures: [MatrixMeasure]? {
    guard let measure, Spelling.key(measure) != Self.all else { return MatrixMeasure.allCases }
    return Spelling.name(typed: measure, among: Self.measures).flatMap(MatrixMeasure.init).map { [$0] }
  }

  private static let all = "all"
  private static let measures = MatrixMeasure.allCases.map(\.rawValue)

  func run() throws {
    let options = try session.options(knobs, store: storing.choice.place.folder)
    if let recipe, recipe.joins {
      throw Failure.input(Words.recipeJoins(recipe: recipe.rawValue, command: "evaluate"))
    }
    let opened = try Opening.experiment(options)
    let recipe = recipe ?? options.initialRecipe(on: opened)
    try Opening.requireValidation(opened.info)
    let experiment = predictions.areWritten ? opened.keepingColumns() : opened
    switch experiment.info.target {
    case .classes where measure != nil, .number where measure != nil:
      throw Failure.input(Words.evaluateNoMatrix(file: experiment.info.fileName))
    case .forecast, .classes, .number: break
    }
    let settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    let rungs = experiment.info.rungs.filter { $0.exclusion == nil }
    try InitialWeights.check(settings, options)
    try InitialWeights.check(experiment, rungs.map(\.id), settings)
    let keeper = try SessionKeeper.begin(
      Self.configuration.commandName ?? "", in: storing.order, experiment, options, DataIdentity(experiment, options),
      file: session.file
    ) { plan in
      var own = settings
      own.seed = plan.seed
      return own
    }
    // Also where it is stopped: what was trained until then is kept.
    defer { keeper?.finish(revealing: false) }
    let study = SeedStudy(
      experiment: experiment, subjects: rungs.map { SeedStudy.Subject(rung: $0.id, settings: settings) }, seeds: seeds,
      threads: session.threads ?? Workers.processorCount, keepsPredictions: predictions.areWritten,
      observer: keeper?.checkpoints.observer)
    let found = try watched(study)
    for sentence in found.failures.sorted(by: { $0.key.label < $1.key.label }) {
      Standard.error.report(sentence.value)
    }
    guard !found.outcomes.isEmpty else {
      throw Failure.failed(found.failures.isEmpty ? Words.evaluateNothingToTrain : Words.evaluateNoneTrained)
    }
    if parts.shown.contains(.test) { keeper?.noteReveal() }
    let report = EvaluationReport(
      info: experiment.info, outcomes: found.outcomes, failures: found.failures, seeds: study.seeds,
      recipe: recipe, shown: parts.shown)
    if json {
      Standard.output.write(try JSON.line(EvaluationFields(report, withPredictions: predictions.areWritten)) + "\n")
    } else {
      Standard.output.write(EvaluationTable(report: report, measures: measures ?? []).text)
    }
    keeper?.finish(revealing: false)
    try keeper?.check()
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
      throw Failure(sentence: Words.trainingStopped, exitCode: 130)
    }
    return found
  }
}
