import Granularity
import Tensors

/// What least squares reads of a rung, and from what it measures it.
package struct RidgeForm: Hashable, Sendable, Codable {
  /// Rows of the rung before an origin.
  package let lookback: Int
  /// Steps of a season over which differences are read and forecast; nil measures all from the last value.
  package let season: Int?

  package init(lookback: Int, season: Int? = nil) {
    self.lookback = lookback
    self.season = season
  }

  /// Without a full stop.
  var finding: String {
    season.map { Words.foundRidgeSeason(rows: lookback, season: $0) } ?? Words.foundRidgeLast(rows: lookback)
  }
}

/// Windows as a form reads them, and weights of such readings as weights of the windows.
///
/// Windows are measured from the last value of the target. Over a season of m steps its past becomes x_t − x_{t−m}, and what
/// is forecast is measured from the newest known value at the same place in the season, so that weights of 0 are seasonal naive.
/// Both are linear in the window: what is learnt from differences is, in the end, one matrix on windows like any other's.
struct RidgeReading {
  /// An input of the windows, less another one.
  private struct Term {
    let place: Int
    var less: Int?
  }

  private let terms: [Term]
  /// For each step the input from which it is measured; empty where windows already are.
  private let bases: [Int]
  private let inputCount: Int
  private let horizon: Int

  var features: Int { terms.count }

  /// - Precondition: the season is shorter than the lookback.
  init(_ windows: FittedWindows, season: Int?) {
    inputCount = windows.features.count
    horizon = windows.horizon
    guard let season else {
      terms = windows.features.indices.map { Term(place: $0) }
      bases = []
      return
    }
    precondition((1..<windows.lookback).contains(season), "a season of \(season) in \(windows.lookback) rows")
    var places: [Int: Int] = [:]
    for (place, feature) in windows.features.enumerated() {
      if case .lag(windows.target, let lag) = feature { places[lag] = place }
    }
    let longest = windows.lookback - season
    terms = windows.features.enumerated().compactMap { place, feature in
      switch feature {
      case .lag(let aggregate, let lag):
        if lag > longest { return nil }
        return Term(place: place, less: aggregate == windows.target ? places[lag + season] : nil)
      case .calendar: return Term(place: place)
      }
    }
    bases = (0..<windows.horizon).map { places[NaiveSeason.lag(of: $0, season: season) - $0] ?? 0 }
  }

  /// `[n, features]` from windows `[n, inputs]`.
  func inputs(_ windows: Matrix) -> Matrix {
    guard !bases.isEmpty else { return windows }
    var values: [Float] = []
    values.reserveCapacity(windows.rows * features)
    windows.values.withUnsafeBufferPointer { all in
      for row in 0..<windows.rows {
        let start = row * inputCount
        for term in terms { values.append(all[start + term.place] - (term.less.map { all[start + $0] } ?? 0)) }
      }
    }
    return Matrix(rows: windows.rows, columns: features, values: values)
  }

  /// `[n, horizon]` from what windows are to answer.
  func targets(_ targets: Matrix, of windows: Matrix) -> Matrix {
    guard !bases.isEmpty else { return targets }
    var measured = targets
    for row in 0..<targets.rows {
      for step in 0..<horizon { measured[row, step] -= windows[row, bases[step]] }
    }
    return measured
  }

  /// Weights `[inputs + 1, horizon]` of windows from slopes `[features, horizon]` of readings; the last row is no intercept.
  func weights(_ slopes: Matrix) -> Matrix {
    var weights = Matrix(rows: inputCount + 1, columns: horizon)
    for (feature, term) in terms.enumerated() {
      for step in 0..<horizon {
        weights[term.place, step] += slopes[feature, step]
        if let less = term.less { weights[less, step] -= slopes[feature, step] }
      }
    }
    for (step, base) in bases.enumerated() { weights[base, step] += 1 }
    return weights
  }
}
