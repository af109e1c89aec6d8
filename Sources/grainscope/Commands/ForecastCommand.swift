import ArgumentParser
import Basics
import Datasets
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
    try session.check(recipe ?? Self.usualRecipe)
    guard from == nil || !everyOrigin else { throw ValidationError(Words.forecastFromOrEvery) }
    guard !refit || !everyOrigin else { throw ValidationError(Words.forecastRefitOrEvery) }
    guard model == nil else { return try checkModelAlone() }
  }

  /// The quickest that has no seed; what is best is a matter of validation.
  private static let usualRecipe = Recipe.ridge

  /// Refuses what a model that was trained before has decided already.
  private func checkModelAlone() throws {
    let decided: [(option: String, isGiven: Bool)] = [
      ("--recipe", recipe != nil), ("--refit", refit), ("--patience", stopping.patience != nil),
    ]
    if let option = decided.first(where: \.isGiven)?.option ?? session.firstOfTraining ?? knobs.firstOption {
      throw ValidationError(Words.forecastModelDecides(option: option))
    }
  }

  func run() throws {
    let forecaster = try self.forecaster()
    let question = ForecastQuestion(
      origins: everyOrigin ? .everyTestOrigin : from.map { .at($0) } ?? .end,
      levels: levels.isEmpty ? session.band.map { [$0] } : levels.sorted(), usualLevel: 80)
    let answer = try question.answer(forecaster)
    let text = try answer.sheet.text(sheet.chosen)
    try saving.save(forecaster.model)
    for remark in forecaster.remarks + answer.remarks { Standard.error.report(remark) }
    try sheet.write(text)
  }

  private func forecaster() throws -> Forecaster {
    let options = try session.options(knobs)
    if let model { return try .read(model, for: options) }
    let experiment = try Opening.experiment(options)
    var settings = try knobs.settings(for: recipe ?? Self.usualRecipe, on: experiment, seed: session.seed)
    try StoppingArguments.apply(stopping.patience, to: &settings)
    return try .train(
      experiment, settings, threads: session.threads ?? Workers.processorCount, refits: refit)
  }
}

extension ForecastSheet.Layout: SheetLayout {
  static let usual = ForecastSheet.Layout.wide
  static let lines = ForecastSheet.Layout.ndjson
}
