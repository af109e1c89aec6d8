import Datasets
import Granularity
import Models
import Telemetry

/// Looks at the file's own columns: whether they were made with knowledge of the future, whatever made them.
struct ColumnAudit {
  let experiment: ForecastExperiment

  private var series: TimeSeries { experiment.series }
  private var target: Int { experiment.target.question.target.column }
  /// Columns beyond these are compared with the target alone.
  private static let most = 16

  func run() -> (tallies: [AuditTally], remarks: [String]) {
    var remarks: [String] = []
    let tallies = [leads(), blocks(&remarks), centred(), scaled(&remarks)]
    return (tallies, remarks)
  }

  /// Columns that repeat the target or are ahead of it.
  private func leads() -> AuditTally {
    var tally = AuditTally(
      AuditReport.columnsAhead, "every column against the target in the same row and in up to 200 later rows")
    tally.count(series.count * max(0, series.columns.count - 1))
    let profile = Profile(of: .series(series), target: series.columns[target].name)
    for suspicion in profile.suspicions where suspicion.isLeak {
      let warning = ColumnWarning(suspicion)
      tally.find("\(warning.column) \(warning.what); leave it out with --without \(warning.column).")
    }
    return tally
  }

  // MARK: Blocks

  /// Columns that hold one value for a whole hour or day, made of another column's values within it, later ones included.
  private func blocks(_ remarks: inout [String]) -> AuditTally {
    var tally = AuditTally(
      "same-day statistics",
      "columns that stay the same within an hour, a day or a week, against every other column's mean, "
        + "sum, minimum, maximum and last value there")
    for grain in Self.grains where experiment.target.question.ladder.base.divides(grain) {
      for column in series.columns.indices {
        guard let blocks = Blocks(series, column: column, grain: grain) else { continue }
        tally.count(blocks.values.count)
        guard blocks.isConstant else { continue }
        let name = series.columns[column].name
        let others = series.columns.indices.filter { $0 != column }.prefix(Self.most)
        var source: String?
        for other in others where source == nil {
          for aggregation in [Aggregation.mean, .sum, .min, .max, .last] {
            guard let view = try? TimeCoarsening(grain, [ColumnAggregate(other, aggregation)]).coarsen(series) else {
              continue
            }
            tally.count(view.count)
            if blocks.follows(view.columns[0].values) {
              source = "the \(aggregation.rawValue) of \(series.columns[other].name)"
              break
            }
          }
        }
        if let source {
          tally.find(
            "\(name) is \(source) over \(grain.words), the rest of it included: at its start the column knows what comes; "
              + "leave it out with --without \(name), or shift it by \(grain.words).")
        } else if column != target {
          remarks.append(
            "\(name) changes only from one \(grain.label) to the next: known beforehand, as a holiday, it is fine; made of "
              + "that time's values it is a leak")
        }
      }
    }
    return tally
  }

  private static let grains: [Grain] = [.hours(1), .days(1), .weeks(1)]

  // MARK: Moving means

  /// Columns that are a moving mean of another one whose window reaches beyond the row.
  private func centred() -> AuditTally {
    var tally = AuditTally(
      "moving means", "columns against other columns' means over windows of 2 to 49 rows that reach beyond the row")
    for other in series.columns.indices.prefix(Self.most) {
      let means = MovingMeans(series.columns[other].values)
      for column in series.columns.indices where column != other {
        let values = series.columns[column].values
        let (found, compared) = means.ahead(of: values)
        tally.count(compared)
        guard let (width, ahead) = found else { continue }
        let name = series.columns[column].name
        tally.find(
          "\(name) is the mean of \(width) rows of \(series.columns[other].name), \(ahead) of them later than its own row; "
            + "leave it out with --without \(name), or make it of earlier rows alone.")
      }
    }
    return tally
  }

  // MARK: Scaled files

  /// Columns that somebody has scaled with statistics of all rows, the test part's included.
  private func scaled(_ remarks: inout [String]) -> AuditTally {
    var tally = AuditTally(
      "scaled before", "mean, deviation and range of every column over all rows against training rows")
    for column in series.columns {
      let all = column.values.filter { !$0.isNaN }
      let training = column.values[experiment.split.train].filter { !$0.isNaN }
      tally.count(all.count)
      guard all.count > 30, training.count > 10, Set(all.prefix(2000)).count > 10 else { continue }
      let (mean, deviation) = Self.moments(all)
      let own = Self.moments(training)
      if abs(mean) < 1e-3, abs(deviation - 1) < 2e-3, abs(own.mean) > 0.02 || abs(own.deviation - 1) > 0.02 {
        tally.find(
          "\(column.name) has mean 0 and deviation 1 over all rows and not over training rows: it was scaled with statistics "
            + "that saw the test part; give the column as it was measured, the program scales it by training rows.")
      } else if all.min() == 0, all.max() == 1, (training.max() ?? 1) < 0.999 || (training.min() ?? 0) > 0.001 {
        remarks.append(
          "\(column.name) goes from 0 to 1 over all rows and not over training rows: if it was scaled by its range, the "
            + "range saw the test part")
      }
    }
    return tally
  }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count)).squareRoot())
  }

  // MARK: The target

  /// Whether the target was averaged or repeated over longer steps than the file's rows.
  func resampledTarget() -> AuditTally {
    var tally = AuditTally(
      "double resampling",
      "the target's values within an hour, a day or a week against each other, and deviations within bins")
    let base = experiment.target.question.ladder.base
    let name = series.columns[target].name
    for grain in Self.grains.reversed() where base.divides(grain) {
      guard let blocks = Blocks(series, column: target, grain: grain) else { continue }
      tally.count(blocks.values.count)
      guard blocks.isConstant else { continue }
      tally.find(
        "\(name) stays the same within \(grain.words) although rows come every \(base.label): it was averaged or repeated "
          + "before, finer rungs learn copies and the deviation within a bin is 0; begin the ladder at \(grain.label).")
      break
    }
    return tally
  }
}
