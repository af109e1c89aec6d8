import Basics
import Tensors

/// Exponential smoothing as it was fitted on training rows: it goes along a rung's past from its first states, once, and
/// forecasts from the states at each origin; or, of a short series, is fitted anew at each of them.
package struct FittedSmoothing: Sendable, Equatable {
  package let form: SmoothingForm
  package let smoothing: ExponentialSmoothing
  /// Where the first bin starts that was learnt from.
  package let start: Instant
  /// The states before that bin.
  package let first: ExponentialSmoothing.States
  /// The states behind the last row that was learnt from, for a past that begins later.
  package let last: ExponentialSmoothing.States
  /// Steps ahead.
  package let horizon: Int
  /// How it is fitted anew at each origin; nil where rates and first states stay.
  package var refit: SmoothingRefit?

  /// Bins whose mean gives the level to begin with, where there is no season.
  static let levelBins = 10

  /// Forecasts in the target's own units, `[bins, horizon]`; NaN at bins before all that was learnt from. What is forecast
  /// at a bin is made of values before it.
  func forecasts(_ question: PastQuestion) -> DoubleMatrix {
    var forecasts = goingOn(question)
    guard let refit else { return forecasts }
    let begin = bins(of: question).lowerBound
    for (place, bin) in question.bins.enumerated() where bin > begin {
      guard let own = refit.forecast(form, question.past, begin..<Int(bin), horizon: horizon) else { continue }
      for step in 0..<horizon { forecasts[place, step] = own[step] }
    }
    return forecasts
  }

  /// Of states that go on with the rates of the training rows.
  private func goingOn(_ question: PastQuestion) -> DoubleMatrix {
    let bins = bins(of: question)
    guard !bins.isEmpty else { return DoubleMatrix(rows: question.bins.count, columns: horizon, repeating: .nan) }
    let early = question.bins.prefix { $0 <= bins.lowerBound }.count
    let later = smoothing.forecasts(
      from: states(question.past, before: bins), over: form.steps(question.past, bins, horizon: horizon),
      at: question.bins.dropFirst(early).map { $0 - Int32(bins.lowerBound) }, horizon: horizon)
    let values = [Double](repeating: .nan, count: early * horizon) + later.values.map { $0.isFinite ? $0 : .nan }
    return DoubleMatrix(rows: question.bins.count, columns: horizon, values: values)
  }

  /// The values before the last bin that is asked for, and the bin that they begin at; what is missing is what was forecast
  /// of it a step before.
  func filled(_ question: PastQuestion) -> (begin: Int, values: [Double]) {
    let bins = bins(of: question)
    var values = Array(question.past.values[bins])
    guard values.contains(where: \.isNaN) else { return (bins.lowerBound, values) }
    let fitted = smoothing.through(
      form.steps(question.past, bins, horizon: horizon), from: states(question.past, before: bins)
    ).fitted
    for place in values.indices where values[place].isNaN { values[place] = fitted[place] }
    return (bins.lowerBound, values)
  }

  /// The bins that are gone through: from what was learnt from to the last that is asked for.
  private func bins(of question: PastQuestion) -> Range<Int> {
    let end = Int(question.bins.last ?? 0)
    return min(question.past.starts.partitioningIndex { $0 >= start }, end)..<end
  }

  private func states(_ past: SeriesPast, before bins: Range<Int>) -> ExponentialSmoothing.States {
    past.starts[bins.lowerBound] == start ? first : anchored(last, past, bins)
  }

  /// Seasons as they were learnt, at the level of the first known values.
  private func anchored(
    _ states: ExponentialSmoothing.States, _ past: SeriesPast, _ bins: Range<Int>
  ) -> ExponentialSmoothing.States {
    let count = max(form.seasons.last ?? 0, Self.levelBins)
    let places = form.places
    let (ofFirst, ofSecond) = (
      past.positions(bins, season: places.first), past.positions(bins, season: places.second)
    )
    var (sum, known) = (0.0, 0)
    for (index, bin) in bins.enumerated() where !past.values[bin].isNaN && known < count {
      let (first, second) = (states.first[Int(ofFirst[index])], states.second[Int(ofSecond[index])])
      let level = smoothing.multiplies ? past.values[bin] / (first * second) : past.values[bin] - first - second
      guard level.isFinite else { continue }
      sum += level
      known += 1
    }
    var states = states
    states.error = 0
    if known > 0 { states.level = sum / Double(known) }
    return states
  }

  /// Rates and both states, for exports and to tell models apart.
  var arrays: [NamedTensor] {
    let rates = smoothing.rates
    func array(_ name: String, _ values: [Double]) -> NamedTensor {
      NamedTensor(name: name, shape: [values.count], values: values.map { Float($0) })
    }
    func states(_ name: String, _ states: ExponentialSmoothing.States) -> [NamedTensor] {
      [
        array("\(name).level", [states.level, states.slope, states.error]), array("\(name).season1", states.first),
        array("\(name).season2", states.second),
      ]
    }
    return [array("rates", [rates.level, rates.slope, rates.damping, rates.first, rates.second, rates.error])]
      + states("first", first) + states("last", last)
  }
}

extension SmoothingForm {
  /// Values and places of some bins, and places as far ahead as is forecast.
  func steps(_ past: SeriesPast, _ bins: Range<Int>, horizon: Int) -> ExponentialSmoothing.Steps {
    let ahead = bins.lowerBound..<bins.upperBound + horizon
    return ExponentialSmoothing.Steps(
      values: Array(past.values[bins]), first: past.positions(ahead, season: places.first),
      second: past.positions(ahead, season: places.second))
  }
}
