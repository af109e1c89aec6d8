import ArgumentParser
import Canvas
import Datasets
import Granularity
import Models
import Networks
import Studies
import Telemetry
import Training

struct SharingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sharing",
    abstract: "Measure whether models that share hidden weights do better than apart, with few and with many days.",
    discussion: """
      Models of several columns at one grain, or of one column at several grains, are trained apart and sharing, from
      several seeds, and scored on the same test days: the last quarter of the series. Errors are mean squared errors on
      the scale of the training days, over all models; intervals hold with 95 % confidence over the seeds.

        grainscope sharing power.csv --columns "Zone 1,Zone 2" --days 14,200
        grainscope sharing demand --grain 1h,3h --days 14,50 --alpha auto
      """)

  @Argument(
    help: "A file or a sample that is a series.", completion: .file(extensions: FileFormat.extensions(holding: .series))
  )
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns to forecast, by name or by its beginning; the first one if not said.", valueName: "names"))
  var columns: String?

  @Option(name: .long, help: ArgumentHelp("One grain, or several for one column.", valueName: "grains"))
  var grain = "1h"

  @Option(name: .long, help: ArgumentHelp("How far ahead.", valueName: "duration"))
  var horizon = "1d"

  @Option(name: .long, help: ArgumentHelp("Training days, several with commas.", valueName: "days"))
  var days = "14,200"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "α: the first model's part in shared weights; auto chooses it on validation.", valueName: "share"))
  var alpha = "0.5"

  @Option(name: .customLong("sharing-by"), help: ArgumentHelp("symmetric or one-sided.", valueName: "rule"))
  var rule = Joining.SharingRule.symmetric.rawValue

  @Option(name: .long, help: ArgumentHelp("Rows behind each forecast.", valueName: "rows"))
  var lookback = 168

  @Option(name: .long, help: ArgumentHelp("Hidden widths, as 64,32.", valueName: "widths"))
  var units = "64,32"

  @Option(name: .long, help: ArgumentHelp("Passes over the training windows.", valueName: "count"))
  var epochs = 100

  @Option(name: .long, help: ArgumentHelp("Seeds, from 1 on.", valueName: "count"))
  var seeds = 10

  @Option(name: .long, help: ArgumentHelp("Seeds that train at the same time.", valueName: "count"))
  var threads = Workers.processorCount

  @Flag(
    name: .customLong("best-epoch"),
    help: "Score the epoch that was best on two validation weeks instead of the last one.")
  var keepsBest = false

  @OptionGroup(title: "How to read the file") var reading: ReadArguments

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  func run() throws {
    let series = try series()
    let subjects = try subjects(of: series)
    let settings = try settings()
    let sharing: Float? = alpha == "auto" ? nil : try share()
    if !json { Standard.output.write(title(subjects, series)) }
    for days in try counts() {
      do {
        let study = try SharingStudy(
          series, subjects, horizon: try TimeLadder.horizon(parsing: horizon, for: series), days: days,
          settings: settings, keepsBest: keepsBest)
        let outcomes = SideBySide.map(seeds, threads: threads) {
          study.outcome(seed: UInt64($0 + 1), sharing: sharing)
        }
        report(SharingReport(days: days, windows: study.trainingWindows, outcomes))
      } catch let error as ExperimentError {
        throw Failure.input(error.sentence)
      } catch let error as LadderError {
        throw Failure.input(error.sentence)
      }
    }
  }

  // MARK: What is asked

  private func series() throws -> TimeSeries {
    var options = SessionOptions(path: try SessionArguments.path(file), zone: reading.zone)
    options.reading = try reading.options()
    guard case .series(let series) = try Opening.dataset(options) else {
      throw Failure.input("\(file) is no series; sharing is measured on series with a time column.")
    }
    return series
  }

  private func subjects(of series: TimeSeries) throws -> [SharingStudy.Subject] {
    let names = columns?.split(separator: ",").map { String($0).trimmingSpaces } ?? []
    let positions = try names.map { name in
      guard
        let position = series.columns.firstIndex(where: { $0.name == name })
          ?? series.columns.firstIndex(where: { $0.name.hasPrefix(name) })
      else {
        throw Failure.input(
          "--columns: there is no column “\(name)”; choose among \(series.columns.map(\.name).joined(separator: ", "))."
        )
      }
      return position
    }
    do {
      let grains = try grain.split(separator: ",").map { try Grain(parsing: String($0).trimmingSpaces) }
      let subjects = (positions.isEmpty ? [0] : positions).flatMap { column in
        grains.map { SharingStudy.Subject(column: column, grain: $0) }
      }
      guard subjects.count > 1 else {
        throw Failure.input("One model has nobody to share with; give two columns, or two grains, as --grain 1h,3h.")
      }
      return subjects
    } catch let error as LadderError {
      throw Failure.input(error.sentence)
    }
  }

  private func settings() throws -> Settings {
    var settings = Settings(.shared)
    settings.lookback = lookback
    settings.epochs = epochs
    do {
      try settings.set(.units, parsing: units)
      try settings.set(.sharingRule, parsing: rule)
    } catch {
      throw Failure.input(error.sentence)
    }
    guard !settings.units.isEmpty else {
      throw Failure.input("--units “\(units)” names no widths; give some, as 64,32.")
    }
    return settings
  }

  private func share() throws -> Float {
    guard let share = Float(alpha), (0...1).contains(share) else {
      throw Failure.input("--alpha “\(alpha)” is no share; give a number from 0 to 1, or auto.")
    }
    return share
  }

  private func counts() throws -> [Int] {
    let counts = days.split(separator: ",").map { Int(String($0).trimmingSpaces) }
    guard !counts.isEmpty, !counts.contains(where: { ($0 ?? 0) < 2 }), seeds > 0, epochs > 0, lookback > 0 else {
      throw Failure.input("--days “\(days)” is not a list of days; give numbers with commas, as 14,200.")
    }
    return counts.compactMap { $0 }
  }

  // MARK: What came out

  private func title(_ subjects: [SharingStudy.Subject], _ series: TimeSeries) -> String {
    let names = subjects.map { "\(series.columns[$0.column].name) at \($0.grain.label)" }.joined(separator: ", ")
    return "\(names): the next \(horizon), \(seeds) seeds\n"
      + SharingReport.columns.map { TextWidth.padded($0.title, to: $0.width, .right) }.joined() + "\n"
  }

  private func report(_ report: SharingReport) {
    if json {
      if let text = try? JSON.line(report) { Standard.output.write(text + "\n") }
    } else {
      Standard.output.write(report.line + "\n")
    }
  }
}
