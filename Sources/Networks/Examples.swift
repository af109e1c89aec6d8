import Tensors

/// Rows to learn from: inputs `[n, p]` and what should come out.
package struct Examples: Sendable {
  package enum Targets: Sendable, Equatable {
    /// `[n, q]`
    case values(Matrix)
    /// `n` class numbers in `0..<classCount`.
    case labels([Int32], classCount: Int)
  }

  package let inputs: Matrix
  package let targets: Targets

  package init(inputs: Matrix, targets: Matrix) {
    precondition(inputs.rows == targets.rows, "\(inputs.rows) inputs against \(targets.rows) targets")
    self.inputs = inputs
    self.targets = .values(targets)
  }

  package init(inputs: Matrix, labels: [Int32], classCount: Int) {
    precondition(inputs.rows == labels.count, "\(inputs.rows) inputs against \(labels.count) labels")
    precondition(
      labels.allSatisfy { $0 >= 0 && $0 < classCount }, "a label outside 0..<\(classCount)")
    self.inputs = inputs
    self.targets = .labels(labels, classCount: classCount)
  }

  package var count: Int { inputs.rows }
  /// Units that the last layer needs.
  package var outputCount: Int {
    switch targets {
    case .values(let matrix): matrix.columns
    case .labels(_, let classCount): classCount
    }
  }
}
