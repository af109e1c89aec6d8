import Basics
import Tensors

/// The theta method on one rung: fitted anew at each origin of a short series, and going on as training rows had it along a longer one.
package struct FittedTheta: Sendable, Hashable, Codable {
  /// Steps of the season that is looked for; 1 for none.
  package let season: Int
  /// Where the first bin starts that was learnt from.
  package let start: Instant
  /// Steps ahead.
  package let horizon: Int
  /// Whether it is fitted anew at each origin.
  package let refits: Bool
  /// Of the training rows, as is the method; nil where no season was found in them.
  package let adjustment: SeasonalAdjustment?
  package let method: ThetaMethod

  /// A series with more training rows than this goes on with what these gave.
  static let mostTrainingRows = 512
  /// Of a past that has grown longer the newest are taken to fit anew.
  private static let mostRows = 2048

  /// Nil where training rows are too few.
  ///
  /// - Parameter bins: training rows, the first known.
  init?(_ past: SeriesPast, _ bins: Range<Int>, season: Int, horizon: Int) {
    let stretch = Stretch(past, bins, season: season, horizon: 0)
    guard let fitted = stretch.fitted(season) else { return nil }
    (self.season, start, self.horizon) = (season, past.starts[bins.lowerBound], horizon)
    refits = bins.count <= Self.mostTrainingRows
    (adjustment, method) = fitted
  }

  /// Forecasts in the target's own units, `[bins, horizon]`; NaN at bins before all that was learnt from. What is forecast
  /// at a bin is made of values before it.
  func forecasts(_ question: PastQuestion) -> DoubleMatrix {
    var forecasts = DoubleMatrix(rows: question.bins.count, columns: horizon, repeating: .nan)
    let (past, end) = (question.past, Int(question.bins.last ?? 0))
    let from = past.starts.partitioningIndex { $0 >= start }
    guard from < end, let begin = (from..<end).first(where: { !past.values[$0].isNaN }) else { return forecasts }
    let whole = refits ? nil : Stretch(past, begin..<end, season: season, horizon: horizon)
    let early = question.bins.prefix { $0 <= begin }.count
    let ahead = whole.map { stretch in
      method.forecasts(
        of: stretch.without(adjustment), at: question.bins.dropFirst(early).map { $0 - Int32(begin) }, horizon: horizon)
    }
    for (place, bin) in question.bins.enumerated().dropFirst(early) {
      if let whole, let ahead {
        let (row, first) = (ahead.row(place - early), Int(bin) - begin)
        for (step, value) in row.enumerated() {
          forecasts[place, step] = adjustment?.with(value, at: whole.places[first + step]) ?? value
        }
        continue
      }
      let known = max(begin, Int(bin) - Self.mostRows)..<Int(bin)
      for (step, value) in refitted(past, known).enumerated() { forecasts[place, step] = value }
    }
    return forecasts
  }

  /// Forecasts from the end of some bins by what these give; the last value where they are too few.
  private func refitted(_ past: SeriesPast, _ bins: Range<Int>) -> [Double] {
    let stretch = Stretch(past, bins, season: season, horizon: horizon)
    guard let (adjustment, method) = stretch.fitted(season) else {
      return [Double](repeating: stretch.filled.last ?? .nan, count: horizon)
    }
    let adjusted = zip(stretch.filled, stretch.places).map { adjustment?.without($0, at: $1) ?? $0 }
    let ahead = method.forecasts(of: adjusted, at: [Int32(bins.count)], horizon: horizon)
    return ahead.values.enumerated().map { step, value in
      adjustment?.with(value, at: stretch.places[bins.count + step]) ?? value
    }
  }

  /// Whether one that comes from outside can be asked.
  var isSound: Bool {
    (1...FittedWindows.longest).contains(season) && horizon > 0 && adjustment?.isSound(season: season) ?? true
      && method.level.isFinite && method.alpha > 0 && method.alpha < 1 && method.theta >= 1 && method.theta.isFinite
  }

  private var numbers: [Double] { [method.level, method.alpha, method.theta] + (adjustment?.profile ?? []) }

  var isFinite: Bool { numbers.allSatisfy(\.isFinite) }

  /// Of all bits.
  var hash: UInt64 {
    var hash = bitHashSeed
    numbers.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }

  var arrays: [NamedTensor] {
    func array(_ name: String, _ values: [Double]) -> NamedTensor {
      NamedTensor(name: name, shape: [values.count], values: values.map { Float($0) })
    }
    return [array("theta", [method.level, method.alpha, method.theta])]
      + (adjustment.map { [array("season", $0.profile)] } ?? [])
  }

  /// What was found, for whoever trains, without a full stop.
  var finding: String {
    let (theta, alpha) = (shortDecimal(method.theta, digits: 3), shortDecimal(method.alpha, digits: 3))
    let found =
      adjustment.map {
        $0.multiplies
          ? Words.foundThetaMultiplied(steps: season, theta: theta, alpha: alpha)
          : Words.foundThetaAdded(steps: season, theta: theta, alpha: alpha)
      } ?? Words.foundTheta(theta: theta, alpha: alpha)
    return refits ? Words.foundThetaRefit(found: found) : found
  }
}

/// Values of some bins and places in a season, which go on as far as is forecast.
private struct Stretch {
  let values: [Double]
  let places: [Int32]

  init(_ past: SeriesPast, _ bins: Range<Int>, season: Int, horizon: Int) {
    values = Array(past.values[bins])
    places = past.positions(bins.lowerBound..<bins.upperBound + horizon, season: season)
  }

  /// With straight lines over what is missing between known values; at the ends the nearest one is repeated.
  var filled: [Double] {
    guard values.contains(where: \.isNaN) else { return values }
    var filled = values
    var last: Int?
    for place in values.indices where !values[place].isNaN {
      let (from, begin) = (last.map { values[$0] } ?? values[place], last ?? -1)
      for missing in begin + 1..<place {
        filled[missing] = from + (values[place] - from) * Double(missing - begin) / Double(place - begin)
      }
      last = place
    }
    if let last { for missing in last + 1..<values.count { filled[missing] = values[last] } }
    return filled
  }

  func without(_ adjustment: SeasonalAdjustment?) -> [Double] {
    zip(values, places).map { adjustment?.without($0, at: $1) ?? $0 }
  }

  func fitted(_ season: Int) -> (SeasonalAdjustment?, ThetaMethod)? {
    let filled = self.filled
    let adjustment = SeasonalAdjustment(filled, places: Array(places.prefix(filled.count)), season: season)
    let adjusted = zip(filled, places).map { adjustment?.without($0, at: $1) ?? $0 }
    return ThetaMethod(fitting: adjusted).map { (adjustment, $0) }
  }
}
