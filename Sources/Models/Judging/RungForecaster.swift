import Basics
import Granularity
import Telemetry
import Tensors

/// Rows that a model reads and what its outputs mean, for some origins.
protocol TargetWindows: Sendable {
  /// Of the outputs.
  var grain: Grain { get }
  /// Outputs, in steps of the grain.
  var horizon: Int { get }
  /// Windows at given origins; those without complete inputs are left out.
  func part(at origins: [Instant]) throws -> RungWindows.Part
  /// Values in the target's own units from outputs of a model.
  func restored(_ outputs: Matrix, levels: [Double]) -> DoubleMatrix
}

extension RungWindows: TargetWindows {}

/// Asks one model at the common target's origins and brings its answers to the grains at which they are scored.
struct RungForecaster: Sendable {
  let windows: any TargetWindows
  private let test: Questions
  private let validation: Questions
  private let columns: [MatrixColumn]

  /// What is asked of the model at a set of origins, and the way of its answers to the common target.
  private struct Questions {
    let part: RungWindows.Part
    /// For each origin the row of its window; nil where the rung has none.
    let rows: [Int?]
    let plan: RefinementPlan
  }

  /// Another grain at which the forecasts at the test origins are scored too.
  private struct MatrixColumn {
    /// For each of its origins the place among the common target's.
    let origins: [Int]
    let plan: RefinementPlan
  }

  init(target: CommonTarget, matrix: EvaluationMatrix, windows: any TargetWindows) throws {
    self.windows = windows
    test = try Self.questions(at: target.test, target, windows)
    validation = try Self.questions(at: target.validation, target, windows)
    let places = Dictionary(uniqueKeysWithValues: zip(target.test.origins, target.test.origins.indices))
    columns = matrix.columns.map { column in
      MatrixColumn(
        origins: column.test.origins.compactMap { places[$0] }, plan: column.plan(from: windows.grain, at: column.test))
    }
  }

  private static func questions(
    at set: OriginSet, _ target: CommonTarget, _ windows: any TargetWindows
  ) throws -> Questions {
    let part = try windows.part(at: set.origins)
    let places = Dictionary(zip(part.origins, part.origins.indices)) { first, _ in first }
    return Questions(
      part: part, rows: set.origins.map { places[$0] }, plan: target.plan(from: windows.grain, at: set))
  }

  /// `predict` maps rows of features to rows of outputs on the training scale.
  func native(_ predict: (Matrix) -> Matrix) -> NativeForecast {
    NativeForecast(grain: windows.grain, validation: own(validation, predict), test: own(test, predict))
  }

  /// The forecasts at the grains where they are scored.
  func brought(_ native: NativeForecast) -> TargetForecast {
    TargetForecast(
      validation: validation.plan.apply(to: native.validation), test: test.plan.apply(to: native.test),
      columns: columns.map { $0.plan.apply(to: native.test.rows(at: $0.origins)) })
  }

  /// `[origins, own steps]` at the rung's grain in the target's units; NaN where the rung has no window.
  private func own(_ questions: Questions, _ predict: (Matrix) -> Matrix) -> DoubleMatrix {
    guard questions.part.inputs.rows > 0 else { return unknown(questions) }
    return placed(windows.restored(predict(questions.part.inputs), levels: questions.part.levels), questions)
  }

  /// The last known value at each origin, `[origins, own steps]`: where a model's outputs are measured from.
  var levels: NativeForecast {
    func levels(_ questions: Questions) -> DoubleMatrix {
      guard questions.part.inputs.rows > 0 else { return unknown(questions) }
      let zeros = Matrix(rows: questions.part.levels.count, columns: windows.horizon)
      return placed(windows.restored(zeros, levels: questions.part.levels), questions)
    }
    return NativeForecast(grain: windows.grain, validation: levels(validation), test: levels(test))
  }

  private func unknown(_ questions: Questions) -> DoubleMatrix {
    DoubleMatrix(rows: questions.rows.count, columns: windows.horizon, repeating: .nan)
  }

  /// Rows of windows at the places of their origins.
  private func placed(_ rows: DoubleMatrix, _ questions: Questions) -> DoubleMatrix {
    var own = unknown(questions)
    for (origin, row) in questions.rows.enumerated() {
      guard let row else { continue }
      for step in 0..<windows.horizon { own[origin, step] = rows[row, step] }
    }
    return own
  }
}

/// Forecasts at the common target and at every column of the evaluation matrix.
struct TargetForecast: Sendable {
  /// `[validation origins, steps]`
  var validation: DoubleMatrix
  /// `[test origins, steps]`
  var test: DoubleMatrix
  /// One for each column of the matrix, `[its test origins, its steps]`.
  var columns: [DoubleMatrix]

  /// `Σ weight · forecast`, one weight for each of several forecasts of the same origins.
  init(_ forecasts: [TargetForecast], weights: [Double]) {
    func mixed(_ matrix: (TargetForecast) -> DoubleMatrix) -> DoubleMatrix {
      var sum = DoubleMatrix(rows: matrix(forecasts[0]).rows, columns: matrix(forecasts[0]).columns, repeating: 0)
      // A forecast that counts for nothing may be missing.
      for (forecast, weight) in zip(forecasts, weights) where weight != 0 {
        let values = matrix(forecast).values
        for index in values.indices { sum.values[index] += weight * values[index] }
      }
      return sum
    }
    validation = mixed(\.validation)
    test = mixed(\.test)
    columns = forecasts[0].columns.indices.map { column in mixed { $0.columns[column] } }
  }

  init(validation: DoubleMatrix, test: DoubleMatrix, columns: [DoubleMatrix]) {
    self.validation = validation
    self.test = test
    self.columns = columns
  }
}
