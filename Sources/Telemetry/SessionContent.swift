import Basics

/// What is worked with and what is asked of it: for each kind of data that which it alone has. Behind a reference, as it is
/// handed to every panel of a frame.
package indirect enum SessionContent: Sendable {
  case series(ForecastTarget)
  case table(SampleTarget)
  case images(ImageGallery, SampleTarget)
  /// With what is known of it by now.
  case stream(StreamInfo, ForecastTarget)

  package var kind: Content {
    switch self {
    case .series: .series
    case .table: .table
    case .images: .images
    case .stream: .stream
    }
  }

  /// What is asked, whatever it is asked of.
  package var target: SessionTarget {
    switch self {
    case .series(let target), .stream(_, let target): .forecast(target)
    case .table(.classes(let target)), .images(_, .classes(let target)): .classes(target)
    case .table(.number(let target)), .images(_, .number(let target)): .number(target)
    }
  }
}

extension SessionContent {
  /// By which part rungs are ranked. A stream has no validation part: each of its values is forecast before it is learnt
  /// from.
  package var rankedPart: ScoredPart {
    switch self {
    case .series, .table, .images: .validation
    case .stream: .test
    }
  }
}

/// The common target of all rungs, by task.
package enum SessionTarget: Sendable {
  case forecast(ForecastTarget)
  case classes(ClassTarget)
  case number(NumberTarget)

  package var task: PredictionTask {
    switch self {
    case .forecast: .forecast
    case .classes: .classes
    case .number: .number
    }
  }

  /// Origins or samples of a part; 0 where there is no such part.
  package func count(_ part: ScoredPart) -> Int {
    switch self {
    case .forecast(let target): target[part]?.origins.count ?? 0
    case .classes(let target): target[part]?.actual.count ?? 0
    case .number(let target): target[part]?.actual.count ?? 0
    }
  }

  /// The least of them with which models are ranked.
  package func leastRanked(_ part: ScoredPart) -> Int { part.leastRanked(task) }

  /// The hash of a part's origins or samples and of what happened there; nil where there is no such part.
  package func originsHash(_ part: ScoredPart) -> UInt64? {
    switch self {
    case .forecast(let target): target[part]?.originsHash
    case .classes(let target): target[part]?.originsHash
    case .number(let target): target[part]?.originsHash
    }
  }
}
