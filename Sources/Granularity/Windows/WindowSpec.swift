/// What a window holds: rows of a rung before an origin, and the rows to forecast after it.
package struct WindowSpec: Hashable, Sendable {
  /// Rows of the rung's own grain up to the origin.
  package var lookback: Int
  /// Rows of the rung's own grain after the origin.
  package var horizon: Int
  /// The aggregates whose past is read, in this order.
  package var inputs: [ColumnAggregate]
  package var target: ColumnAggregate
  /// Time features of the origin; nil leaves them out.
  package var calendar: CalendarFeatures?

  package init(
    lookback: Int, horizon: Int, inputs: [ColumnAggregate], target: ColumnAggregate, calendar: CalendarFeatures? = nil
  ) {
    precondition(lookback >= 0 && horizon > 0, "windows of \(lookback) rows in and \(horizon) out")
    self.lookback = lookback
    self.horizon = horizon
    self.inputs = inputs
    self.target = target
    self.calendar = calendar
  }
}

/// What one input of a model is.
package enum WindowInput: Hashable, Sendable {
  /// The aggregate `lag` rows back; 1 is the row that ends at the origin.
  case lag(ColumnAggregate, Int)
  case calendar(CalendarFeatures.Feature)
}
