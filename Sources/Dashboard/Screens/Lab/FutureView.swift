import Basics
import Telemetry

/// What is to be asked of a run about the time beyond the end of its data.
package struct FutureWish: Sendable, Hashable {
  package let run: RunID
  /// As they were when it was asked; nil where a run has none that were trained.
  package let weights: ScoredWeights?
}

extension State {
  /// Whether the shown run can be asked beyond the last origin: a stream has its future still to come.
  var hasFuture: Bool {
    switch session?.content {
    case .series: shown?.evaluation != nil
    case .stream, .table, .images, nil: false
    }
  }

  /// The forecast panel and the table show what lies beyond the data.
  var isBeyond: Bool { lab.isBeyond && hasFuture }

  /// What the Lab shows of the future; nil while it shows none. Whoever runs the screen passes it on whenever it changes.
  package var futureWish: FutureWish? {
    guard screen == .lab, isBeyond, let run = shown else { return nil }
    guard !run.plan.isClosedForm else { return FutureWish(run: run.plan.run, weights: nil) }
    return FutureWish(
      run: run.plan.run, weights: run.best.map { .best(epoch: $0.epoch) } ?? .last(epoch: run.completedEpochs))
  }

  /// The newest answer about the shown run; nil while there is none, and where an origin of the data is on view.
  var future: FutureAnswer? {
    guard isBeyond, let asked = lab.future, asked.wish.run == shown?.plan.run else { return nil }
    return asked.answer
  }

  /// The forecast of the shown run that lies beyond its data, where it is on view and known.
  var futureForecast: FutureForecast? {
    if case .known(let forecast) = future { forecast } else { nil }
  }

  /// Rows behind the origin are data as well.
  func futurePlace(isBrief: Bool = false) -> String {
    guard futureForecast?.actual.isEmpty == false else { return Words.futurePlace }
    return isBrief ? Words.futurePlaceNewestBrief : Words.futurePlaceNewest
  }

  mutating func take(_ answer: FutureAnswer, to wish: FutureWish) { lab.future = (wish, answer) }

  // MARK: Origins

  /// Beyond the last origin of the part on view lies what has no actual values yet.
  mutating func moveOrigin(by places: Int) {
    let last = max(originCount - 1, 0)
    if places > 0, lab.origin >= last {
      lab.isBeyond = hasFuture
    } else if places < 0, isBeyond {
      lab.isBeyond = false
    } else {
      lab.origin = min(max(lab.origin + places, 0), last)
    }
  }

  mutating func showOrigin(_ origin: Int) {
    lab.isBeyond = false
    lab.origin = origin
  }
}
