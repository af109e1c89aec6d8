/// What is done to data before a model sees them; everything is off unless asked for.
package struct Preparation: Hashable, Sendable, Codable {
  package var gaps = GapPolicy.leaveOut
  /// Robust standard deviations from the median at which values are clipped; nil leaves them.
  package var clip: Double?
  /// The only columns that are kept, beside the target; nil keeps all.
  package var columns: [String]?
  /// Columns left out.
  package var without: [String] = []
  /// How many columns beside the target are kept, by their information about it; nil keeps all.
  package var features: Int?

  package init() {}

  package static let untouched = Preparation()

  /// - Throws: ``PreparationError`` for numbers that make no sense.
  package func check() throws(PreparationError) {
    if let clip, !(clip >= OutlierBounds.least && clip.isFinite) { throw .badClip(clip) }
    if let features, features < 1 { throw .badFeatureCount(features) }
  }

  /// The columns that are kept, in the data's order.
  ///
  /// - Throws: ``DatasetError/noSuchColumn(name:near:known:)`` for a name that there is not.
  package func kept(of names: [String]) throws(DatasetError) -> [String] {
    let known = Set(names)
    for name in (columns ?? []) + without where !known.contains(name) {
      throw .noSuchColumn(name, among: names)
    }
    let (wanted, unwanted) = (columns.map(Set.init), Set(without))
    return names.filter { (wanted?.contains($0) ?? true) && !unwanted.contains($0) }
  }
}

/// A preparation with what it learnt from training rows.
package struct FittedPreparation: Hashable, Sendable, Codable {
  package let gaps: GapPolicy
  /// One for each column; nil where it is not clipped.
  package let bounds: [OutlierBounds?]

  /// - Parameter rows: the training rows; nothing else is looked at.
  package init(_ preparation: Preparation, _ columns: [Column], rows: some Sequence<Int>) {
    gaps = preparation.gaps
    bounds = columns.map { column in
      preparation.clip.flatMap { OutlierBounds(fitting: column.values, rows: rows, width: $0) }
    }
  }

  /// Whether data go through unchanged.
  package var isIdentity: Bool { gaps == .leaveOut && bounds.allSatisfy { $0 == nil } }

  /// The series as models read it, with a note of every value that was filled.
  package func apply(_ series: TimeSeries) -> TimeSeries { applyCounting(series).series }

  /// What was changed in a column.
  package struct Change: Hashable, Sendable {
    package let column: String
    package let filled: Int
    package let clipped: Int
    /// Of those clipped, in the first `trainingRows` rows.
    package let clippedInTraining: Int

    package init(column: String, filled: Int, clipped: Int, clippedInTraining: Int) {
      self.column = column
      self.filled = filled
      self.clipped = clipped
      self.clippedInTraining = clippedInTraining
    }
  }

  /// Clips, then fills, so that no filled value comes from an outlier.
  package func applyCounting(
    _ series: TimeSeries, trainingRows: Int = 0
  ) -> (series: TimeSeries, changes: [Change]) {
    precondition(bounds.count == series.columns.count, "\(bounds.count) bounds for \(series.columns.count) columns")
    guard !isIdentity else { return (series, []) }
    var prepared = series
    var fillings: [[Filling]] = []
    var changes: [Change] = []
    for index in prepared.columns.indices {
      let clipped = bounds[index]?.clip(&prepared.columns[index].values) ?? []
      fillings.append(gaps.fill(&prepared.columns[index].values))
      let filled = fillings[index].reduce(0) { $0 + $1.rows.count }
      if filled + clipped.count > 0 {
        changes.append(
          Change(
            column: series.columns[index].name, filled: filled, clipped: clipped.count,
            clippedInTraining: clipped.count { $0 < trainingRows }))
      }
    }
    prepared.fillings = fillings
    return (prepared, changes)
  }
}
