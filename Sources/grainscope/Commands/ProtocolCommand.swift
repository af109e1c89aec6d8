import ArgumentParser
import Datasets
import Models
import Studies

struct ProtocolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protocol",
    abstract: "Score forecasters as the literature scores long forecasts (the ETT sets and their like).",
    discussion: """
      All columns are forecast on the z-scored scale by one model, windows have stride 1 and none is dropped. What can be
      tuned is tuned on the validation part alone; its error stands beside that on the test part. For ETTh1 the published
      figures stand beside ours. Borders are the rows at which training, validation and test end; without them those of
      the ETT sets are taken, for hours or for quarters of an hour.

        grainscope protocol ETTh1.csv
        grainscope protocol ETTm1.csv --recipe ridge,nlinear --horizons 96 --set ett-minute
        grainscope protocol load.csv --borders 6000,8000,10000 --lookback 168,336
      """)

  /// What is recipe of this command, in the order of its table.
  private static let recipes: [Recipe] = Recipe.allCases.filter { $0.longHorizon != nil }

  @Argument(
    help: "A file of a series; every number column is forecast.",
    completion: .file(extensions: FileFormat.extensions(holding: .series)))
  var file: String

  @Option(name: .long, help: ArgumentHelp("Forecasters, several with commas.", valueName: "names"))
  var recipe = "ridge,nlinear,dlinear,nhits"

  @Option(
    name: .long,
    help: ArgumentHelp("Rows that a forecast looks back on; of several the best is chosen.", valueName: "rows"))
  var lookback = "336"

  @Option(
    name: [.customLong("horizons"), .customLong("horizon")],
    help: ArgumentHelp("Rows forecast, several with commas.", valueName: "rows"))
  var horizons = "96,192,336,720"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whose borders: \(ProtocolSet.allCases.map(\.rawValue).joined(separator: ", ")); otherwise the file's step tells.",
      valueName: "name"))
  var set: ProtocolSet?

  @Option(name: .long, help: ArgumentHelp("Rows at which training, validation and test end.", valueName: "rows"))
  var borders: String?

  @Option(name: .long, help: "Seed of first weights and order of windows.")
  var seed: UInt64 = 1

  @Option(name: .long, help: ArgumentHelp("Models that are fitted at once.", valueName: "count"))
  var threads: Int?

  @OptionGroup(title: "How to read the file") var reading: ReadArguments

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads \(threads): give a number from 1 up.") }
  }

  func run() throws {
    let horizons = try numbers(self.horizons, option: "--horizons", least: 1)
    let lookbacks = try numbers(lookback, option: "--lookback", least: 2)
    let recipes = try recipes()
    let path = try SessionArguments.path(file)
    var options = SessionOptions(path: path, zone: reading.zone)
    options.reading = try reading.options()
    guard case .series(let series) = try Opening.dataset(options) else {
      throw Failure.input("\(file) is no series; the protocol needs a time column and one row a step.")
    }
    let family = set ?? ProtocolSet(step: series.step)
    let borders = try self.borders.map { try numbers($0, option: "--borders", least: 1) } ?? family.borders
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
          ? "as given" : set != nil ? "\(family.rawValue), as given" : "\(family.rawValue), by the file's step")
      try run.perform(report: table.report)
      table.end(horizons: horizons)
    } catch let error as OpeningError {
      throw Failure.input(error.sentence)
    }
  }

  private func recipes() throws -> [Recipe] {
    try recipe.split(separator: ",").map { name in
      guard let recipe = Recipe(rawValue: String(name)), Self.recipes.contains(recipe) else {
        throw Failure.input(
          "--recipe “\(name)” is no forecaster of the protocol; choose among "
            + "\(Self.recipes.map(\.rawValue).joined(separator: ", ")).")
      }
      return recipe
    }
  }

  private func numbers(_ text: String, option: String, least: Int) throws -> [Int] {
    let numbers = text.split(separator: ",").map { Int($0) }
    guard !numbers.isEmpty, !numbers.contains(where: { ($0 ?? 0) < least }) else {
      throw Failure.input(
        "\(option) “\(text)” is not a list of row counts from \(least) up; give numbers with commas, as 96,192.")
    }
    return numbers.compactMap { $0 }
  }
}

extension ProtocolSet: ExpressibleByArgument {}
