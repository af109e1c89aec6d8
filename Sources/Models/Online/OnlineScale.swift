/// Brings windows of a stream whose level wanders to one scale, and predictions back.
///
/// Inputs and targets are taken as differences from the newest value, in units of the stream's spread; one more input
/// says how far that value lies from the long-run level, so that a forecast may still return to it.
struct OnlineScale {
  let lookback: Int
  /// The fading mean of the values, and of their squared distances from it.
  private(set) var level = 0.0
  private var variance = 0.0
  private var weight = 0.0

  init(lookback: Int) { self.lookback = lookback }

  /// Source: West (1979), weighted incremental mean and variance.
  mutating func observe(_ value: Double, memory: Int) {
    weight = weight * (1 - 1 / Double(max(memory, 2))) + 1
    let share = 1 / weight
    let difference = value - level
    level += share * difference
    variance = (1 - share) * (variance + share * difference * difference)
  }

  /// The spread, never 0, so that a stream that stands still has a scale as well.
  var spread: Double { max(variance.squareRoot(), level.magnitude * 1e-9, 1e-12) }

  /// `[lookback]`: differences of all but the newest value from it, then the newest value's from the level.
  func inputs(_ past: ArraySlice<Double>, into row: inout [Float]) {
    let last = past[past.endIndex - 1]
    let spread = spread
    for place in 0..<lookback - 1 { row[place] = Float((past[past.startIndex + place] - last) / spread) }
    row[lookback - 1] = Float((last - level) / spread)
  }

  func targets(_ future: ArraySlice<Double>, after past: ArraySlice<Double>, into row: inout [Float]) {
    let last = past[past.endIndex - 1]
    let spread = spread
    for place in row.indices { row[place] = Float((future[future.startIndex + place] - last) / spread) }
  }

  /// In the stream's own units.
  func restored(_ outputs: some Sequence<Float>, after past: ArraySlice<Double>) -> [Double] {
    let last = past[past.endIndex - 1]
    let spread = spread
    return outputs.map { last + Double($0) * spread }
  }
}
