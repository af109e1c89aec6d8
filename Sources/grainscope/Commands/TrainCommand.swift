import ArgumentParser
import Basics
import Datasets
import Models
import Telemetry
import Training

struct TrainCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "train", abstract: Words.trainAbstract, discussion: Words.trainDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.recipeChoices(recipes: Recipe.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var recipe: Recipe?

  @OptionGroup var stopping: StoppingArguments

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments
  @OptionGroup(title: Words.compositeTitle) var composite: CompositeArguments

  @Option(name: .long, help: ArgumentHelp(Words.journalPath, valueName: Words.valuePath), completion: .file())
  var journal: String?

  @OptionGroup var savedModel: ModelArguments
  @OptionGroup(title: Words.storeTitle) var storing: StoreArguments
  @OptionGroup var parts: PartArguments
  @OptionGroup var predictions: PredictionArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func validate() throws {
    try predictions.check(json: json)
  }

  func run() throws {
    Interrupts.listenForWishes()
    let options = try session.options(knobs, store: storing.choice.place.folder)
    let opened = try Opening.experiment(options)
    let recipe = recipe ?? options.initialRecipe(on: opened)
    guard composite.saveWeights == nil || recipe.hasBaseNetwork else {
      throw ValidationError(Words.compositeWeightsUnwanted)
    }
    try Opening.requireValidation(opened.info)
    let experiment = predictions.areWritten ? opened.keepingColumns() : opened
    let settings = try settings(for: recipe, on: experiment, options)
    let rungs = experiment.rungs(for: recipe)
    try InitialWeights.check(experiment, rungs, settings)
    try Standard.check(
      outputs: [(journal, true), (savedModel.path, false), (composite.saveWeights, false)].compactMap { path, isMade in
        path.map { ($0, isMade) }
      })
    // Without its journal training goes on; that this is not whole is said when it happens, and by how it ends.
    let journal = try self.journal.map { path in
      try Opening.journal(path, experiment: experiment, options: options) { Standard.error.report($0.sentence) }
    }
    let data = DataIdentity(experiment, options)
    let reporter = Self.reporter(
      experiment.info, DataFields(experiment.info, data, options), shown: parts.shown, json: json,
      withPredictions: predictions.areWritten)
    let keeper = try SessionKeeper.begin(
      Self.configuration.commandName ?? "", in: storing.order, experiment, options, data, file: session.file
    ) { _ in settings }
    let events = EventQueue(
      record: { keeper?.note($0) }, secure: { keeper?.checkpoints.secure($0, $1) })
    let laboratory = Laboratory(
      experiment: experiment, threads: session.threads ?? Workers.processorCount, events: events, journal: journal,
      data: data, evaluationInterval: .seconds(1))
    reporter.begin()
    let runs = rungs.map { (run: laboratory.start($0, settings: settings), rung: $0) }
    var tally = TrainTally(info: experiment.info, awaited: runs)
    let loop = TrainLoop(
      laboratory: laboratory, events: events, reporter: reporter, keeper: keeper, microseconds: json ? 5_000 : 30_000)
    try loop.run(&tally)
    keeper?.finish(revealing: parts.shown.contains(.test))
    let lines = [try composite.save(runs.first?.run, of: laboratory), try savedModel.save(tally, of: laboratory)]
    for line in lines.compactMap({ $0 }) where !json { Standard.output.write(line + "\n") }
    if tally.runs.values.allSatisfy({ $0.end == nil || $0.unranked == .diverged }) {
      throw Failure.failed(Words.trainNoneFinished)
    }
    if let journal, journal.failure != nil {
      throw Failure.failed(Words.journalNotWhole(path: Clean.text(journal.path, limit: 300)))
    }
    try keeper?.check()
  }

  /// What `train` prints, and whoever goes on with what it began.
  static func reporter(
    _ info: SessionInfo, _ data: DataFields, shown: [ScoredPart], json: Bool, withPredictions: Bool = false
  ) -> any TrainReporter {
    if json { return JSONReporter(info: info, data: data, shown: shown, writesPredictions: withPredictions) }
    return Standard.output.isTerminal
      ? ProgressReporter(info: info, shown: shown) : PlainReporter(info: info, shown: shown)
  }

  private func settings(
    for recipe: Recipe, on experiment: any Experiment, _ options: SessionOptions
  ) throws -> Settings {
    var settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    try InitialWeights.check(settings, options)
    try StoppingArguments.apply(stopping.patience, to: &settings)
    return settings
  }
}

extension Recipe: NamedChoice {}
