import Basics
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
    var accused: Set<String> = []
    let plain = [leads(&accused), blocks(&remarks, &accused), centred(&accused)]
    return (plain + [innovations(accused), scaled(&remarks)], remarks)
  }

  /// Columns that repeat the target or are ahead of it.
  private func leads(_ accused: inout Set<String>) -> AuditTally {
    var tally = AuditTally(
      AuditReport.columnsAhead, Words.auditColumnsAheadAbout)
    tally.count(series.count * max(0, series.columns.count - 1))
    let profile = Profile(of: .series(series), target: series.columns[target].name)
    for suspicion in profile.suspicions where suspicion.isLeak {
      let warning = ColumnWarning(suspicion)
      accused.insert(warning.column)
      tally.find(Words.foundLeak(column: warning.column, what: warning.what))
    }
    return tally
  }

  // MARK: Blocks

  /// Columns that hold one value for a whole hour or day, made of another column's values within it, later ones included.
  private func blocks(_ remarks: inout [String], _ accused: inout Set<String>) -> AuditTally {
    var tally = AuditTally(Words.auditBlocks, Words.auditBlocksAbout)
    for grain in Self.grains where experiment.target.question.ladder.base.divides(grain) {
      for column in series.columns.indices {
        guard let blocks = Blocks(series, column: column, grain: grain) else { continue }
        tally.count(blocks.values.count)
        guard blocks.isConstant else { continue }
        let name = series.columns[column].name
        let others = series.columns.indices.filter { $0 != column }.prefix(Self.most)
        var source: (aggregation: Aggregation, column: String)?
        for other in others where source == nil {
          for aggregation in [Aggregation.mean, .sum, .min, .max, .last] {
            guard let view = try? TimeCoarsening(grain, [ColumnAggregate(other, aggregation)]).coarsen(series) else {
              continue
            }
            tally.count(view.count)
            if blocks.follows(view.columns[0].values) {
              source = (aggregation, series.columns[other].name)
              break
            }
          }
        }
        if let source {
          accused.insert(name)
          tally.find(
            Words.foundBlock(
              column: name, aggregation: source.aggregation.rawValue, other: source.column, length: grain.words))
        } else if column != target {
          remarks.append(Words.remarkBlock(column: name, grain: grain.label))
        }
      }
    }
    return tally
  }

  private static let grains: [Grain] = [.hours(1), .days(1), .weeks(1)]

  // MARK: Moving means

  /// Columns that are a moving mean of another one whose window reaches beyond the row.
  private func centred(_ accused: inout Set<String>) -> AuditTally {
    var tally = AuditTally(Words.auditMeans, Words.auditMeansAbout)
    for other in series.columns.indices.prefix(Self.most) {
      let means = MovingMeans(series.columns[other].values)
      for column in series.columns.indices where column != other {
        let values = series.columns[column].values
        let (found, compared) = means.ahead(of: values)
        tally.count(compared)
        guard let (width, ahead) = found else { continue }
        let name = series.columns[column].name
        accused.insert(name)
        tally.find(
          Words.foundMean(column: name, rows: width, other: series.columns[other].name, later: ahead))
      }
    }
    return tally
  }

  // MARK: Innovations

  /// Columns that hold what is new in the target before the target does, and about which nothing was found yet.
  private func innovations(_ accused: Set<String>) -> AuditTally {
    var tally = AuditTally(Words.auditInnovations, Words.auditInnovationsAbout)
    let base = experiment.target.question.ladder.base
    let seasons = [Grain.days(1), .weeks(1)].compactMap { $0.wholeSteps(of: base) }
    let rows = series.columns.count > Self.most ? Self.fewRows : Self.rows
    guard let innovations = Innovations(series.columns[target].values, seasons: seasons, rows: rows) else {
      return tally
    }
    for column in series.columns.indices where column != target && !accused.contains(series.columns[column].name) {
      let (found, compared) = innovations.lead(of: series.columns[column].values)
      tally.count(compared)
      guard let found else { continue }
      tally.find(
        Words.foundInnovation(
          rows: found.rows, column: series.columns[column].name, target: series.columns[target].name,
          correlation: shortDecimal(found.correlation, digits: 2)))
    }
    return tally
  }

  /// Rows whose innovations are compared; fewer of files with many columns.
  private static let (rows, fewRows) = (8_192, 2_048)

  // MARK: Scaled files

  /// Columns that somebody has scaled with statistics of all rows, the test part's included.
  private func scaled(_ remarks: inout [String]) -> AuditTally {
    var tally = AuditTally(Words.auditScaled, Words.auditScaledAbout)
    for column in series.columns {
      let all = column.values.filter { !$0.isNaN }
      let training = column.values[experiment.split.train].filter { !$0.isNaN }
      tally.count(all.count)
      guard all.count > 30, training.count > 10, Set(all.prefix(2000)).count > 10 else { continue }
      let (mean, deviation) = Self.moments(all)
      let own = Self.moments(training)
      if abs(mean) < 1e-3, abs(deviation - 1) < 2e-3, abs(own.mean) > 0.02 || abs(own.deviation - 1) > 0.02 {
        tally.find(Words.foundScaled(column: column.name))
      } else if all.min() == 0, all.max() == 1, (training.max() ?? 1) < 0.999 || (training.min() ?? 0) > 0.001 {
        remarks.append(Words.remarkScaled(column: column.name))
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
    var tally = AuditTally(Words.auditResampling, Words.auditResamplingAbout)
    let base = experiment.target.question.ladder.base
    let name = series.columns[target].name
    for grain in Self.grains.reversed() where base.divides(grain) {
      guard let blocks = Blocks(series, column: target, grain: grain) else { continue }
      tally.count(blocks.values.count)
      guard blocks.isConstant else { continue }
      tally.find(
        Words.foundResampled(column: name, length: grain.words, step: base.label, grain: grain.label))
      break
    }
    return tally
  }
}
