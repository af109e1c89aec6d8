import Basics
import Datasets

extension Borders {
  /// The borders of a time-ordered split: each part begins with the bin of its first row and ends with that of its last.
  package init(_ split: Split, of series: TimeSeries) {
    let clock = series.zone.clock
    let base = Grain(of: series)
    func border(_ row: Int) -> Instant { base.floor(series.instant(at: row), on: clock) }
    self.init(
      trainStart: border(split.train.lowerBound), trainEnd: border(split.train.upperBound),
      validationStart: border(split.validation.lowerBound), validationEnd: border(split.validation.upperBound),
      testStart: border(split.test.lowerBound), testEnd: border(split.test.upperBound))
  }
}
