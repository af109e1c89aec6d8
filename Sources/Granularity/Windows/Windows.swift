import Basics
import Tensors

/// Windows laid out for a model.
package struct Windows: Sendable {
  /// `[windows, inputs]`: for each aggregate its rows from the oldest to the newest, then the calendar of the origin.
  package let inputs: DoubleMatrix
  /// `[windows, horizon]`
  package let targets: DoubleMatrix
  /// The end of what is known; the first target bin starts here.
  package let origins: [Instant]
  /// The end of the newest row that went into each window's inputs. After the origin it would be a leak.
  package let newestInput: [Instant]

  package init(inputs: DoubleMatrix, targets: DoubleMatrix, origins: [Instant], newestInput: [Instant]) {
    precondition(
      inputs.rows == origins.count && targets.rows == origins.count && newestInput.count == origins.count,
      "windows of different counts")
    self.inputs = inputs
    self.targets = targets
    self.origins = origins
    self.newestInput = newestInput
  }

  package var count: Int { origins.count }
}

/// Windows that were asked for and cannot be had.
package struct OmittedWindows: Hashable, Sendable {
  /// Inputs or targets hold a missing value.
  package var missingValues = 0
  /// Inputs hold a value that was filled from rows after the origin, or targets one from after their part.
  package var filledLater = 0
  /// The series begins too late or ends too early.
  package var outOfReach = 0
  /// The origin is no boundary of the rung's bins.
  package var offBoundary = 0
}
