import ArgumentParser
import Basics
import Datasets
import Granularity
import Models
import Telemetry
import Training

struct WatchCommand: ParsableCommand {
  static let name = "watch"

  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: name, abstract: Words.watchAbstract, discussion: Words.watchDiscussion)
  }

  @Argument(help: ArgumentHelp(Words.watchFile, valueName: Words.valueFile), completion: .file())
  var file: String?

  @Flag(
    name: .long,
    help: ArgumentHelp(
      Words.watchHost(columns: HostLoad.columns.joined(separator: ", "), first: HostLoad.columns[0])))
  var host = false

  @Option(name: .long, help: ArgumentHelp(Words.watchColumn, valueName: Words.valueName))
  var column: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.readingDecimal(marks: DecimalMark.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueChoice))
  var decimal: DecimalMark?

  @Option(name: .long, help: ArgumentHelp(Words.readingMissing, valueName: Words.valueTexts))
  var missing: String?

  @Option(name: .long, help: ArgumentHelp(Words.watchEvery, valueName: Words.valueDuration))
  var every: String?

  @Option(name: .long, help: ArgumentHelp(Words.watchGrain, valueName: Words.valueGrains))
  var grain: String?

  @Option(name: .long, help: ArgumentHelp(Words.watchHorizon, valueName: Words.valueDuration))
  var horizon: String?

  @Option(name: .long, help: ArgumentHelp(Words.watchSeason, valueName: Words.valueDuration))
  var season: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.recipeChoices(recipes: Settings.onlineRecipes.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var recipe: Recipe = .ridge

  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @Option(
    name: .long, help: ArgumentHelp(Words.watchWindow, valueName: Words.valueOrigins),
    transform: NumberOption.window.parse)
  var window = 40

  @Option(
    name: .long, help: ArgumentHelp(Words.seed, valueName: Words.valueNumber), transform: NumberOption.seed.parse)
  var seed: UInt64 = 1

  @Flag(name: .customLong("no-stamps"), help: ArgumentHelp(Words.watchNoStamps))
  var ignoresStamps = false

  @Option(name: .long, help: ArgumentHelp(Words.watchRecord, valueName: Words.valuePath), completion: .file())
  var record: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.watchUntil, valueName: Words.valuePoints),
    transform: NumberOption.points.parse)
  var until: Int?

  @Flag(name: .long, help: ArgumentHelp(Words.watchJson))
  var json = false

  @OptionGroup(title: Words.storeTitle) var storing: StoreChoice
  @OptionGroup var look: LookArguments

  func validate() throws {
    if host, decimal != nil { throw ValidationError(Words.watchHostDecimal) }
    if host, missing != nil { throw ValidationError(Words.watchHostMissing) }
    if host, let file { throw ValidationError(Words.watchHostAndFile(file: file)) }
    if json, look.isGiven { throw ValidationError(Words.watchJsonOrLook) }
    if !Settings.onlineRecipes.contains(recipe) {
      let known = Settings.onlineRecipes.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(Words.watchRecipeInvalid(recipe: recipe.rawValue, recipes: known))
    }
  }

  func run() throws {
    let order = try order()
    // What cannot be watched is reported before a screen takes the terminal.
    do { _ = try order.source() } catch { throw Failure.input(error.sentence) }
    guard !json, Standard.output.isTerminal else {
      return try WatchLines(order: order, isJSON: json, store: storing.order).run()
    }
    let runner = try LabRunner(
      options: SessionOptions(path: file ?? "-"), recipe: recipe, knobs: knobs, threads: 1, startsPaused: false,
      journalPath: nil, look: look.choice, watch: order, store: storing.order)
    try runner.run()
  }

  private func order() throws -> WatchOrder {
    var settings = Settings(online: recipe)
    settings.seed = seed
    settings.lookback = 0
    let lookbacks = Settings.onlineLookbacks
    if let text = knobs.text(of: .lookback), Int(text).map(lookbacks.contains) != true {
      throw Failure.input(
        Words.watchLookbackInvalid(
          lookback: text, minimum: "\(lookbacks.lowerBound)", maximum: "\(lookbacks.upperBound)"))
    }
    try knobs.apply(to: &settings, online: true)
    var request = WatchRequest(settings: settings)
    request.column = column
    request.decimal = decimal
    request.missingWords = ReadArguments.words(missing)
    request.step = try every.map { try length($0).meanLength }
    request.grains = try grain.map { text in
      try text.split(separator: ",").map { try length(String($0)) }
    }
    request.horizon = try horizon.map(length)
    request.season = try season.map(length)
    request.window = window
    request.until = until
    request.ignoresStamps = ignoresStamps
    let origin = try origin(&request)
    var order = WatchOrder(origin: origin, request: request, recordPath: record.map(FilePath.absolute))
    order.arguments = arguments(origin)
    return order
  }

  /// As they were given, with the file's whole path.
  private func arguments(_ origin: WatchOrder.Origin) -> [String] {
    let given = Array(Swift.CommandLine.arguments.dropFirst())
    switch origin {
    case .standardInput: return []
    case .host: return given
    case .file(let path): return given.map { $0 == file ? path : $0 }
    }
  }

  private func origin(_ request: inout WatchRequest) throws -> WatchOrder.Origin {
    guard host else {
      guard let file, !StandardInput.isMeant(by: file) else { return .standardInput }
      return .file(try SessionArguments.path(file))
    }
    let column = column ?? HostLoad.columns[0]
    guard HostLoad.columns.contains(column) || Int(column) != nil else {
      throw Failure.input(
        Words.watchNoColumn(
          column: Clean.text(column, limit: 60), columns: HostLoad.columns.joined(separator: ", ")))
    }
    request.column = column
    request.step = request.step ?? Milliseconds.second
    return .host(Int(request.step ?? Milliseconds.second))
  }

  private func length(_ text: String) throws -> Grain {
    do { return try Grain(parsing: text) } catch { throw Failure.input(error.sentence) }
  }
}
