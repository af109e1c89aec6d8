import Datasets
import Tensors

/// Turns data into the view that a rung has of them.
///
/// What must be learnt for it (components, vocabularies) is fitted on training rows before.
package protocol Coarsening: Sendable {
  func coarsen(_ data: Dataset) throws -> View
}

/// Turns a prediction at a coarse grain into one at a finer grain.
package protocol Refinement: Sendable {
  func refine(_ prediction: Prediction) throws -> Prediction
}

/// Data as a rung sees them.
package enum View: Sendable {
  case series(RungView)
  case images(ImageSet)
  case table(Table)
}

/// What a rung predicts.
package enum Prediction: Sendable {
  /// Values along time after each origin.
  case path(Path)
  /// Probabilities `[samples, classes]`.
  case classes(DoubleMatrix)
}

/// Forecasts from several origins, at one grain.
package struct Path: Sendable, Equatable {
  /// The end of what was known, and the start of the first step.
  package var origins: [Instant]
  package var grain: Grain
  /// `[origins, steps]`, in the target's own units; NaN where there is no forecast.
  package var values: DoubleMatrix

  package init(origins: [Instant], grain: Grain, values: DoubleMatrix) {
    precondition(origins.count == values.rows, "\(origins.count) origins for \(values.rows) rows of values")
    self.origins = origins
    self.grain = grain
    self.values = values
  }
}

/// A rung with everything that training rows taught about it: how data become coarse, and predictions fine again.
package struct FittedGrain: Sendable {
  package let rung: Rung
  package let coarsening: any Coarsening
  /// Nil where the target does not lie on this axis: a class label cannot be refined.
  package let refinement: (any Refinement)?

  package init(rung: Rung, coarsening: any Coarsening, refinement: (any Refinement)?) {
    self.rung = rung
    self.coarsening = coarsening
    self.refinement = refinement
  }
}

/// Why data or predictions cannot change their grain.
package enum GranularityError: Error, Hashable {
  /// The coarsening is made for other data, as a spatial grain for a table.
  case wrongData(expected: DatasetKind, found: DatasetKind)
  /// Class probabilities given to a refinement along time.
  case notAPath
  /// Predictions made at another grain than the refinement is for.
  case wrongGrain(expected: Grain, found: Grain)
  case unknownColumn(Int, count: Int)
  /// Bins shorter than the series' own step.
  case finerThanData(Grain, step: Grain)
  /// Images with fewer pixels than the grain.
  case finerThanImages(height: Int, width: Int, grain: SpatialGrain)

  package var sentence: String {
    switch self {
    case .wrongData(let expected, let found):
      "This grain is made for \(expected.words), but the data are \(found.words); choose a ladder of another axis."
    case .notAPath:
      "Only values along time can be refined on this axis, but the prediction holds classes, which have no grain."
    case .wrongGrain(let expected, let found):
      "The prediction has the grain \(found.label), but \(expected.label) was expected."
    case .unknownColumn(let column, let count):
      "There is no column number \(column + 1); the data have \(count)."
    case .finerThanData(let grain, let step):
      "The grain \(grain.label) is finer than the rows, which lie \(step.label) apart; choose \(step.label) or coarser."
    case .finerThanImages(let height, let width, let grain):
      "Images of \(height)×\(width) pixels cannot be averaged to \(grain.label); choose no more pixels than they have."
    }
  }
}

extension DatasetKind {
  fileprivate var words: String {
    switch self {
    case .series: "series"
    case .table: "tables of samples"
    case .images: "images"
    }
  }
}
