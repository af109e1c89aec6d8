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

  /// A band's half-widths, one a step.
  struct Band {
    /// In percent.
    let level: Double
    let halfWidths: [Double]

    var name: String { shortDecimal(level) }
  }

  private struct Line: Encodable {
    let origin, time: String
    let forecast: Double
    let bands: [BandFields]
    let actual: Double?
    let validation: Forecaster.Score?
  }

  private struct BandFields: Encodable {
    let level, lower, upper: Double
  }

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

  func text(_ layout: Layout) throws -> String {
    switch layout {
    case .wide: csv(wideHeading, wide)
    case .long: csv(["origin", "time", "forecast", "level", "lower", "upper"] + actualHeading, long)
    case .ndjson: try lines()
    }
  }

  private var actualHeading: [String] { actual == nil ? [] : ["actual"] }

  private var wideHeading: [String] {
    ["origin", "time", "forecast"] + bands.flatMap { ["lower_\($0.name)", "upper_\($0.name)"] } + actualHeading
  }

  private func csv(_ heading: [String], _ rows: (Int, Int) -> [[String]]) -> String {
    var text = heading.joined(separator: ",") + "\n"
    for origin in origins.indices {
      for step in 0..<forecasts.columns {
        for row in rows(origin, step) { text += row.joined(separator: ",") + "\n" }
      }
    }
    return text
  }

  private func wide(_ origin: Int, _ step: Int) -> [[String]] {
    let forecast = forecasts[origin, step]
    let ends = bands.flatMap { [number(forecast - $0.halfWidths[step]), number(forecast + $0.halfWidths[step])] }
    return [[origins[origin], times[origin][step], number(forecast)] + ends + actualCells(origin, step)]
  }

  private func long(_ origin: Int, _ step: Int) -> [[String]] {
    let forecast = forecasts[origin, step]
    let start = [origins[origin], times[origin][step], number(forecast)]
    guard !bands.isEmpty else { return [start + ["", "", ""] + actualCells(origin, step)] }
    return bands.map { band in
      start + [band.name, number(forecast - band.halfWidths[step]), number(forecast + band.halfWidths[step])]
        + actualCells(origin, step)
    }
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
              origin: origins[origin], time: times[origin][step], forecast: forecast,
              bands: bands.map { band in
                BandFields(
                  level: band.level, lower: forecast - band.halfWidths[step], upper: forecast + band.halfWidths[step])
              }, actual: known.flatMap { $0.isFinite ? $0 : nil }, validation: score)) + "\n"
      }
    }
    return text
  }
}
