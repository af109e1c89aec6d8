import Tensors

/// The states that smoothing begins with, from the first rows.
struct SmoothingStart {
  /// Rows that they are taken from.
  let rows: Int
  /// Rows of one half of the stretch over which a slope is measured.
  private let half: Int

  /// - Parameters:
  ///   - longest: the longest season that any form has, 0 for none: all begin with the same rows.
  ///   - count: of training rows.
  init(longest: Int, count: Int) {
    if longest > 0 {
      rows = min(count >= 4 * longest ? 2 * longest : longest, count)
      half = longest
    } else {
      rows = min(FittedSmoothing.levelBins, max(count / 3, 1))
      half = max(rows / 2, 1)
    }
  }

  /// The mean is the level, and what is left at each place of a season is the season; the second has what the first leaves.
  func states(_ form: SmoothingForm, _ values: [Double], first: [Int32], second: [Int32])
    -> ExponentialSmoothing.States
  {
    let mean = Self.mean(values.prefix(rows)) ?? Self.mean(values[...]) ?? 0
    let slope = form.slope == .none ? 0 : self.slope(values)
    let middle = Double(rows - 1) / 2
    var left = values.prefix(rows).enumerated().map { row, value in
      let level = mean + slope * (Double(row) - middle)
      return form.multiplies ? value / level : value - level
    }
    func season(_ count: Int, _ places: [Int32]) -> [Double] {
      let neutral = ExponentialSmoothing.neutral(multiplies: form.multiplies)
      guard count > 1 else { return [neutral] }
      var (sums, counts) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
      for (row, value) in left.enumerated() where value.isFinite {
        sums[Int(places[row])] += value
        counts[Int(places[row])] += 1
      }
      let states = zip(sums, counts).map { $1 > 0 ? $0 / $1 : neutral }
      for row in left.indices {
        let state = states[Int(places[row])]
        left[row] = form.multiplies ? left[row] / state : left[row] - state
      }
      return states
    }
    let ofFirst = season(form.places.first, first)
    return ExponentialSmoothing.States(
      level: mean - slope * (middle + 1), slope: slope, first: ofFirst, second: season(form.places.second, second))
  }

  /// How far the second half lies above the first, a row.
  private func slope(_ values: [Double]) -> Double {
    guard let first = Self.mean(values.prefix(half)), let second = Self.mean(values.dropFirst(half).prefix(half)) else {
      return 0
    }
    return (second - first) / Double(half)
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double? {
    let known = values.filter { !$0.isNaN }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
