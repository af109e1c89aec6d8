import Datasets
import Networks
import Tensors

/// A model of samples without order: what its members compute, within the way from raw samples to classes or numbers.
package struct FittedSamples: Sendable, Equatable {
  package let frame: SampleFrame
  /// One for each member, fine to coarse.
  package let functions: [FittedFunction]
  /// τ of a cascade: a coarser member that is at least so sure decides without a finer one.
  package let threshold: Float

  package init(frame: SampleFrame, functions: [FittedFunction], threshold: Float = 1) {
    self.frame = frame
    self.functions = functions
    self.threshold = threshold
  }

  /// A function by itself: rows of numbers to numbers, both as they are.
  package init(unscaled function: FittedFunction) {
    func names(_ count: Int) -> [String] { (0..<count).map { "column \($0 + 1)" } }
    func scaler(_ count: Int) -> Scaler { Scaler(.none, fitting: DoubleMatrix(rows: 0, columns: count)) }
    let (inputs, outputs) = (function.inputs, function.outputs)
    self.init(
      frame: SampleFrame(
        source: .table(columns: names(inputs), bounds: [OutlierBounds?](repeating: nil, count: inputs)),
        members: [SampleFrame.Member(rung: "rows", grain: nil, scaler: scaler(inputs))],
        target: .numbers(columns: names(outputs), scaler(outputs))), functions: [function])
  }

  /// What is said of samples.
  package enum Prediction: Sendable, Equatable {
    /// `[samples, classes]`; NaN where a sample lacks a value.
    case probabilities(Matrix)
    /// `[samples, numbers]` in the targets' own units; NaN where a sample lacks a value.
    case numbers(DoubleMatrix)
  }

  /// - Throws: ``FittedModelError`` where data are of another kind than those that were learnt from, or differ from them.
  package func predict(_ dataset: Dataset) throws(FittedModelError) -> Prediction {
    switch dataset {
    case .table(let table): return try predict(table)
    case .images(let images): return try predict(images)
    case .series:
      switch frame.source {
      case .table: throw .wrongKind(found: Words.taskSeries, expected: Words.rowsOfTable)
      case .images: throw .wrongKind(found: Words.taskSeries, expected: Words.taskImages)
      }
    }
  }

  /// - Throws: ``FittedModelError`` where columns are missing.
  package func predict(_ table: Table) throws(FittedModelError) -> Prediction {
    let (inputs, isKnown) = try frame.inputs(of: table)
    var prediction = said(answers(to: inputs))
    for row in isKnown.indices where !isKnown[row] { prediction.forget(row) }
    return prediction
  }

  /// - Throws: ``FittedModelError`` where images are of another size.
  package func predict(_ images: ImageSet) throws(FittedModelError) -> Prediction {
    said(answers(to: try frame.inputs(of: images)))
  }

  /// Each member's outputs, `[samples, outputs]`.
  func answers(to inputs: [Matrix]) -> [Matrix] { zip(functions, inputs).map { $0.predictor()($1) } }

  /// What the members' outputs mean together.
  func said(_ answers: [Matrix]) -> Prediction {
    switch frame.target {
    case .numbers(_, let scaler): return .numbers(scaler.inverse(answers[0]))
    case .classes:
      guard answers.count > 1 else { return .probabilities(answers[0]) }
      let stages = Array(answers.reversed())
      return .probabilities(CascadeDecision(stages).chosen(at: threshold))
    }
  }
}

extension FittedSamples.Prediction {
  fileprivate mutating func forget(_ row: Int) {
    switch self {
    case .probabilities(var matrix):
      for column in 0..<matrix.columns { matrix[row, column] = .nan }
      self = .probabilities(matrix)
    case .numbers(var matrix):
      for column in 0..<matrix.columns { matrix[row, column] = .nan }
      self = .numbers(matrix)
    }
  }
}
