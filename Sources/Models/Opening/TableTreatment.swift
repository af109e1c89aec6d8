import Basics
import Datasets
import Telemetry

/// A table's input columns after everything that the user asked to be done to them.
struct TableTreatment {
  let columns: [Column]
  /// Between what each column was clipped; nil where it was not.
  let bounds: [OutlierBounds?]
  let policies: [PolicyReport]
  let ranking: FeatureRanking?

  /// The columns that are named, or not left out.
  ///
  /// - Throws: ``DatasetError`` or ``PreparationError``.
  static func chosen(_ table: Table, target: String, _ preparation: Preparation) throws -> [Column] {
    try preparation.check()
    guard preparation.gaps == .leaveOut else {
      throw PreparationError.notForRows(Words.openingGaps(policy: preparation.gaps.label), kind: .table)
    }
    guard !preparation.without.contains(target) else { throw PreparationError.targetLeftOut(target) }
    let names = (table.columns.map(\.name) + table.textColumns.map(\.name))
    let kept = Set(try preparation.kept(of: names))
    return table.columns.filter { $0.name != target && kept.contains($0.name) }
  }

  /// Columns that nobody asked to leave out and that are not read all the same: those that are no numbers.
  ///
  /// - Throws: ``DatasetError``.
  static func unread(_ table: Table, target: String, _ preparation: Preparation) throws -> [Reasoned] {
    let kept = Set(try preparation.kept(of: table.columns.map(\.name) + table.textColumns.map(\.name)))
    let texts = table.textColumns.filter { $0.name != target && kept.contains($0.name) }
    return table.report.leftOut.map { Reasoned($0.name, $0.reason) }
      + texts.map { Reasoned($0.name, Words.unreadText) }
  }

  /// - Parameters:
  ///   - columns: of numbers, without the target.
  ///   - rows: the training rows; nothing else is learnt from.
  init(_ columns: [Column], of table: Table, target: TableTarget, _ preparation: Preparation, rows: [Int]) {
    var columns = columns
    var policies: [PolicyReport] = []
    let names = Set(columns.map(\.name))
    let left = table.columns.filter { $0.name != target.name && !names.contains($0.name) }
    if !left.isEmpty {
      policies.append(
        PolicyReport(
          name: "columns", value: Listing.some(columns.map(\.name)),
          effect: Words.columnsLeftOut(columns: Listing.some(left.map(\.name))),
          isDefault: false))
    }
    ranking = preparation.features.map { count in
      let order = FeatureOrder(
        columns.map { column in
          let values = rows.map { column.values[$0] }
          let bits =
            switch target {
            case .number(let target): MutualInformation.bits(values, rows.map { target.values[$0] })
            case .classes(_, let labels, _): MutualInformation.bits(values, classes: rows.map { labels[$0] })
            }
          return FeatureOrder.Entry(column: column.name, bits: bits)
        })
      let best = Set(order.entries.prefix(count).map(\.column))
      columns.removeAll { !best.contains($0.name) }
      policies.append(PolicyReport(features: count, of: order, best))
      return FeatureRanking(order, kept: best)
    }
    if let width = preparation.clip {
      let training = Set(rows)
      var limits: [OutlierBounds?] = []
      var changes: [FittedPreparation.Change] = []
      for index in columns.indices {
        let bounds = OutlierBounds(fitting: columns[index].values, rows: rows, width: width)
        limits.append(bounds)
        let clipped = bounds?.clip(&columns[index].values) ?? []
        changes.append(
          FittedPreparation.Change(
            column: columns[index].name, filled: 0, clipped: clipped.count,
            clippedInTraining: clipped.count { training.contains($0) }))
      }
      policies.append(PolicyReport(clip: width, changes))
      bounds = limits
    } else {
      bounds = columns.map { _ in nil }
    }
    self.columns = columns
    self.policies = policies
  }
}
