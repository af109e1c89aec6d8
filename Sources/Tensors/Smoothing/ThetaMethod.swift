/// The dynamic optimised theta method: half the weight, or another share, on a line through all values, the rest on a level that
/// follows each of them, and its forecasts one line of both (Assimakopoulos & Nikolopoulos 2000; Fiorucci et al. 2016).
///
/// With ℓ the level, ȳ the mean and A + B t the line of the values so far, i values being known:
///
///     ŷ = ℓ + (1 − 1/θ) (A (1 − α)ⁱ + B (1 − (1 − α)ⁱ⁺¹) / α)     ℓ ← αy + (1 − α) ℓ
///     B ← ((i − 1) B + 6 (y − ȳ) / (i + 1)) / (i + 2)     ȳ ← (iȳ + y) / (i + 1)     A ← ȳ − B (i + 2) / 2
///
/// Forecasts further ahead take each forecast as the value.
package struct ThetaMethod: Hashable, Sendable, Codable {
  /// ℓ before the first value.
  package var level: Double
  /// α, how far the level follows each value.
  package var alpha: Double
  /// θ: 1 without the line, 2 with half of it, and more with more.
  package var theta: Double

  package init(level: Double, alpha: Double, theta: Double) {
    (self.level, self.alpha, self.theta) = (level, alpha, theta)
  }

  /// What is known behind so many values.
  private struct State {
    var level, mean, intercept, slope: Double
    var count = 1.0
    /// (1 − α)ⁱ
    var power: Double

    init(_ value: Double, level: Double, alpha: Double) {
      self.level = alpha * value + (1 - alpha) * level
      (mean, intercept, slope, power) = (value, value, 0, 1 - alpha)
    }

    /// The line's part of the next forecast.
    func line(_ alpha: Double) -> Double { intercept * power + slope * (1 - power * (1 - alpha)) / alpha }

    mutating func take(_ value: Double, _ alpha: Double) {
      level = alpha * value + (1 - alpha) * level
      slope = ((count - 1) * slope + 6 * (value - mean) / (count + 1)) / (count + 2)
      mean = (count * mean + value) / (count + 1)
      intercept = mean - slope * (count + 2) / 2
      count += 1
      power *= 1 - alpha
    }
  }

  /// Forecasts `[origins, horizon]`; NaN at an origin before which nothing is known.
  ///
  /// - Parameters:
  ///   - values: the first is known; what is missing later is what was forecast of it.
  ///   - origins: ascending; so many values are known.
  package func forecasts(of values: [Double], at origins: [Int32], horizon: Int) -> DoubleMatrix {
    var forecasts = DoubleMatrix(rows: origins.count, columns: horizon, repeating: .nan)
    guard let begun = values.first else { return forecasts }
    var state = State(begun, level: level, alpha: alpha)
    let share = 1 - 1 / theta
    var next = origins.prefix { $0 < 1 }.count
    for place in 1...values.count {
      while next < origins.count, Int(origins[next]) == place {
        var ahead = state
        for step in 0..<horizon {
          let value = ahead.level + share * ahead.line(alpha)
          forecasts[next, step] = value
          ahead.take(value, alpha)
        }
        next += 1
      }
      guard place < values.count else { break }
      let known = !values[place].isNaN
      state.take(known ? values[place] : state.level + share * state.line(alpha), alpha)
    }
    return forecasts
  }
}

extension ThetaMethod {
  /// As the standard has them: bounds of α, and the first errors, which say nothing.
  private static let (alphas, unsettled) = (0.1...0.99, 3)
  /// Values of α that are tried, and how often the best's neighbourhood is narrowed.
  private static let (tried, narrowed) = (24, 34)

  /// The level, α and θ with the lowest mean squared error of one step ahead. Forecasts are linear in the level and in 1 − 1/θ, which
  /// are solved for; α is looked for.
  ///
  /// - Parameter values: all known; nil of fewer than 4.
  package init?(fitting values: [Double]) {
    guard values.count > Self.unsettled, values.allSatisfy(\.isFinite) else { return nil }
    let step = (Self.alphas.upperBound - Self.alphas.lowerBound) / Double(Self.tried)
    func candidate(_ alpha: Double) -> (method: ThetaMethod, error: Double) { Self.solved(values, alpha) }
    let all = (0...Self.tried).map { place in
      candidate(min(Self.alphas.lowerBound + Double(place) * step, Self.alphas.upperBound))
    }
    guard var best = all.min(by: { $0.error < $1.error }), best.error.isFinite else { return nil }
    // The golden section of what lies between the best one's neighbours.
    let golden = 0.618_033_988_749_894_9
    var lower = max(best.method.alpha - step, Self.alphas.lowerBound)
    var upper = min(best.method.alpha + step, Self.alphas.upperBound)
    var (left, right) = (candidate(upper - golden * (upper - lower)), candidate(lower + golden * (upper - lower)))
    for _ in 0..<Self.narrowed {
      if left.error < right.error {
        upper = right.method.alpha
        right = left
        left = candidate(upper - golden * (upper - lower))
      } else {
        lower = left.method.alpha
        left = right
        right = candidate(lower + golden * (upper - lower))
      }
    }
    for found in [left, right] where found.error < best.error { best = found }
    self = best.method
  }

  /// The best level and θ with an α, and their summed squared error.
  private static func solved(_ values: [Double], _ alpha: Double) -> (method: ThetaMethod, error: Double) {
    // Errors are e − w·level − g·share with what the level's own part has.
    var state = State(values[0], level: 0, alpha: alpha)
    var weight = 1 - alpha
    var (ww, wg, gg, we, ge, ee) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    values.withUnsafeBufferPointer { values in
      for place in 1..<values.count {
        let value = values[place]
        if place >= unsettled {
          let (error, line) = (value - state.level, state.line(alpha))
          ww += weight * weight
          wg += weight * line
          gg += line * line
          we += weight * error
          ge += line * error
          ee += error * error
        }
        state.take(value, alpha)
        weight *= 1 - alpha
      }
    }
    func level(_ share: Double) -> Double { ww > 0 ? (we - wg * share) / ww : 0 }
    let rest = ww > 0 ? gg - wg * wg / ww : gg
    let free = rest > 1e-12 * gg ? (ge - (ww > 0 ? wg * we / ww : 0)) / rest : 0.5
    let share = min(max(free, 0), 1 - 1e-9)
    let own = level(share)
    let error =
      ee - 2 * (own * we + share * ge) + own * own * ww + 2 * own * share * wg + share * share * gg
    return (ThetaMethod(level: own, alpha: alpha, theta: 1 / (1 - share)), error)
  }
}
