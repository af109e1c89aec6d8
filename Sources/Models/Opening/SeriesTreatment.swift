import Basics
import Datasets
import Granularity
import Telemetry

/// A series after everything that the user asked to be done to it before a model sees it, with a record of each.
package struct SeriesTreatment {
  /// The columns that were kept, as the file has them.
  package let series: TimeSeries
  /// Filled and clipped; nil where nothing was.
  package let prepared: TimeSeries?
  /// What makes of the kept columns what models read.
  let preparation: FittedPreparation
  /// Of the target in ``series``.
  let target: Int
  /// What was asked to be done about missing values.
  let gaps: GapPolicy
  let policies: [PolicyReport]
  let ranking: FeatureRanking?

  /// - Parameters:
  ///   - target: of `series`.
  ///   - rows: the training rows; nothing else is learnt from.
  ///   - horizon: rows ahead, for the selection of features.
  /// - Throws: ``DatasetError`` or ``PreparationError``.
  package init(
    _ series: TimeSeries, target: Int, _ preparation: Preparation, rows: Range<Int>, horizon: Int
  ) throws {
    try preparation.check()
    let name = series.columns[target].name
    let kept = Set(try preparation.kept(of: series.columns.map(\.name)))
    guard !preparation.without.contains(name) else { throw PreparationError.targetLeftOut(name) }
    var chosen = series.columns.indices.filter { $0 == target || kept.contains(series.columns[$0].name) }
    var policies: [PolicyReport] = []
    if chosen.count < series.columns.count || preparation.columns != nil || !preparation.without.isEmpty {
      let taken = Set(chosen)
      let left = series.columns.indices.filter { !taken.contains($0) }.map { series.columns[$0].name }
      policies.append(
        PolicyReport(
          name: "columns", value: Listing.some(chosen.map { series.columns[$0].name }),
          effect: left.isEmpty ? Words.columnsAll : Words.columnsLeftOut(columns: Listing.some(left)), isDefault: false)
      )
    }
    var selected = chosen.count == series.columns.count ? series : series.selecting(chosen)
    var ranking: FeatureRanking?
    if let count = preparation.features {
      let own = selected.columns.firstIndex { $0.name == name } ?? 0
      let order = FeatureOrder(selected, target: own, rows: rows, horizon: max(1, horizon))
      let best = Set(order.entries.prefix(count).map(\.column))
      chosen = selected.columns.indices.filter { $0 == own || best.contains(selected.columns[$0].name) }
      policies.append(PolicyReport(features: count, of: order, best))
      ranking = FeatureRanking(order, kept: best)
      if chosen.count < selected.columns.count { selected = selected.selecting(chosen) }
    }
    let fitted = FittedPreparation(preparation, selected.columns, rows: rows)
    let (prepared, changes) = fitted.applyCounting(selected, trainingRows: rows.upperBound)
    policies.insert(PolicyReport(gaps: preparation.gaps, changes, missing: selected), at: 0)
    if let width = preparation.clip {
      policies.append(PolicyReport(clip: width, changes))
    }
    self.series = selected
    self.preparation = fitted
    self.prepared = fitted.isIdentity ? nil : prepared
    self.target = selected.columns.firstIndex { $0.name == name } ?? 0
    gaps = preparation.gaps
    self.policies = policies
    self.ranking = ranking
  }
}

extension PolicyReport {
  init(gaps: GapPolicy, _ changes: [FittedPreparation.Change], missing series: TimeSeries) {
    let holes = series.columns.filter { $0.missingCount > 0 }
    let filled = changes.filter { $0.filled > 0 }
    let counts = Listing.some(filled.map { Words.countOfColumn(count: $0.filled, column: $0.column) })
    let effect =
      switch gaps {
      case _ where holes.isEmpty: Words.gapsNone
      case .leaveOut:
        Words.gapsLeftOut(
          counts: Listing.some(holes.map { Words.countOfColumn(count: $0.missingCount, column: $0.name) }))
      case .interpolate: filled.isEmpty ? Words.gapsTooLong : Words.gapsInterpolated(counts: counts)
      case .carryForward: Words.gapsCarried(counts: counts)
      }
    self.init(name: "gaps", value: gaps.label, effect: effect, isDefault: gaps == .leaveOut)
  }

  init(clip width: Double, _ changes: [FittedPreparation.Change]) {
    let clipped = changes.filter { $0.clipped > 0 }
    let counts = clipped.map {
      Words.outliersOf(count: $0.clipped, column: $0.column, training: $0.clippedInTraining)
    }
    self.init(
      name: "outliers", value: "\(Self.short(width))σ",
      effect: clipped.isEmpty ? Words.outliersNone : Words.outliersClipped(counts: Listing.some(counts)),
      isDefault: false)
  }

  init(features count: Int, of order: FeatureOrder, _ best: Set<String>) {
    let kept = order.entries.filter { best.contains($0.column) }.map(\.column)
    self.init(
      name: "features", value: "\(count)",
      effect: Words.featuresKept(kept: kept.count, count: order.entries.count, columns: Listing.some(kept)),
      isDefault: false)
  }

  private static func short(_ width: Double) -> String { width == width.rounded() ? "\(Int(width))" : "\(width)" }
}

extension FeatureRanking {
  init(_ order: FeatureOrder, kept: Set<String>) {
    self.init(
      method: MutualInformation.method,
      entries: order.entries.map { Entry(column: $0.column, bits: $0.bits, isKept: kept.contains($0.column)) })
  }
}
