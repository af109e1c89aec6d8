import ArgumentParser
import Basics
import Datasets
import Models
import Studies

struct ProtocolCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "protocol", abstract: Words.protocolAbstract, discussion: Words.protocolDiscussion)
  }

  /// The recipes of this command, in the order of their table.
  private static let recipes: [Recipe] = Recipe.allCases.filter { $0.longHorizon != nil }

  /// Of a list of row counts: more than any series has.
  private static let mostRows = 1_000_000_000

  @Argument(
    help: ArgumentHelp(Words.protocolFile, valueName: Words.valueFile),
    completion: .file(extensions: FileFormat.extensions(holding: .series)))
  var file: String

  @Option(name: .long, help: ArgumentHelp(Words.protocolRecipe, valueName: Words.valueNames))
  var recipe = "ridge,nlinear,dlinear,nhits"

  @Option(name: .long, help: ArgumentHelp(Words.protocolLookback, valueName: Words.valueRows))
  var lookback: String?

  @Option(
    name: [.customLong("horizons"), .customLong("horizon")],
    help: ArgumentHelp(Words.protocolHorizons, valueName: Words.valueRows))
  var horizons = "96,192,336,720"

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.protocolSet(sets: ProtocolSet.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var set: ProtocolSet?

  @Option(name: .long, help: ArgumentHelp(Words.protocolBorders, valueName: Words.valueRows))
  var borders: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.protocolSeed, valueName: Words.valueNumber),
    transform: NumberOption.seed.parse)
  var seed: UInt64 = 1

  @Option(
    name: .long, help: ArgumentHelp(Words.protocolThreads, valueName: Words.valueCount),
    transform: NumberOption.threads.parse)
  var threads: Int?

  @OptionGroup(title: Words.readingTitle) var reading: ReadArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func validate() throws {
    if set != nil, borders != nil { throw ValidationError(Words.protocolSetOrBorders) }
  }

  func run() throws {
    let horizons = try numbers(self.horizons, option: "--horizons", minimum: 1)
    let lookbacks = try lookback.map { try numbers($0, option: "--lookback", minimum: 2) }
    let recipes = try recipes()
    let path = try SessionArguments.path(file)
    var options = SessionOptions(path: path, zone: reading.zone)
    options.reading = try reading.options()
    guard case .series(let series) = try Opening.dataset(options) else {
      throw Failure.input(Words.protocolNoSeries(file: file))
    }
    let family = set ?? ProtocolSet(step: series.step)
    let borders = try self.borders.map { try numbers($0, option: "--borders", minimum: 1) } ?? family.borders
    do {
      let scoring = try LongHorizonProtocol(series, borders: borders)
      let jobs = recipes.flatMap { recipe in horizons.map { ProtocolRun.Job(recipe: recipe, horizon: $0) } }
      let run = ProtocolRun(
        scoring, jobs: jobs, lookbacks: lookbacks, seed: seed, threads: threads ?? Opening.defaultThreads)
      let isPublished =
        borders == ProtocolSet.hours.borders && PublishedModel.describe(series, file: FilePath.name(path))
      let table = ProtocolTable(published: isPublished ? PublishedModel.ofETTh1 : [], isJSON: json)
      table.begin(
        series, borders: borders,
        source: self.borders != nil
          ? Words.protocolBordersGiven
          : set != nil ? Words.protocolSetGiven(set: family.rawValue) : Words.protocolSetByStep(set: family.rawValue))
      try run.perform(report: table.report)
      table.end(horizons: horizons)
    } catch let error as OpeningError {
      throw Failure.input(error.sentence)
    }
  }

  private func recipes() throws -> [Recipe] {
    try recipe.split(separator: ",").map { name in
      try NamedChoices.one(String(name), of: "--recipe", among: Self.recipes) { $0.rawValue }
    }
  }

  private func numbers(_ text: String, option: String, minimum: Int) throws -> [Int] {
    let counts = minimum...Self.mostRows
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int(String($0).trimmingSpaces) }
    guard numbers.allSatisfy({ $0.map(counts.contains) ?? false }) else {
      throw Failure.input(
        Words.protocolNumbersInvalid(
          option: option, text: text, minimum: "\(counts.lowerBound)", maximum: "\(counts.upperBound)"))
    }
    return numbers.compactMap { $0 }
  }
}

extension ProtocolSet: NamedChoice {}
