import Tensors

/// Rows to learn from: inputs `[n, p]` and what should come out.
package struct Examples: Sendable {
  package enum Targets: Sendable, Equatable {
    /// `[n, q]`
    case values(Matrix)
    /// `n` class numbers in `0..<classCount`.
    case labels([Int32], classCount: Int)
  }

  /// In a box, so that handing examples on costs one reference and not one for each array.
  indirect enum Source: Sendable {
    case table(inputs: Matrix, Targets)
    case windows(SeriesWindows)
    case rows(any ExampleRows)
  }

  let source: Source
  package let count: Int
  package let inputCount: Int
  /// Units that the last layer needs.
  package let outputCount: Int

  package init(inputs: Matrix, targets: Matrix) {
    precondition(inputs.rows == targets.rows, "\(inputs.rows) inputs against \(targets.rows) targets")
    source = .table(inputs: inputs, .values(targets))
    (count, inputCount, outputCount) = (inputs.rows, inputs.columns, targets.columns)
  }

  package init(inputs: Matrix, labels: [Int32], classCount: Int) {
    precondition(inputs.rows == labels.count, "\(inputs.rows) inputs against \(labels.count) labels")
    precondition(
      labels.allSatisfy { $0 >= 0 && $0 < classCount }, "a label outside 0..<\(classCount)")
    source = .table(inputs: inputs, .labels(labels, classCount: classCount))
    (count, inputCount, outputCount) = (inputs.rows, inputs.columns, classCount)
  }

  /// Windows of series, which overlap and are held only once.
  package init(_ windows: SeriesWindows) {
    source = .windows(windows)
    (count, inputCount, outputCount) = (windows.starts.count, windows.lookback, windows.horizon)
  }

  /// Examples that are worked out when they are read.
  package init(_ rows: some ExampleRows) {
    source = .rows(rows)
    (count, inputCount, outputCount) = (rows.count, rows.inputCount, rows.outputCount)
  }

  /// `[n, p]`; copied, unless they are held as a table.
  package var inputs: Matrix {
    switch source {
    case .table(let inputs, _): inputs
    case .windows(let windows): windows.matrix(from: 0, columns: windows.lookback)
    case .rows(let rows): rows.inputs(0..<rows.count)
    }
  }

  /// Copied, unless they are held as a table.
  package var targets: Targets {
    switch source {
    case .table(_, let targets): targets
    case .windows(let windows): .values(windows.matrix(from: windows.lookback, columns: windows.horizon))
    case .rows(let rows): .values(rows.targets(0..<rows.count))
    }
  }
}

/// Windows of `lookback` values and the `horizon` values that follow, wherever they start in an array of series.
package struct SeriesWindows: Sendable {
  package let values: [Float]
  /// The place of each window's first value.
  package let starts: [Int32]
  package let lookback: Int
  package let horizon: Int

  package init(values: [Float], starts: [Int32], lookback: Int, horizon: Int) {
    precondition(
      starts.allSatisfy { $0 >= 0 && Int($0) + lookback + horizon <= values.count }, "a window beyond its series")
    self.values = values
    self.starts = starts
    self.lookback = lookback
    self.horizon = horizon
  }

  fileprivate func matrix(from offset: Int, columns: Int) -> Matrix {
    var all: [Float] = []
    all.reserveCapacity(starts.count * columns)
    for start in starts { all.append(contentsOf: values[Int(start) + offset..<Int(start) + offset + columns]) }
    return Matrix(rows: starts.count, columns: columns, values: all)
  }
}

extension Examples {
  /// So many examples at even distances, from the first to the last; ascending.
  func evenlySpaced(_ rows: Int) -> [Int32] { (0..<rows).map { Int32($0 * (count - 1) / max(rows - 1, 1)) } }
}

extension Examples {
  /// Goes through inputs `[n, p]` and targets that are numbers `[n, q]` from the first example to the last: in one piece
  /// where they are held as a table, else in pieces of so many rows, so that memory does not grow with their number.
  package func forEachPiece(rows most: Int = 1 << 13, _ body: (_ inputs: Matrix, _ targets: Matrix) -> Void) {
    switch source {
    case .table(let inputs, .values(let targets)): body(inputs, targets)
    case .table(_, .labels): preconditionFailure("labels are no numbers")
    case .windows(let windows):
      body(
        windows.matrix(from: 0, columns: windows.lookback),
        windows.matrix(from: windows.lookback, columns: windows.horizon))
    case .rows(let rows):
      for first in stride(from: 0, to: rows.count, by: most) {
        let piece = first..<min(first + most, rows.count)
        body(rows.inputs(piece), rows.targets(piece))
      }
    }
  }
}

/// How a pass takes examples.
extension Examples {
  /// Copies the inputs of examples `order[first..<first + count]`; `starts` is room for as many numbers.
  func gatherInputs(order: [Int32], first: Int, count: Int, starts: inout [Int32], into block: Block) {
    switch source {
    case .table(let inputs, _):
      Kernels.gather(inputs, order: order, first: first, count: count, into: block)
    case .windows(let windows):
      for row in 0..<count { starts[row] = windows.starts[Int(order[first + row])] }
      Kernels.gather(windows.values, starts: starts, offset: 0, first: 0, count: count, into: block)
    case .rows(let rows):
      for row in 0..<count { block.withRow(row) { rows.writeInputs(of: Int(order[first + row]), to: $0) } }
    }
  }

  /// The same for targets that are numbers.
  func gatherTargets(order: [Int32], first: Int, count: Int, starts: inout [Int32], into block: Block) {
    switch source {
    case .table(_, .values(let targets)):
      Kernels.gather(targets, order: order, first: first, count: count, into: block)
    case .table(_, .labels):
      preconditionFailure("labels are no numbers")
    case .windows(let windows):
      for row in 0..<count { starts[row] = windows.starts[Int(order[first + row])] }
      Kernels.gather(windows.values, starts: starts, offset: windows.lookback, first: 0, count: count, into: block)
    case .rows(let rows):
      for row in 0..<count { block.withRow(row) { rows.writeTargets(of: Int(order[first + row]), to: $0) } }
    }
  }

  /// Copies examples from `first` on: inputs, or targets that are numbers.
  func load(first: Int, count: Int, inputs block: Block) {
    switch source {
    case .table(let inputs, _): block.load(inputs, first: first, count: count)
    case .windows(let windows):
      Kernels.gather(windows.values, starts: windows.starts, offset: 0, first: first, count: count, into: block)
    case .rows(let rows):
      for row in 0..<count { block.withRow(row) { rows.writeInputs(of: first + row, to: $0) } }
    }
  }

  func load(first: Int, count: Int, targets block: Block) {
    switch source {
    case .table(_, .values(let targets)): block.load(targets, first: first, count: count)
    case .table(_, .labels): preconditionFailure("labels are no numbers")
    case .windows(let windows):
      Kernels.gather(
        windows.values, starts: windows.starts, offset: windows.lookback, first: first, count: count, into: block)
    case .rows(let rows):
      for row in 0..<count { block.withRow(row) { rows.writeTargets(of: first + row, to: $0) } }
    }
  }
}
