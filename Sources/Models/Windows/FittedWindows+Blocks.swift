import Granularity

extension FittedWindows {
  /// Neighbouring inputs of a model that are of one aggregate, from the oldest row to the newest.
  package struct Block: Hashable, Sendable {
    package let aggregate: ColumnAggregate
    package let rows: Int
    /// On the training scale a value is `(value − offset) / scale`, and where it is measured from the target's newest value
    /// `(value − newest) / scale`.
    package let offset, scale: Double
    package let isFromLastValue: Bool
  }

  /// What a model reads before the waves of the calendar, in its order.
  package var blocks: [Block] {
    aggregates.enumerated().map { place, aggregate in
      let isLevel = aggregate.isLevel(of: target)
      let column = isLevel ? aggregates.firstIndex(of: target) ?? place : place
      let rows = features.count { if case .lag(let own, _) = $0 { own == aggregate } else { false } }
      return Block(
        aggregate: aggregate, rows: rows, offset: scaler.offsets[column], scale: scaler.scales[column],
        isFromLastValue: isLevel)
    }
  }
}
