import Basics
import Datasets
import Granularity
import Networks
import Tensors

/// A forecaster: what its members compute, within the way from raw rows to forecasts, and how their forecasts become one.
///
/// Judging and forecasting onward are the same code: ``ForecastFrame/questions(_:at:)`` at origins that are judged or
/// asked for, and ``natives(_:_:)`` and ``brought(_:_:)`` for the answers.
package struct FittedForecast: Sendable, Equatable {
  package let frame: ForecastFrame
  /// One for each member.
  package let functions: [FittedFunction]
  /// How several members' forecasts become one; nil where there is one.
  package let combination: Joining.Combination?
  /// How much each member's forecast counts; they add up to 1.
  package var weights: [Double]
  /// Errors at the origins of the validation and the test part, from which bands of any level are taken; nil before they were.
  package var errors: BandErrors?

  /// Computes a member's outputs, for one thread at a time.
  enum Predictor {
    /// On the training scale, from the last value of each window on.
    case ofWindows((Matrix) -> Matrix)
    /// In the target's own units.
    case ofPast((PastQuestion) -> DoubleMatrix)
  }

  typealias Predictors = [Predictor]

  var predictors: Predictors {
    functions.map { function in
      function.pastPredictor.map(Predictor.ofPast) ?? .ofWindows(function.predictor())
    }
  }

  /// Forecasts in the target's own units at the evaluation grain, `[origins, steps]`; NaN from an origin before which a
  /// value is missing. No row after an origin is read for it.
  ///
  /// - Parameters:
  ///   - history: raw rows at the step of the data that was learnt from, up to the last origin at least.
  ///   - origins: boundaries of all grains that are read; the end of the history may be one.
  /// - Throws: ``FittedModelError``.
  package func forecast(_ history: TimeSeries, from origins: [Instant]) throws(FittedModelError) -> DoubleMatrix {
    guard origins.allSatisfy(frame.isRegular) else { throw .unreadable(reason: Words.modelClockChange) }
    let series = try frame.prepared(history)
    do {
      let questions = try frame.questions(
        frame.windows(over: series, for: functions), at: origins, frame.pasts(of: history))
      return combined(brought(natives(questions, predictors), questions))
    } catch {
      throw FittedModelError(reading: error)
    }
  }

  /// Forecasts of the finest member, or of all where they are of one grain, in the target's own units at that grain, `[origins, own steps]`; NaN from an origin before
  /// which a value is missing.
  ///
  /// - Parameters: as of ``forecast(_:from:)``; a clock may be changed within the horizon.
  /// - Throws: ``FittedModelError``.
  package func nativeForecast(_ history: TimeSeries, from origins: [Instant]) throws(FittedModelError) -> DoubleMatrix {
    let series = try frame.prepared(history)
    do {
      return native(
        try frame.questions(
          frame.windows(over: series, for: functions), at: origins, frame.pasts(of: history)), predictors)
    } catch {
      throw FittedModelError(reading: error)
    }
  }

  /// Each member's forecasts at its own grain in the target's own units, `[origins, own steps]`; NaN where it has no window.
  ///
  /// Under `sum` those of a finer one are the coarser one's level with its own detail.
  func natives(_ questions: ForecastQuestions, _ predictors: Predictors) -> [DoubleMatrix] {
    var natives = frame.members.indices.map { index in
      switch predictors[index] {
      case .ofWindows(let predict): restored(index, questions) { predict($0.inputs) }
      case .ofPast(let predict): fromPast(index, questions, predict)
      }
    }
    guard combination == .sum else { return natives }
    for (index, descent) in questions.descents.enumerated().reversed() {
      var sum = descent.apply(to: natives[index + 1])
      let levels = restored(index, questions) { Matrix(rows: $0.levels.count, columns: frame.members[index].horizon) }
      for place in sum.values.indices { sum.values[place] += natives[index].values[place] - levels.values[place] }
      natives[index] = sum
    }
    return natives
  }

  /// Forecasts of a member that reads the whole past, at the places of their origins.
  private func fromPast(
    _ index: Int, _ questions: ForecastQuestions, _ predict: (PastQuestion) -> DoubleMatrix
  ) -> DoubleMatrix {
    let (horizon, asked) = (frame.members[index].horizon, questions.members[index])
    guard let past = asked.past, !past.bins.isEmpty else {
      return DoubleMatrix(rows: asked.rows.count, columns: horizon, repeating: .nan)
    }
    let forecasts = predict(past)
    return DoubleMatrix(
      rows: asked.rows.count, columns: horizon,
      values: asked.rows.flatMap { $0.map { Array(forecasts.row($0)) } ?? [Double](repeating: .nan, count: horizon) })
  }

  /// Outputs of a member in the target's own units, at the places of their origins.
  private func restored(
    _ index: Int, _ questions: ForecastQuestions, _ outputs: (ForecastQuestions.Member) -> Matrix
  ) -> DoubleMatrix {
    let (member, asked) = (frame.members[index], questions.members[index])
    var own = DoubleMatrix(rows: asked.rows.count, columns: member.horizon, repeating: .nan)
    guard asked.inputs.rows > 0 else { return own }
    let rows = member.windows[0].restored(outputs(asked), levels: asked.levels)
    for (origin, row) in asked.rows.enumerated() {
      guard let row else { continue }
      for step in 0..<member.horizon { own[origin, step] = rows[row, step] }
    }
    return own
  }

  /// Those of the finest member, or of all together where they are of one grain.
  func native(_ questions: ForecastQuestions, _ predictors: Predictors) -> DoubleMatrix {
    let natives = natives(questions, predictors)
    return frame.isOfOneGrain ? combined(natives) : natives[0]
  }

  /// Each member's forecasts at the evaluation grain, `[origins, steps]`.
  func brought(_ natives: [DoubleMatrix], _ questions: ForecastQuestions) -> [DoubleMatrix] {
    zip(questions.members, natives).map { $0.plan.apply(to: $1) }
  }

  /// `Σ weight · forecast` of the members' forecasts of the same origins at one grain.
  ///
  /// Of members of one grain those that have no forecast at an origin are left to the others there.
  ///
  /// - Parameter own: weights of each origin, in place of the model's.
  func combined(_ forecasts: [DoubleMatrix], weights own: [[Double]]? = nil) -> DoubleMatrix {
    guard combination != nil else { return forecasts[0] }
    let steps = forecasts[0].columns
    var sum = DoubleMatrix(rows: forecasts[0].rows, columns: steps, repeating: 0)
    for row in 0..<sum.rows {
      // A forecast that counts for nothing may be missing.
      for (forecast, weight) in zip(forecasts, known(own?[row] ?? weights, of: forecasts, row)) where weight != 0 {
        for index in row * steps..<(row + 1) * steps { sum.values[index] += weight * forecast.values[index] }
      }
    }
    return sum
  }

  /// Weights of the forecasts that there are at an origin; as they are where members are of several grains, or where none is there.
  private func known(_ weights: [Double], of forecasts: [DoubleMatrix], _ row: Int) -> [Double] {
    guard frame.isOfOneGrain else { return weights }
    let own = zip(weights, forecasts).map { weight, forecast in
      forecast.row(row).allSatisfy(\.isFinite) ? weight : 0
    }
    let sum = own.reduce(0, +)
    return sum > 0 && sum < 1 ? own.map { $0 / sum } : weights
  }
}
