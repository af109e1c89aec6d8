/// The mean of a score over seeds and how far it may be off.
package struct MeanInterval: Hashable, Sendable {
  /// Confidence of all intervals.
  package static let level = 0.95

  package let count: Int
  package let mean: Double
  /// Of the values, with n − 1.
  package let variance: Double

  /// Nil without values.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    count = values.count
    guard values.contains(where: { $0 != values[0] }) else {
      // A sum that is rounded would make a variance of its last bit.
      (mean, variance) = (values[0], 0)
      return
    }
    mean = values.reduce(0, +) / Double(values.count)
    let center = mean
    variance =
      values.count > 1
      ? values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count - 1) : 0
  }

  /// Half the length of the t-interval about the mean; nil where a single value says nothing of it.
  package var halfWidth: Double? {
    guard count > 1 else { return nil }
    return (variance / Double(count)).squareRoot() * StudentT(Double(count - 1)).quantile(0.5 + Self.level / 2)
  }

  /// Half the length of the interval about the difference of two means, whose variances need not be alike; 0 where neither
  /// varies, nil where one of them has a single value.
  ///
  /// Source: Welch (1947), with the degrees of freedom of Satterthwaite.
  package func halfWidthOfDifference(to other: MeanInterval) -> Double? {
    guard count > 1, other.count > 1 else { return nil }
    let (own, their) = (variance / Double(count), other.variance / Double(other.count))
    let sum = own + their
    guard sum > 0 else { return 0 }
    let freedom = sum * sum / (own * own / Double(count - 1) + their * their / Double(other.count - 1))
    return sum.squareRoot() * StudentT(freedom).quantile(0.5 + Self.level / 2)
  }

  /// Whether the difference of two means may as well come from the seeds alone; nil where that cannot be said.
  package func isWithinNoise(of other: MeanInterval) -> Bool? {
    halfWidthOfDifference(to: other).map { abs(mean - other.mean) <= $0 }
  }
}
