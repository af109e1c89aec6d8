import Basics
import Datasets

/// The instants between the parts of a series: what has been learnt before ``trainEnd`` may know nothing from after it.
package struct Borders: Hashable, Sendable {
  package let trainStart: Instant
  package let trainEnd: Instant
  package let validationStart: Instant
  package let validationEnd: Instant
  package let testStart: Instant
  package let testEnd: Instant

  package init(
    trainStart: Instant, trainEnd: Instant, validationStart: Instant, validationEnd: Instant, testStart: Instant,
    testEnd: Instant
  ) {
    precondition(
      trainStart <= trainEnd && trainEnd <= validationStart && validationStart <= validationEnd
        && validationEnd <= testStart && testStart <= testEnd, "the parts of a series in another order")
    self.trainStart = trainStart
    self.trainEnd = trainEnd
    self.validationStart = validationStart
    self.validationEnd = validationEnd
    self.testStart = testStart
    self.testEnd = testEnd
  }

  package typealias Part = SplitPart

  /// Where a part's targets may lie.
  package func span(of part: Part) -> (start: Instant, end: Instant) {
    switch part {
    case .training: (trainStart, trainEnd)
    case .validation: (validationStart, validationEnd)
    case .test: (testStart, testEnd)
    }
  }
}

extension ScoredPart {
  package var ofBorders: Borders.Part {
    switch self {
    case .validation: .validation
    case .test: .test
    }
  }
}
