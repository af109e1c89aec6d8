import ArgumentParser
import Basics
import Datasets
import Granularity
import Models
import Training

struct ForecastCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "forecast", abstract: Words.forecastAbstract, discussion: Words.forecastDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Option(name: .long, help: ArgumentHelp(Words.forecastRecipe, valueName: Words.valueName))
  var recipe: Recipe?

  @Option(
    name: .long, help: ArgumentHelp(Words.forecastModel, valueName: "safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var model: String?

  @OptionGroup var saving: ModelArguments

  @Flag(name: .long, help: ArgumentHelp(Words.forecastRefit))
  var refit = false

  @Option(
    name: .long, defaultAsFlag: ReconciliationMethod.usual,
    help: ArgumentHelp(
      Words.forecastReconcile(methods: ReconciliationMethod.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName), completion: .list(ReconciliationMethod.allCases.map(\.rawValue)),
    transform: ReconciliationMethod.parse)
  var reconcile: ReconciliationMethod?

  @Option(name: .long, help: ArgumentHelp(Words.forecastFrom, valueName: Words.valueTime))
  var from: String?

  @Flag(name: .customLong("every-origin"), help: ArgumentHelp(Words.forecastEveryOrigin))
  var everyOrigin = false

  @Option(
    name: .long, help: ArgumentHelp(Words.forecastLevels, valueName: Words.valuePercents),
    transform: { text in
      try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        try NumberOption.band.parse(String(part).trimmingSpaces)
      }
    })
  var levels: [Double] = []

  @OptionGroup var sheet: SheetArguments<ForecastSheet.Layout>
  @OptionGroup var stopping: StoppingArguments
  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  func validate() throws {
    guard from == nil || !everyOrigin else { throw ValidationError(Words.forecastFromOrEvery) }
    guard !refit || !everyOrigin else { throw ValidationError(Words.forecastRefitOrEvery) }
    guard model == nil else { return try checkModelAlone() }
    guard reconcile == nil || saving.path == nil else { throw ValidationError(Words.forecastReconciledNotSaved) }
  }

  /// Refuses what a model that was trained before has decided already.
  private func checkModelAlone() throws {
    let decided: [(option: String, isGiven: Bool)] = [
      ("--reconcile", reconcile != nil),
      ("--recipe", recipe != nil), ("--refit", refit), ("--patience", stopping.patience != nil),
    ]
    if let option = decided.first(where: \.isGiven)?.option ?? session.firstOfTraining ?? knobs.firstOption {
      throw ValidationError(Words.forecastModelDecides(option: option))
    }
  }

  func run() throws {
    let question = ForecastQuestion(
      origins: everyOrigin ? .everyTestOrigin : from.map { .at($0) } ?? .end,
      levels: levels.isEmpty ? session.band.map { [$0] } : levels.sorted(), usualLevel: 80)
    let (answer, remarks) = try answer(to: question)
    let text = try ForecastSheet.text(answer.sheets, sheet.chosen)
    for remark in remarks + answer.remarks { Standard.error.report(remark) }
    try sheet.write(text)
  }

  /// - Returns: also what is forecasting.
  private func answer(to question: ForecastQuestion) throws -> (ForecastQuestion.Answer, remarks: [String]) {
    let options = try session.options(knobs)
    try Standard.check(outputs: saving.path, sheet.output)
    if let model {
      let forecaster = try Forecaster.read(try ModelPlace.find(model).path, for: options)
      return (try question.answer(forecaster), forecaster.remarks)
    }
    let experiment = try Opening.experiment(options)
    // By now the data are known as an input.
    try Standard.check(outputs: saving.path, sheet.output)
    let recipe = recipe ?? options.initial?.recipe ?? experiment.usualRecipe
    var settings = try knobs.settings(for: recipe, on: experiment, seed: session.seed)
    try StoppingArguments.apply(stopping.patience, to: &settings)
    try InitialWeights.check(settings, options)
    let threads = session.threads ?? Workers.processorCount
    if let reconcile {
      let forecasters = try CoherentForecasters.train(
        experiment, settings, by: reconcile, all: session.grain != nil, threads: threads, refits: refit)
      return (try question.answer(forecasters), forecasters.remarks)
    }
    let forecaster = try Forecaster.train(experiment, settings, threads: threads, refits: refit)
    let answer = try question.answer(forecaster)
    try saving.save(forecaster.model)
    return (answer, forecaster.remarks)
  }
}

extension ForecastSheet.Layout: SheetLayout {
  static let usual = ForecastSheet.Layout.wide
  static let lines = ForecastSheet.Layout.ndjson
}

extension ReconciliationMethod: NamedChoice {}
