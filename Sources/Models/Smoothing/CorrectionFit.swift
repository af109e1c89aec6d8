import Tensors

/// What least squares adds to smoothing, from smoothing's errors at training origins.
struct CorrectionFit {
  private let smoothing: FittedSmoothing
  private let features: FittedHybrid.Features
  private let solver: RidgeSolver
  private let validation: Validation

  /// Smoothing's errors in the windows of the validation part, on the training scale.
  private struct Validation {
    /// Inputs of the windows that are corrected, `[windows, features]`.
    let inputs: Matrix
    /// Smoothing's errors in them, row after row.
    let errors: [Float]
    /// The squared errors of the others, which stay as they are.
    let others: Double
    /// Errors of all.
    let count: Int
  }

  /// The values read before an origin: as many as are forecast, within these.
  private static let recent = 8...336
  /// Origins a horizon: neighbours see nearly the same.
  private static let perHorizon = 16

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
    let (horizon, bins) = (ground.horizon, ground.search.bins)
    let first = bins.lowerBound + Int(ground.search.origins.first ?? 0)
    return Swift.stride(from: first, through: bins.upperBound - horizon, by: max(1, horizon / perHorizon))
      .filter { origin in !ground.past.values[origin..<origin + horizon].contains(where: \.isNaN) }
  }

  private static func validation(
    _ ground: SmoothingGround, _ smoothing: FittedSmoothing, _ features: FittedHybrid.Features
  ) -> Validation {
    let judged = ground.judged(.smoothing(smoothing))
    let asked = features.rows(smoothing, judged.question, judged.forecasts)
    let horizon = ground.horizon
    let corrected = Set(asked.places)
    let others = judged.question.bins.indices.filter { !corrected.contains($0) }.reduce(0.0) { sum, place in
      judged.errors[place * horizon..<(place + 1) * horizon].reduce(sum) { $0 + $1 * $1 }
    }
    return Validation(
      inputs: asked.inputs,
      errors: asked.places.flatMap { judged.errors[$0 * horizon..<($0 + 1) * horizon].map { Float($0) } },
      others: others, count: judged.errors.count)
  }

  /// - Returns: also the mean squared error over validation windows on the training scale; NaN where there are none.
  func hybrid(penalty: Double) -> (hybrid: FittedHybrid, error: Double)? {
    guard let weights = try? solver.solve(penalty: penalty) else { return nil }
    let corrections = RidgeFit(weights: weights).predict(validation.inputs).values
    var sum = validation.others
    for (index, error) in validation.errors.enumerated() {
      let left = Double(error - corrections[index])
      sum += left * left
    }
    return (
      FittedHybrid(smoothing: smoothing, features: features, weights: weights), sum / Double(validation.count)
    )
  }
}
