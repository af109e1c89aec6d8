import ArgumentParser
import Basics
import Canvas
import Datasets
import Granularity
import Models
import Networks
import Studies
import Telemetry
import Training

struct SharingCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "sharing", abstract: Words.sharingAbstract, discussion: Words.sharingDiscussion)
  }

  @Argument(
    help: ArgumentHelp(Words.sharingFile, valueName: Words.valueFile),
    completion: .file(extensions: FileFormat.extensions(holding: .series)))
  var file: String

  @Option(name: .long, help: ArgumentHelp(Words.sharingColumns, valueName: Words.valueNames))
  var columns: String?

  @Option(name: .long, help: ArgumentHelp(Words.sharingGrain, valueName: Words.valueGrains))
  var grain = "1h"

  @Option(name: .long, help: ArgumentHelp(Words.sharingHorizon, valueName: Words.valueDuration))
  var horizon = "1d"

  @Option(name: .long, help: ArgumentHelp(Words.sharingDays, valueName: Words.valueDays))
  var days = "14,200"

  @Option(name: .long, help: ArgumentHelp(Words.sharingAlpha, valueName: Words.valueShare))
  var alpha = "0.5"

  @Option(
    name: .customLong("sharing-by"),
    help: ArgumentHelp(
      Words.sharingRule(rules: Listing.choice(Joining.SharingRule.allCases.map(\.rawValue))),
      valueName: Words.valueRule))
  var rule = Joining.SharingRule.symmetric.rawValue

  @Option(
    name: .long, help: ArgumentHelp(Words.sharingLookback, valueName: Words.valueRows),
    transform: NumberOption.lookback.parse)
  var lookback = 168

  @Option(name: .long, help: ArgumentHelp(Words.sharingUnits, valueName: Words.valueWidths))
  var units = "64,32"

  @Option(
    name: .long, help: ArgumentHelp(Words.sharingEpochs, valueName: Words.valueCount),
    transform: NumberOption.epochs.parse)
  var epochs = 100

  @Option(
    name: .long, help: ArgumentHelp(Words.sharingSeeds, valueName: Words.valueCount),
    transform: NumberOption.seeds.parse)
  var seeds = 10

  @Option(
    name: .long, help: ArgumentHelp(Words.sharingThreads, valueName: Words.valueCount),
    transform: NumberOption.threads.parse)
  var threads = Workers.processorCount

  @Flag(
    name: .customLong("best-epoch"),
    help: ArgumentHelp(Words.sharingBestEpoch))
  var keepsBest = false

  @OptionGroup(title: Words.readingTitle) var reading: ReadArguments

  @OptionGroup var parts: PartArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func run() throws {
    let series = try series()
    let subjects = try subjects(of: series)
    let settings = try settings()
    let sharing: Float? = alpha == "auto" ? nil : try share()
    let counts = try counts()
    let ahead: Grain
    do { ahead = try TimeLadder.horizon(parsing: horizon, for: series) } catch { throw Failure.input(error.sentence) }
    if !json { Standard.output.write(title(subjects, series)) }
    for days in counts {
      do {
        let study = try SharingStudy(
          series, subjects, horizon: ahead, days: days, settings: settings, keepsBest: keepsBest)
        let outcomes = SideBySide.map(seeds, threads: threads) {
          study.outcome(seed: UInt64($0 + 1), sharing: sharing)
        }
        report(SharingReport(days: days, study, outcomes, shown: parts.shown))
      } catch {
        throw Failure.input(error.sentence)
      }
    }
  }

  // MARK: What is asked

  /// Training days: up to a century.
  private static let dayCounts = 2...36_525

  private func series() throws -> TimeSeries {
    var options = SessionOptions(path: try SessionArguments.path(file), zone: reading.zone)
    options.reading = try reading.options()
    guard case .series(let series) = try Opening.dataset(options) else {
      throw Failure.input(Words.sharingNoSeries(file: file))
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
        let columns = series.columns.map(\.name).joined(separator: ", ")
        throw Failure.input(Words.sharingColumnUnknown(column: name, columns: columns))
      }
      return position
    }
    do {
      let grains = try grain.split(separator: ",").map { try Grain(parsing: String($0).trimmingSpaces) }
      let subjects = (positions.isEmpty ? [0] : positions).flatMap { column in
        grains.map { SharingStudy.Subject(column: column, grain: $0) }
      }
      guard subjects.count > 1 else {
        throw Failure.input(Words.sharingOneModel)
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
    try KnobArguments.set(.units, parsing: units, in: &settings)
    try KnobArguments.set(.sharingRule, parsing: rule, in: &settings)
    guard !settings.units.isEmpty else {
      throw Failure.input(Words.sharingNoUnits(units: units))
    }
    return settings
  }

  private func share() throws -> Float {
    guard let share = Float(alpha), (0...1).contains(share) else {
      throw Failure.input(Words.sharingAlphaInvalid(alpha: alpha))
    }
    return share
  }

  private func counts() throws -> [Int] {
    let counts = days.split(separator: ",", omittingEmptySubsequences: false).map { Int(String($0).trimmingSpaces) }
    guard counts.allSatisfy({ $0.map(Self.dayCounts.contains) ?? false }) else {
      throw Failure.input(Words.sharingDaysInvalid(days: days, most: "\(Self.dayCounts.upperBound)"))
    }
    return counts.compactMap { $0 }
  }

  // MARK: What came out

  private func title(_ subjects: [SharingStudy.Subject], _ series: TimeSeries) -> String {
    let models = subjects.map { subject in
      Words.sharingSubject(column: series.columns[subject.column].name, grain: subject.grain.label)
    }
    return Words.sharingTitle(models: models.joined(separator: ", "), horizon: horizon, seeds: seeds) + "\n"
      + SharingReport.columns.map { TextWidth.padded($0.title, to: $0.width, .right) }.joined() + "\n"
  }

  private func report(_ report: SharingReport) {
    if json {
      if let text = try? JSON.line(report) { Standard.output.write(text + "\n") }
    } else {
      Standard.output.write(report.lines.map { $0 + "\n" }.joined())
    }
  }
}
