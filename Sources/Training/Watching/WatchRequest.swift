import Datasets
import Granularity
import Models

/// How a stream is to be watched, as a user says it; what the stream itself shows is added once its first lines came.
package struct WatchRequest: Sendable {
  /// nil takes the first column of numbers.
  package var column: String?
  /// nil finds it in the lines.
  package var decimal: DecimalMark?
  /// Cells that mean missing beside the usual ones, as in files.
  package var missingWords: [String] = []
  /// The stream's own step in ms; nil takes what its stamps say, and a second where it has none.
  package var step: Int64?
  package var grains: [Grain]?
  package var horizon: Grain?
  package var season: Grain?
  package var settings: Settings
  /// Closed origins over which errors roll.
  package var window = 40
  /// Values after which the watch ends by itself.
  package var until: Int?
  /// Stamps in the stream are passed over: each value is one step.
  package var ignoresStamps = false

  package init(settings: Settings) { self.settings = settings }
}

/// Why a watch cannot continue.
package enum WatchError: Error, Hashable {
  case stream(LiveError)
  case ladder(LiveLadderError)
  case record(path: String, reason: String)

  package var sentence: String {
    switch self {
    case .stream(let error): error.sentence
    case .ladder(let error): error.sentence
    case .record(let path, let reason): Words.watchNotRecorded(path: path, reason: reason)
    }
  }
}
