import Telemetry

/// How fast a stream flows, and since when nothing has come.
struct StreamPace {
  private let clock = ContinuousClock()
  private var counted = 0
  private var since: ContinuousClock.Instant
  private var lastNews: ContinuousClock.Instant
  private(set) var pointsPerSecond = 0.0
  /// Seconds without news after which a stream is said to be stalled.
  var patience = 5

  init() {
    since = clock.now
    lastNews = clock.now
  }

  mutating func take(points: Int) {
    lastNews = clock.now
    let seconds = Self.seconds(lastNews - since)
    guard seconds >= 0.5 else { return }
    let rate = Double(points - counted) / seconds
    pointsPerSecond =
      pointsPerSecond == 0 || rate > 4 * pointsPerSecond ? rate : pointsPerSecond + 0.3 * (rate - pointsPerSecond)
    (since, counted) = (lastNews, points)
  }

  /// Seconds without news, in whole fives, once there are too many of them.
  var stalled: Int? {
    let seconds = Int(Self.seconds(clock.now - lastNews))
    return seconds >= patience ? seconds / 5 * 5 : nil
  }

  /// Milliseconds until ``stalled`` may change.
  var untilStalled: Int {
    let seconds = Self.seconds(clock.now - lastNews)
    let next = seconds < Double(patience) ? Double(patience) : (seconds / 5).rounded(.down) * 5 + 5
    return Int((next - seconds) * 1000) + 1
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
