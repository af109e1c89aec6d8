import Basics
import Datasets
import Granularity
import Telemetry

/// Puts together what is to be known of a data set before a model sees it.
package struct DataReporter {
  /// Stretches of a rung's small chart.
  static let curvePoints = 320

  let dataset: Dataset
  let options: SessionOptions
  private let opened: OpenedData?
  private let problem: String?

  /// - Parameters:
  ///   - opened: nil where the data cannot be opened as asked.
  ///   - problem: why not, as a sentence.
  package init(_ dataset: Dataset, _ options: SessionOptions, opened: OpenedData?, problem: String? = nil) {
    self.dataset = dataset
    self.options = options
    self.opened = opened
    self.problem = problem
  }

  /// The report; costs about as much as reading the file.
  package func report() -> DataReport {
    let file = dataset.fileReport
    var report = DataReport(
      fileName: Clean.text(options.fileName),
      kind: dataset.kind, rows: dataset.rowCount, bytes: file.bytes)
    let target = info?.targetName
    let profile = Profile(of: dataset, target: target)
    report.guesses = Guesses(file.guess, dataset, columns: file.leftOut.map(\.name)).list
    report.columns = profile.columns.map { ColumnReport($0, isTarget: isTarget($0.name, target)) }
    report.treatments = Treatments.list(
      dataset, options.preparation ?? .untouched, columns: profile.columns.count)
    report.leftOut = info?.unread ?? file.leftOut.map { Reasoned($0.name, $0.reason) }
    report.leaks = profile.suspicions.filter(\.isLeak).map(ColumnWarning.init)
    report.idle = profile.suspicions.filter { !$0.isLeak }.map(ColumnWarning.init)
    report.cycles = profile.periods.map(CycleReport.init)
    report.remarks = info?.remarks ?? dataset.remarks
    if let problem { report.remarks.append(problem) }
    report.policies = info?.policies ?? []
    report.ranking = info?.ranking
    report.target = target.map { Reasoned($0, targetReason) }
    report.findings = Oddities.of(dataset)
    switch dataset {
    case .series(let series): addTime(of: series, to: &report)
    case .table: break
    case .images(let images): report.pictures = PictureReport(images)
    }
    switch opened {
    case .series(let series, let forecast): add(forecast, on: series, profile, to: &report)
    case .table(_, let samples), .images(_, let samples): add(samples, to: &report)
    case nil: break
    }
    return report
  }

  private var info: SessionInfo? { opened?.experiment.info }

  private func isTarget(_ name: String, _ target: String?) -> Bool {
    switch dataset {
    case .series, .table: name == target
    case .images: name != "pixels"
    }
  }

  private var targetReason: String {
    if options.target != nil { return Words.whyAsked }
    switch dataset {
    case .series(let series):
      return series.columns.allSatisfy(\.isConstant) ? Words.whyOnlyConstants : Words.whyFirstColumn
    case .table(let table): return table.targetReason
    case .images:
      switch info?.target.task {
      case .number: return Words.whyImageNumbers
      case .classes, .forecast, nil: return Words.whyImageClasses
      }
    }
  }

  private func add(_ sample: SampleExperiment, to report: inout DataReport) {
    report.ladder = sample.info.rungs.map { rung in
      let reason = options.grains != nil ? Words.whyAsked : reason(for: rung.id, among: sample.info.rungs)
      return GrainReport(
        grain: rung.id.label, bins: rung.rows, incomplete: 0,
        reason: lost(at: rung.id).map { Words.whyAndLoss(reason: reason, loss: $0) } ?? reason,
        exclusion: rung.exclusion)
    }
    let counts = sample.partSizes
    let total = Double(max(1, counts.training + counts.validation + counts.test))
    report.split = [
      ("training", counts.training), ("validation", counts.validation), ("test", counts.test),
    ].map { SplitReport(part: $0.0, rows: $0.1, share: Double($0.1) / total) }
  }

  private func reason(for rung: RungID, among rungs: [RungInfo]) -> String {
    switch dataset.kind.axis {
    case .space: rung == rungs.first?.id ? Words.whyOwnSize : Words.whyAveraged
    case .time, .rows: Words.whyAllColumns
    }
  }
}

extension DataReporter {
  /// Images that are looked at for what a grain loses.
  private static let compared = 200

  /// The mean squared error of pixels that were made coarse and fine again, as `MSE .0123 (nearest), .0101 (bilinear)`; nil
  /// at the finest.
  private func lost(at rung: RungID) -> String? {
    guard case .images(let images) = dataset, let grain = try? SpatialGrain(parsing: rung.label),
      grain != SpatialGrain(height: images.height, width: images.width)
    else { return nil }
    let some = ImageSet(
      name: images.name, height: images.height, width: images.width, channels: images.channels,
      pixels: Array(images.pixels.prefix(Self.compared * images.imageSize)))
    let losses = SpatialRefinement.Method.allCases.compactMap { method in
      (try? SpatialRefinement.loss(of: some, at: grain, method)).map {
        "\(shortDecimal($0, digits: 2)) (\(method.rawValue))"
      }
    }
    return losses.isEmpty ? nil : "MSE " + losses.joined(separator: ", ")
  }
}

extension ColumnReport {
  init(_ profile: ColumnProfile, isTarget: Bool) {
    self.init(
      name: profile.name, type: profile.kind.rawValue, missing: profile.missing,
      missingShare: Double(profile.missing) / Double(max(1, profile.count)), distinct: profile.distinct,
      minimum: profile.range?.minimum, maximum: profile.range?.maximum, mean: profile.range?.mean,
      deviation: profile.range?.deviation,
      levels: profile.levels.map { Level(text: $0.text, count: $0.count) },
      spark: profile.spark.map { $0.isNaN ? nil : $0 }, isTarget: isTarget,
      hasMoreDistinct: profile.distinct == ColumnProfile.distinctLimit)
  }
}

extension CycleReport {
  init(_ period: Period) {
    self.init(
      column: period.column, length: period.label, rows: period.rows, autocorrelation: period.correlation,
      periodogram: period.share)
  }
}

extension ColumnWarning {
  package init(_ suspicion: Suspicion) {
    let what =
      switch suspicion.kind {
      case .allMissing: Words.columnEmpty
      case .constant: Words.columnConstant
      case .equalsTarget: Words.columnEquals
      case .followsTarget(let correlation):
        Words.columnFollows(correlation: correlation < 0 ? "−1.0" : "1.0")
      case .knowsAhead(let rows): Words.columnAhead(rows: rows)
      case .separatesClasses: Words.columnClass
      }
    self.init(column: suspicion.column, what: what)
  }
}
