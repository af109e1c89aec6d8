/// Quantiles of the values of weighted rows, exact, and without sorting all of them.
struct WeightedRows {
  /// `[rows, columns]`, all finite.
  private let values: [Double]
  /// One a row.
  private let weights: [Double]
  private let columns: Int
  private let low, high: Double
  /// The weight of the values in each of so many equal shares of their range.
  private var shares: [Double]

  private static let bins = 1024

  init(_ values: [Double], weights: [Double]) {
    precondition(
      !weights.isEmpty && values.count % weights.count == 0, "\(values.count) values in \(weights.count) rows")
    self.values = values
    self.weights = weights
    columns = values.count / weights.count
    (low, high) = (values.min() ?? 0, values.max() ?? 0)
    shares = [Double](repeating: 0, count: Self.bins)
    for row in weights.indices {
      for index in row * columns..<(row + 1) * columns { shares[bin(values[index])] += weights[row] }
    }
  }

  private func bin(_ value: Double) -> Int {
    guard high > low else { return 0 }
    return min(Int((value - low) / (high - low) * Double(Self.bins)), Self.bins - 1)
  }

  var maximum: Double { high }

  /// The smallest value such that it and those below have a share of all weight, within 0…1.
  func quantile(_ share: Double) -> Double {
    let target = (share - 1e-12) * shares.reduce(0, +)
    var below = 0.0
    var place = 0
    while place < Self.bins - 1, below + shares[place] < target {
      below += shares[place]
      place += 1
    }
    let own = values.indices.filter { bin(values[$0]) == place }.sorted { (values[$0], $0) < (values[$1], $1) }
    for index in own {
      below += weights[index / columns]
      if below >= target { return values[index] }
    }
    return own.last.map { values[$0] } ?? high
  }
}
