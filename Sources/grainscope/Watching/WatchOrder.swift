import Basics
import Datasets
import Glibc
import Training

/// What to watch, and how.
struct WatchOrder: Sendable {
  enum Origin: Sendable {
    case standardInput
    case file(String)
    /// This machine's load, every so many milliseconds.
    case host(Int)
  }

  let origin: Origin
  let request: WatchRequest
  let recordPath: String?
  /// Those that watch it again; empty where it came through a pipe.
  var arguments: [String] = []

  var label: String {
    switch origin {
    case .standardInput: StandardInput.label
    case .file(let path): FilePath.name(path)
    case .host: Words.watchThisMachine
    }
  }

  func source() throws(LiveError) -> any LiveSource {
    switch origin {
    case .standardInput: try PipeSource.standardInput()
    case .file(let path): try FollowedFile(path: path)
    case .host(let step): try HostLoad(step: step)
    }
  }

  /// Begins to keep its runs.
  ///
  /// - Parameters, Returns, Throws: as ``SessionKeeper/begin(watching:in:arguments:report:lost:)``.
  func keeper(
    in store: StoreOrder, report: @escaping @Sendable (String) -> Void, lost: @escaping @Sendable (String) -> Void
  ) throws -> WatchKeeper? {
    let path =
      switch origin {
      case .standardInput, .host: label
      case .file(let path): path
      }
    return try SessionKeeper.begin(watching: path, in: store, arguments: arguments, report: report, lost: lost)
      .map { WatchKeeper($0) }
  }

  /// Wall clock minus UTC of this machine, in ms.
  @Sendable static func zoneOffset(at instant: Instant) -> Int64 {
    var time = time_t(instant / 1000)
    var parts = tm()
    localtime_r(&time, &parts)
    return Int64(parts.tm_gmtoff) * 1000
  }
}
