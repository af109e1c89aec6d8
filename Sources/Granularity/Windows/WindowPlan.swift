import Basics
import Datasets
import Tensors

/// Which windows there are, before any value is copied: cheap to make and to keep.
package struct WindowPlan: Sendable {
  package let view: RungView
  package let spec: WindowSpec
  /// For each window the bin that starts at its origin.
  package private(set) var originBins: [Int32]
  package let omitted: OmittedWindows
  /// Of windows that are left out for a value that is missing, or was not known yet: the bins that start at their origins.
  private let gappyBins: [Int32]
  /// Positions in the view of the aggregates that are read.
  package let inputColumns: [Int]
  /// The target, one value a bin.
  package let targetValues: [Double]

  package var count: Int { originBins.count }
  package var origins: [Instant] { originBins.map { view.starts[Int($0)] } }
  /// The origins of windows that are left out for a value that is missing, or was not known yet.
  package var gappyOrigins: [Instant] { gappyBins.map { view.starts[Int($0)] } }
  /// The end of the newest row that goes into each window's inputs.
  package var newestInputs: [Instant] {
    originBins.map { spec.lookback > 0 ? view.newestRow[Int($0) - 1] : view.starts[Int($0)] }
  }
  package var inputCount: Int { inputColumns.count * spec.lookback + (spec.calendar?.count ?? 0) }

  /// What each column of the inputs holds.
  package var inputs: [WindowInput] {
    var inputs: [WindowInput] = []
    for column in inputColumns {
      for lag in stride(from: spec.lookback, through: 1, by: -1) {
        inputs.append(.lag(view.columns[column].aggregate, lag))
      }
    }
    return inputs + (spec.calendar?.features.map(WindowInput.calendar) ?? [])
  }

  /// Windows at every boundary of the rung whose targets lie in a part. Inputs may reach back across the part's border,
  /// but never before the start of training.
  ///
  /// Windows that touch a missing value, in or out, are left out and counted. So are those with a value that was filled
  /// from a row not known at the origin or, for a target, at the end of the part.
  ///
  /// - Parameter actual: where targets are read; nil reads them from `view`. What is to be judged by must not be filled.
  /// - Throws: ``WindowError``.
  package init(
    _ view: RungView, _ spec: WindowSpec, part: Borders.Part, of borders: Borders, actual: RungView? = nil
  ) throws(WindowError) {
    let span = borders.span(of: part)
    let bins = view.bins(from: span.start, to: span.end)
    let reach = view.bins(from: borders.trainStart, to: borders.testEnd).lowerBound
    let last = bins.upperBound - spec.horizon
    let candidates = last >= bins.lowerBound ? Array(bins.lowerBound...last) : []
    try self.init(
      view, spec, candidates: candidates, offBoundary: 0, reach: reach, actual: actual, targetsKnownAt: span.end)
  }

  /// Windows at given origins, such as those of a common target. Targets that are missing or lie beyond the series are NaN
  /// and do not cost the window: a forecast does not need them.
  ///
  /// - Parameter actual: where targets are read; nil reads them from `view`.
  /// - Throws: ``WindowError``.
  package init(
    _ view: RungView, _ spec: WindowSpec, at origins: [Instant], actual: RungView? = nil
  ) throws(WindowError) {
    let candidates = origins.compactMap(view.boundary)
    try self.init(
      view, spec, candidates: candidates, offBoundary: origins.count - candidates.count, reach: 0,
      actual: actual, targetsKnownAt: nil)
  }

  private init(
    _ view: RungView, _ spec: WindowSpec, candidates: [Int], offBoundary: Int, reach: Int,
    actual: RungView?, targetsKnownAt end: Instant?
  ) throws(WindowError) {
    let source = actual ?? view
    precondition(source.count == view.count, "targets of \(source.count) bins for \(view.count)")
    guard let target = source.index(of: spec.target) else { throw .unknownAggregate(spec.target) }
    let columns = try Self.positions(of: spec.inputs, in: view)
    guard (spec.lookback > 0 && !columns.isEmpty) || (spec.calendar?.count ?? 0) > 0 else { throw .noInputs }

    let inputGaps = GapCounter(columns.map { view.columns[$0].values }, count: view.count)
    let targetGaps = GapCounter([source.columns[target].values], count: view.count)
    var omitted = OmittedWindows(offBoundary: offBoundary)
    var (kept, gappy): ([Int32], [Int32]) = ([], [])
    kept.reserveCapacity(candidates.count)
    for origin in candidates {
      if origin - spec.lookback < reach {
        omitted.outOfReach += 1
      } else if inputGaps.hasGap(origin - spec.lookback..<origin)
        || end != nil && targetGaps.hasGap(origin..<origin + spec.horizon)
      {
        omitted.missingValues += 1
        gappy.append(Int32(origin))
        // A line into the future reaches the last bin of the stretch, if any: later rows are beyond it.
      } else if spec.lookback > 0 && !view.isKnown(origin - 1, at: view.starts[origin], positions: columns)
        || end.map({ !source.isKnown(origin + spec.horizon - 1, at: $0, positions: [target]) }) == true
      {
        omitted.filledLater += 1
        gappy.append(Int32(origin))
      } else {
        kept.append(Int32(origin))
      }
    }
    self.view = view
    self.spec = spec
    self.originBins = kept
    self.omitted = omitted
    gappyBins = gappy
    self.inputColumns = columns
    self.targetValues = source.columns[target].values
  }

  /// Positions of the aggregates in the view, each once; those that the view dropped as saying nothing are passed over.
  private static func positions(
    of aggregates: [ColumnAggregate], in view: RungView
  ) throws(WindowError) -> [Int] {
    var positions: [Int] = []
    for aggregate in aggregates {
      if let position = view.index(of: aggregate) {
        if !positions.contains(position) { positions.append(position) }
      } else if !view.dropped.contains(where: { $0.aggregate == aggregate }) {
        throw .unknownAggregate(aggregate)
      }
    }
    return positions
  }

  /// The plan of those windows alone whose origin is among `origins`.
  package func keeping(_ origins: Set<Instant>) -> WindowPlan {
    var plan = self
    plan.originBins = originBins.filter { origins.contains(view.starts[Int($0)]) }
    return plan
  }

  /// Copies the values of all windows.
  package func windows() -> Windows { windows(0..<count) }

  /// Copies the values of some windows, so that a long series can be worked through in pieces.
  package func windows(_ range: Range<Int>) -> Windows {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "windows \(range) of \(count)")
    let clock = (spec.calendar?.zone ?? view.zone).clock
    var inputs: [Double] = []
    var targets: [Double] = []
    var origins: [Instant] = []
    var newestInput: [Instant] = []
    inputs.reserveCapacity(range.count * inputCount)
    targets.reserveCapacity(range.count * spec.horizon)
    origins.reserveCapacity(range.count)
    newestInput.reserveCapacity(range.count)
    for window in range {
      let origin = Int(originBins[window])
      let instant = view.starts[origin]
      for column in inputColumns {
        inputs.append(contentsOf: view.columns[column].values[origin - spec.lookback..<origin])
      }
      spec.calendar?.append(at: instant, clock: clock, to: &inputs)
      appendTargets(of: origin, to: &targets)
      origins.append(instant)
      newestInput.append(spec.lookback > 0 ? view.newestRow[origin - 1] : instant)
    }
    return Windows(
      inputs: DoubleMatrix(rows: range.count, columns: inputCount, values: inputs),
      targets: DoubleMatrix(rows: range.count, columns: spec.horizon, values: targets), origins: origins,
      newestInput: newestInput)
  }

  /// NaN beyond the end of the series.
  private func appendTargets(of origin: Int, to targets: inout [Double]) {
    let available = min(max(view.count - origin, 0), spec.horizon)
    targets.append(contentsOf: targetValues[origin..<origin + available])
    for _ in available..<spec.horizon { targets.append(.nan) }
  }
}

/// Counts missing values ahead of time, so that any stretch is checked at once.
private struct GapCounter {
  /// Rows before each index with a NaN in any column.
  private let before: [Int32]

  init(_ columns: [[Double]], count: Int) {
    var isMissing = [Bool](repeating: false, count: count)
    for column in columns {
      for index in 0..<count where column[index].isNaN { isMissing[index] = true }
    }
    var before: [Int32] = [0]
    before.reserveCapacity(count + 1)
    var total: Int32 = 0
    for index in 0..<count {
      if isMissing[index] { total += 1 }
      before.append(total)
    }
    self.before = before
  }

  func hasGap(_ rows: Range<Int>) -> Bool { before[rows.upperBound] != before[rows.lowerBound] }
}

/// Why windows cannot be made as asked.
package enum WindowError: Error, Hashable {
  /// The view holds no such aggregate.
  case unknownAggregate(ColumnAggregate)
  /// Neither lags nor calendar features.
  case noInputs

  package var sentence: String {
    switch self {
    case .unknownAggregate(let aggregate):
      Words.windowNoAggregate(aggregation: aggregate.aggregation.rawValue, column: "\(aggregate.column + 1)")
    case .noInputs: Words.windowNoInputs
    }
  }
}
