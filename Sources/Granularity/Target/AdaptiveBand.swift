import Basics

/// Bands around forecasts that follow how wrong the forecasts have been lately, so that they hold what they promise where a series drifts.
///
/// At an origin only the errors of forecasts whose horizon has passed by then are known, as it is in life. Each is divided by the usual size of
/// errors at its step and by the size of errors that was tracked when it was made. The half-width is a quantile of these scores at some steps,
/// of which newer ones count more, times both sizes now, times a factor that grows while the bands hold less than they promise and shrinks while
/// they hold more (proportional and integral control).
///
/// Sources: Gibbs & Candès (2021), Adaptive conformal inference under distribution shift; Angelopoulos, Candès & Tibshirani (2023), Conformal PID
/// control for time series prediction. The constants were chosen on 32 public series by four recipes.
package struct AdaptiveBand {
  /// Origins whose errors lose half of their weight among the scores.
  private static let scoreHalfLife = 40.0
  /// So many of the newest count at all.
  private static let window = 128
  /// Origins whose errors lose half of their weight in the tracked size, which begins as if it had seen some of the usual size.
  private static let sizeHalfLife = 3.0
  private static let sizePrior = 4.0
  /// How much of a change of the tracked size is believed: the exponent of it.
  private static let sizeTrust = 0.7
  /// Of the logarithm of the factor, for the newest share of misses and for all together.
  private static let proportional = 0.1
  private static let integral = 0.1
  private static let mostControl = 1.5
  /// Steps of each origin that scores are made of, as neighbours err alike: more would cost time alone.
  private static let mostSteps = 16
  /// Without them there is no size to go by.
  private static let leastOrigins = 4

  /// The rank among n errors that a level asks for: ⌈(n + 1) · level⌉, from 1.
  static func rank(of count: Int, level: Double) -> Int {
    max(1, Int((Double(count + 1) * level - 1e-9).rounded(.up)))
  }

  /// The least number of known origins at which a finite band can hold a level.
  package static func leastOrigins(level: Double) -> Int {
    var count = leastOrigins
    while rank(of: count, level: level) > count { count += 1 }
    return count
  }

  /// What has been seen of one level.
  private struct Control {
    let level: Double
    /// Of each origin of the track that was passed; nil where there was no band.
    var widths: [[Double]?] = []
    /// Shares of misses above what was promised, summed.
    var excess = 0.0
    var logarithm = 0.0

    mutating func learn(_ misses: Double) {
      let error = misses - (1 - level)
      excess += error
      let wanted = AdaptiveBand.proportional * error + AdaptiveBand.integral * excess
      logarithm = min(max(wanted, -AdaptiveBand.mostControl), AdaptiveBand.mostControl)
    }
  }

  private let track: ErrorTrack
  /// Steps that scores are made of, and the errors there with their logarithms, `[origins, places]`.
  private let places: [Int]
  private let errors: [Double]
  private let logarithms: [Double]
  private var controls: [Control]
  /// How many of the track's origins have passed, and of how many the errors are known.
  private var passed = 0
  private var known = 0
  /// Known at each passed origin.
  private var knownThen: [Int] = []
  /// Of all known errors, `[steps]`.
  private var sums: [Double]

  private init(_ track: ErrorTrack, levels: [Double]) {
    self.track = track
    let places = Array(
      stride(from: 0, to: track.steps, by: max(1, (track.steps + Self.mostSteps - 1) / Self.mostSteps)))
    let errors = (0..<track.count).flatMap { row in places.map { track.magnitudes[row, $0] } }
    (self.places, self.errors) = (places, errors)
    logarithms = errors.map { Elementary.logarithm(max($0, .leastNormalMagnitude)) }
    controls = levels.map { Control(level: $0) }
    sums = [Double](repeating: 0, count: track.steps)
  }

  /// Half-widths around forecasts from some origins, whether or not they are the track's.
  ///
  /// - Parameters:
  ///   - levels: shares of actual values that bands are to hold, above 0, below 1.
  ///   - asked: in any order.
  /// - Returns: `[levels][asked]`, each `[steps]`; nil where too few errors are known.
  package static func halfWidths(_ track: ErrorTrack, levels: [Double], at asked: [Instant]) -> [[[Double]?]] {
    precondition(levels.allSatisfy { $0 > 0 && $0 < 1 }, "bands of levels \(levels)")
    var walk = AdaptiveBand(track, levels: levels)
    var found: [Instant: [[Double]?]] = [:]
    let last = asked.max() ?? .min
    let wanted = Set(asked)
    for moment in wanted.union(track.origins.filter { $0 <= last }).sorted() {
      walk.learn(upTo: moment)
      let widths = walk.widths()
      if wanted.contains(moment) { found[moment] = walk.ordered(widths) }
      walk.pass(moment, widths)
    }
    return levels.indices.map { level in asked.map { found[$0]?[level] } }
  }

  /// Wider, where it is narrower than that of a lower level: each has its own control.
  private func ordered(_ widths: [[Double]?]) -> [[Double]?] {
    controls.indices.map { index in
      guard var own = widths[index] else { return nil }
      for other in controls.indices where controls[other].level < controls[index].level {
        if let lower = widths[other] { own = zip(own, lower).map { max($0, $1) } }
      }
      return own
    }
  }

  /// Takes in the errors of all forecasts whose horizon has passed.
  private mutating func learn(upTo moment: Instant) {
    while known < track.count, track.ends[known] <= moment {
      let errors = track.magnitudes.row(known)
      for (step, error) in errors.enumerated() { sums[step] += error }
      for index in controls.indices where known < passed {
        guard let widths = controls[index].widths[known] else { continue }
        controls[index].learn(Double(zip(errors, widths).count { $0 > $1 }) / Double(track.steps))
      }
      known += 1
    }
  }

  private mutating func pass(_ moment: Instant, _ widths: [[Double]?]) {
    guard passed < track.count, track.origins[passed] == moment else { return }
    passed += 1
    knownThen.append(known)
    for index in controls.indices { controls[index].widths.append(widths[index]) }
  }

  /// The usual size of errors at each step: the mean of all known ones, smoothed, so that no step has none; `[steps]`.
  private func profile() -> [Double] {
    let means = sums.map { $0 / Double(known) }
    let whole = means.reduce(0, +) / Double(means.count)
    let reach = Int((0.02 * Double(means.count)).rounded())
    return means.indices.map { step in
      let near = means[max(0, step - reach)..<min(means.count, step + reach + 1)]
      return 0.9 * near.reduce(0, +) / Double(near.count) + 0.1 * whole
    }
  }

  /// Of each level, as far as is known.
  private func widths() -> [[Double]?] {
    let isKnown = controls.map { known >= Self.leastOrigins && Self.rank(of: known, level: $0.level) <= known }
    guard isKnown.contains(true) else { return controls.map { _ in nil } }
    let profile = profile()
    guard profile.contains(where: { $0 > 0 }) else {
      return isKnown.map { $0 ? [Double](repeating: 0, count: track.steps) : nil }
    }
    let first = max(0, known - Self.window)
    // Sizes as they were tracked after each origin of the window, relative to the usual one.
    let fading = Elementary.power(0.5, 1 / Self.sizeHalfLife)
    var (sum, weight) = (0.0, 0.0)
    var sizes = [1.0]
    let inverse = places.map { 1 / profile[$0] }
    for row in first..<known {
      var relative = 0.0
      for place in places.indices { relative += errors[row * places.count + place] * inverse[place] }
      sum = sum * fading + relative / Double(places.count)
      weight = weight * fading + 1
      sizes.append((sum + Self.sizePrior) / (weight + Self.sizePrior))
    }
    let logarithmOfSize = sizes.map { Self.sizeTrust * Elementary.logarithm($0) }
    let logarithmOfProfile = places.map { Elementary.logarithm(profile[$0]) }
    var scores: [Double] = []
    scores.reserveCapacity((known - first) * places.count)
    for row in first..<known {
      let size = logarithmOfSize[max(0, knownThen[row] - first)]
      for place in places.indices {
        // Of an error of 0 there is no logarithm.
        scores.append(max(logarithms[row * places.count + place] - logarithmOfProfile[place] - size, -40))
      }
    }
    let fadingScore = Elementary.power(0.5, 1 / Self.scoreHalfLife)
    let weights = (first..<known).map { Elementary.power(fadingScore, Double(known - 1 - $0)) }
    let total = weights.reduce(0, +)
    let effective = total * total / weights.reduce(0) { $0 + $1 * $1 }
    let rows = WeightedRows(scores, weights: weights)
    return zip(controls, isKnown).map { control, isKnown in
      guard isKnown else { return nil }
      // As of ranks, one more than there are.
      let share = control.level * (effective + 1) / effective
      let score = share < 1 ? rows.quantile(share) : rows.maximum + Elementary.logarithm(share)
      let factor = Elementary.exponential(score + logarithmOfSize[known - first] + control.logarithm)
      return profile.map { $0 * factor }
    }
  }
}
