import Tensors

/// What least squares adds to smoothing, from smoothing's errors at training origins.
struct CorrectionFit {
  private let smoothing: FittedSmoothing
  private let features: FittedHybrid.Features
  private let solver: RidgeSolver
  private let validation: Validation

  /// Smoothing's errors in windows of the validation part, on the training scale.
  private struct Validation {
    /// Inputs of the windows, `[windows, features]`.
    let inputs: Matrix
    /// Smoothing's errors in them, row after row.
    let errors: [Float]
  }

  /// The values read before an origin: as many as are forecast, within these.
  private static let recent = 8...336
  /// Origins a horizon: neighbours see nearly the same.
  private static let perHorizon = 16
  /// Validation windows by which penalties are compared, of more as many evenly spread.
  private static let mostWindows = 1024

  static func features(of ground: SmoothingGround) -> FittedHybrid.Features {
    FittedHybrid.Features(
      recent: min(max(ground.horizon, recent.lowerBound), recent.upperBound), season: ground.longest,
      scale: ground.scale)
  }

  /// Nil where there are hardly any origins with enough before them.
  init?(_ ground: SmoothingGround, _ smoothing: FittedSmoothing) {
    self.smoothing = smoothing
    features = Self.features(of: ground)
    let (horizon, past) = (ground.horizon, ground.past)
    let origins = Self.origins(ground)
    let question = PastQuestion(past: past, bins: origins.map(Int32.init))
    let forecasts = smoothing.forecasts(question)
    let asked = features.rows(smoothing, question, forecasts)
    guard asked.places.count >= ForecastExperiment.leastWindows else { return nil }
    var errors: [Float] = []
    errors.reserveCapacity(asked.places.count * horizon)
    for place in asked.places {
      for step in 0..<horizon {
        errors.append(Float((past.values[origins[place] + step] - forecasts[place, step]) / features.scale))
      }
    }
    var solver = RidgeSolver(features: asked.inputs.columns, outputs: horizon, fitsIntercept: true)
    solver.add(
      inputs: asked.inputs, targets: Matrix(rows: asked.places.count, columns: horizon, values: errors))
    self.solver = solver
    validation = Self.validation(ground, smoothing, features)
  }

  /// Bins with values known over the horizon, where states have settled.
  private static func origins(_ ground: SmoothingGround) -> [Int] {
    let (horizon, bins) = (ground.horizon, ground.course.bins)
    let first = bins.lowerBound + Int(ground.course.origins.first ?? 0)
    return Swift.stride(from: first, through: bins.upperBound - horizon, by: max(1, horizon / perHorizon))
      .filter { origin in !ground.past.values[origin..<origin + horizon].contains(where: \.isNaN) }
  }

  private static func validation(
    _ ground: SmoothingGround, _ smoothing: FittedSmoothing, _ features: FittedHybrid.Features
  ) -> Validation {
    let judged = ground.judged(.smoothing(smoothing))
    let every = max(1, (judged.question.bins.count + mostWindows - 1) / mostWindows)
    let kept = judged.question.bins.indices.filter { $0.isMultiple(of: every) }
    let question = PastQuestion(past: ground.past, bins: kept.map { judged.question.bins[$0] })
    let forecasts = DoubleMatrix(
      rows: kept.count, columns: ground.horizon, values: kept.flatMap { judged.forecasts.row($0) })
    let asked = features.rows(smoothing, question, forecasts)
    return Validation(
      inputs: asked.inputs,
      errors: asked.places.flatMap { place in
        let first = kept[place] * ground.horizon
        return judged.errors[first..<first + ground.horizon].map { Float($0) }
      })
  }

  /// - Returns: also the mean squared error over validation windows, as they were thinned, on the training scale; NaN where
  ///   there are none.
  func hybrid(penalty: Double) -> (hybrid: FittedHybrid, error: Double)? {
    guard let weights = try? solver.solve(penalty: penalty) else { return nil }
    let corrections = RidgeFit(weights: weights).predict(validation.inputs).values
    var sum = 0.0
    for (index, error) in validation.errors.enumerated() {
      let left = Double(error - corrections[index])
      sum += left * left
    }
    return (
      FittedHybrid(smoothing: smoothing, features: features, weights: weights), sum / Double(validation.errors.count)
    )
  }
}
