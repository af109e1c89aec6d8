import Basics

/// What is worked with and what is asked of it: for each kind of data that which it alone has.
package enum SessionContent: Sendable {
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

  /// Test origins or test samples.
  package var count: Int {
    switch self {
    case .forecast(let target): target.origins.count
    case .classes(let target): target.actual.count
    case .number(let target): target.actual.count
    }
  }
}
