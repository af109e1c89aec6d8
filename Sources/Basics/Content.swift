/// What kind of data is worked with: the one name for it from the reader to the screen.
///
/// Whoever adds a kind adds a case here, and the compiler leads from there: no `switch` over it has a `default:`.
package enum Content: String, Hashable, Sendable, Codable, CaseIterable {
  /// Rows in the order of time.
  case series
  /// Samples without order, each a row of columns.
  case table
  /// Samples without order, each a picture.
  case images
  /// Rows that go on coming.
  case stream

  /// Those that a file can hold, in the order in which they are offered.
  package static let ofFiles = allCases.filter(\.isHeldByFiles)

  private var isHeldByFiles: Bool {
    switch self {
    case .series, .table, .images: true
    case .stream: false
    }
  }

  /// Along what its grains differ.
  package var axis: Axis {
    switch self {
    case .series, .stream: .time
    case .table: .rows
    case .images: .space
    }
  }
}

/// A direction along which data can be seen more or less finely; `rows` where there is none, and a ladder has one rung.
package enum Axis: String, Hashable, Sendable {
  case time, space, rows
}

/// What a model is asked for: what its scores mean, and what it has to beat.
package enum PredictionTask: String, Hashable, Sendable, Codable, CaseIterable {
  /// The next values of a series.
  case forecast
  /// Which of some classes a sample is of.
  case classes
  /// A number that belongs to a sample.
  case number
}
