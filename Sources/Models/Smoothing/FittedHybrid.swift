import Tensors

/// Smoothing with what least squares adds to it: smoothing follows level and seasons, and the correction has learnt how its
/// forecasts err after what was seen last.
package struct FittedHybrid: Sendable, Equatable {
  package let smoothing: FittedSmoothing
  /// What the correction reads.
  package let features: Features
  /// Of the correction, `[features + 1, horizon]`, from inputs to errors over ``Features/scale``; the last row is the
  /// intercept.
  package let weights: Matrix

  /// What the correction reads at an origin, each measured from the last value and in units of a typical change.
  package struct Features: Hashable, Sendable, Codable {
    /// Values before the origin.
    package let recent: Int
    /// Steps after which the series repeats: of each step ahead the last known value so many steps before is read; 0 for none.
    package let season: Int
    package let scale: Double

    func count(horizon: Int) -> Int { recent + horizon + (season > 0 ? horizon : 0) }
  }

  package var horizon: Int { smoothing.horizon }

  /// As ``FittedSmoothing/forecasts(_:)``; without a correction where too little lies before an origin.
  func forecasts(_ question: PastQuestion) -> DoubleMatrix {
    var forecasts = smoothing.forecasts(question)
    let asked = features.rows(smoothing, question, forecasts)
    let corrections = RidgeFit(weights: weights).predict(asked.inputs)
    for (row, place) in asked.places.enumerated() {
      for step in 0..<horizon { forecasts[place, step] += features.scale * Double(corrections[row, step]) }
    }
    return forecasts
  }

  var isSound: Bool {
    smoothing.isSound && (1...FittedWindows.longest).contains(features.recent)
      && (0...FittedWindows.longest).contains(features.season) && features.scale > 0 && features.scale.isFinite
      && weights.rows == features.count(horizon: horizon) + 1 && weights.columns == horizon
  }

  var arrays: [NamedTensor] {
    smoothing.arrays + [
      NamedTensor(name: "correction", shape: [weights.rows, weights.columns], values: weights.values)
    ]
  }
}

extension FittedHybrid.Features {
  /// Rows of inputs at those bins of a question before which enough is known, with their places in it.
  ///
  /// - Parameter forecasts: smoothing's own at all bins.
  func rows(
    _ smoothing: FittedSmoothing, _ question: PastQuestion, _ forecasts: DoubleMatrix
  ) -> (places: [Int], inputs: Matrix) {
    let horizon = smoothing.horizon
    let count = count(horizon: horizon)
    let (begin, filled) = smoothing.filled(question)
    // From the origin back to the newest known value at the same place in the season.
    let lags = (0..<horizon).map { season > 0 ? ($0 / season + 1) * season - $0 : 0 }
    let reach = max(recent, lags.max() ?? 0)
    let places = question.bins.indices.filter { place in
      Int(question.bins[place]) - begin >= reach && forecasts[place, 0].isFinite
    }
    let values = [Float](unsafeUninitializedCapacity: places.count * count) { memory, written in
      filled.withUnsafeBufferPointer { filled in
        forecasts.values.withUnsafeBufferPointer { forecasts in
          for place in places {
            let bin = Int(question.bins[place]) - begin
            let last = filled[bin - 1]
            func write(_ value: Double) {
              memory[written] = Float((value - last) / scale)
              written += 1
            }
            for lag in Swift.stride(from: recent, to: 0, by: -1) { write(filled[bin - lag]) }
            for step in 0..<horizon { write(forecasts[place * horizon + step]) }
            if season > 0 { for lag in lags { write(filled[bin - lag]) } }
          }
        }
      }
    }
    return (places, Matrix(rows: places.count, columns: count, values: values))
  }
}
