import ArgumentParser
import Basics
import Datasets
import Granularity
import Models
import Telemetry
import Training

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch a stream in the Lab: every grain learns while the values come.",
    discussion: """
      The stream is standard input, a file that grows, or this machine's own load. Each rung forecasts the next horizon
      before it has come and is scored when it has; the grain that does best, or as well and coarser, is preferred.

        vmstat 1 | grainscope watch --column us
        ping example.org | grainscope watch --column time
        grainscope watch load.csv --every 1min --horizon 15min
        grainscope watch --host --record load.csv

      Into a pipe, or with --json, it writes a line for each origin that was scored instead of a screen.
      """)

  @Argument(help: "A file to follow while it grows; without it, or with -, standard input.", completion: .file())
  var file: String?

  @Flag(name: .long, help: "Watch this machine: \(HostLoad.columns.joined(separator: ", ")) (cpu if not said).")
  var host = false

  @Option(
    name: .long,
    help: ArgumentHelp("Column by its heading or number, or a name beside a number.", valueName: "name"))
  var column: String?

  @Option(
    name: .long, help: ArgumentHelp("The stream's step: from its stamps, or 1s, if not said.", valueName: "duration"))
  var every: String?

  @Option(name: .long, help: ArgumentHelp("The ladder, as 1s,5s,15s.", valueName: "grains"))
  var grain: String?

  @Option(
    name: .long, help: ArgumentHelp("How far ahead every grain is judged; the coarsest grain.", valueName: "duration"))
  var horizon: String?

  @Option(
    name: .long,
    help: ArgumentHelp("How long ago the seasonal naive forecast looks; the horizon.", valueName: "duration"))
  var season: String?

  @Option(
    name: .long,
    help: ArgumentHelp("\(Settings.onlineRecipes.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var recipe: Recipe = .ridge

  @OptionGroup(title: "Knobs") var knobs: KnobArguments

  @Option(name: .long, help: ArgumentHelp("Newest origins over which errors are averaged.", valueName: "origins"))
  var window = 40

  @Option(name: .long, help: ArgumentHelp("Seed of everything that is random.", valueName: "number"))
  var seed: UInt64 = 1

  @Flag(name: .customLong("no-stamps"), help: "Each value is one step, whatever stamp stands beside it.")
  var ignoresStamps = false

  @Option(name: .long, help: ArgumentHelp("Write the steps to a CSV file.", valueName: "path"), completion: .file())
  var record: String?

  @Option(name: .long, help: ArgumentHelp("End after so many values.", valueName: "points"))
  var until: Int?

  @Flag(name: .long, help: "One JSON object a line, no screen.")
  var json = false

  @OptionGroup var look: LookArguments

  func validate() throws {
    if host, file != nil { throw ValidationError("--host watches this machine; leave out the file \(file ?? "").") }
    if let until, until < 1 { throw ValidationError("--until \(until): give a number of values from 1 up.") }
    if !(10...1_000).contains(window) { throw ValidationError("--window \(window): give 10 to 1000 origins.") }
    if !Settings.onlineRecipes.contains(recipe) {
      let known = Settings.onlineRecipes.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--recipe \(recipe.rawValue) does not learn from a stream; give one of \(known).")
    }
  }

  func run() throws {
    let order = try order()
    // What cannot be watched is told before a screen takes the terminal.
    do { _ = try order.source() } catch { throw Failure.input(error.sentence) }
    guard !json, Standard.output.isTerminal else { return try WatchLines(order: order, isJSON: json).run() }
    let runner = try LabRunner(
      options: SessionOptions(path: file ?? "-"), recipe: recipe, knobs: knobs, threads: 1, startsPaused: false,
      journalPath: nil, look: look, watch: order)
    try runner.run()
  }

  private func order() throws -> WatchOrder {
    var settings = Settings(online: recipe)
    settings.seed = seed
    settings.lookback = 0
    try knobs.apply(to: &settings)
    let lookbacks = Settings.onlineLookbacks
    guard !knobs.isGiven(.lookback) || lookbacks.contains(settings.lookback) else {
      throw Failure.input(
        "--lookback \(settings.lookback): give \(lookbacks.lowerBound) to \(lookbacks.upperBound) bins.")
    }
    var request = WatchRequest(settings: settings)
    request.column = column
    request.step = try every.map { try length($0).meanLength }
    request.grains = try grain.map { text in
      try text.split(separator: ",").map { try length(String($0)) }
    }
    request.horizon = try horizon.map(length)
    request.season = try season.map(length)
    request.window = window
    request.until = until
    request.ignoresStamps = ignoresStamps
    return WatchOrder(origin: try origin(&request), request: request, recordPath: record.map(FilePath.absolute))
  }

  private func origin(_ request: inout WatchRequest) throws -> WatchOrder.Origin {
    guard host else {
      guard let file, !StandardInput.isMeant(by: file) else { return .standardInput }
      return .file(try SessionArguments.path(file))
    }
    let column = column ?? HostLoad.columns[0]
    guard HostLoad.columns.contains(column) || Int(column) != nil else {
      throw Failure.input(
        "--host knows no column “\(Clean.text(column, limit: 60))”; give one of "
          + "\(HostLoad.columns.joined(separator: ", ")).")
    }
    request.column = column
    request.step = request.step ?? Milliseconds.second
    return .host(Int(request.step ?? Milliseconds.second))
  }

  private func length(_ text: String) throws -> Grain {
    do { return try Grain(parsing: text) } catch { throw Failure.input(error.sentence) }
  }
}
