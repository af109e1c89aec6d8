import Basics
import Granularity
import Models
import Tensors

/// Forecasts from some origins, with bands, as rows for a file.
struct ForecastSheet {
  /// How rows are laid out.
  enum Layout: String, CaseIterable, Sendable {
    /// CSV with a row for each step, and two columns for each band.
    case wide
    /// CSV with a row for each step and band.
    case long
    /// A JSON object for each step.
    case ndjson
  }

  /// The half-widths of bands of a level.
  struct Band {
    /// In percent.
    let level: Double
    /// Of each origin, `[steps]`; nil where too few errors are known there.
    let halfWidths: [[Double]?]

    func ends(_ forecast: Double, _ origin: Int, _ step: Int) -> (lower: Double, upper: Double)? {
      halfWidths[origin].map { (forecast - $0[step], forecast + $0[step]) }
    }

    var name: String { shortDecimal(level) }
  }

  private struct Line: Encodable {
    let grain: String?
    let origin, time: String
    let forecast: Double
    let bands: [BandFields]
    let actual: Double?
    let validation: Forecaster.Score?
  }

  private struct BandFields: Encodable {
    let level, lower, upper: Double
  }

  /// Of the steps; nil where it is the evaluation grain, and goes without saying.
  let grain: String?
  /// Of each origin.
  let origins: [String]
  /// Start of each step, `[origins][steps]`.
  let times: [[String]]
  /// `[origins, steps]`
  let forecasts: DoubleMatrix
  let bands: [Band]
  /// `[origins, steps]`, NaN where there is none; nil where nothing is known yet.
  let actual: DoubleMatrix?
  /// Of the model that forecasts, or that forecast before it was refitted; nil where it has none.
  var score: Forecaster.Score?

  /// One below the other, which have the same bands.
  static func text(_ sheets: [ForecastSheet], _ layout: Layout) throws -> String {
    guard let first = sheets.first else { return "" }
    return switch layout {
    case .wide: csv(first.wideHeading, sheets) { $0.wide }
    case .long: csv(first.longHeading, sheets) { $0.long }
    case .ndjson: try sheets.map { try $0.lines() }.joined()
    }
  }

  private static func csv(
    _ heading: [String], _ sheets: [ForecastSheet], _ rows: (ForecastSheet) -> (Int, Int) -> [[String]]
  ) -> String {
    heading.joined(separator: ",") + "\n" + sheets.map { $0.csv(rows($0)) }.joined()
  }

  private var actualHeading: [String] { actual == nil ? [] : ["actual"] }

  private var heading: [String] { (grain == nil ? [] : ["grain"]) + ["origin", "time", "forecast"] }
  private var longHeading: [String] { heading + ["level", "lower", "upper"] + actualHeading }
  private var wideHeading: [String] {
    heading + bands.flatMap { ["lower_\($0.name)", "upper_\($0.name)"] } + actualHeading
  }

  private func csv(_ rows: (Int, Int) -> [[String]]) -> String {
    var text = ""
    for origin in origins.indices {
      for step in 0..<forecasts.columns {
        for row in rows(origin, step) { text += row.joined(separator: ",") + "\n" }
      }
    }
    return text
  }

  private func wide(_ origin: Int, _ step: Int) -> [[String]] {
    let forecast = forecasts[origin, step]
    let ends = bands.flatMap { band -> [String] in
      band.ends(forecast, origin, step).map { [number($0.lower), number($0.upper)] } ?? ["", ""]
    }
    return [start(origin, step) + ends + actualCells(origin, step)]
  }

  private func long(_ origin: Int, _ step: Int) -> [[String]] {
    let forecast = forecasts[origin, step]
    let start = start(origin, step)
    guard !bands.isEmpty else { return [start + ["", "", ""] + actualCells(origin, step)] }
    return bands.map { band in
      let ends = band.ends(forecast, origin, step).map { [number($0.lower), number($0.upper)] } ?? ["", ""]
      return start + [band.name] + ends + actualCells(origin, step)
    }
  }

  private func start(_ origin: Int, _ step: Int) -> [String] {
    (grain.map { [$0] } ?? []) + [origins[origin], times[origin][step], number(forecasts[origin, step])]
  }

  private func actualCells(_ origin: Int, _ step: Int) -> [String] { actual.map { [number($0[origin, step])] } ?? [] }

  /// As few digits as give the same number again; empty where there is none.
  private func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }

  private func lines() throws -> String {
    var text = ""
    for origin in origins.indices {
      for step in 0..<forecasts.columns {
        let forecast = forecasts[origin, step]
        let known = actual.map { $0[origin, step] }
        text +=
          try JSON.line(
            Line(
              grain: grain, origin: origins[origin], time: times[origin][step], forecast: forecast,
              bands: bands.compactMap { band in
                band.ends(forecast, origin, step).map {
                  BandFields(level: band.level, lower: $0.lower, upper: $0.upper)
                }
              }, actual: known.flatMap { $0.isFinite ? $0 : nil }, validation: score)) + "\n"
      }
    }
    return text
  }
}
