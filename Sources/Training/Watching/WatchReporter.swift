import Telemetry

/// Puts what happens in a watch into the words of a screen, no more of them than it can show.
struct WatchReporter {
  private let events: EventQueue
  private var pace = StreamPace()
  private var waiting: [Event] = []
  private var isOpen = false
  private var reported: StreamInfo?

  init(events: EventQueue) { self.events = events }

  var untilStalled: Int { pace.untilStalled }

  mutating func collect(_ feed: WatchFeed, hadNews: Bool) {
    if hadNews { pace.take(points: feed.points) }
    for item in feed.takeNews() {
      switch item {
      case .event(.epoch(let run, let report)):
        // Of a flood only the newest is worth a place.
        waiting.removeAll { if case .epoch(run, _) = $0 { true } else { false } }
        waiting.append(.epoch(run, report))
      case .event(let event): waiting.append(event)
      case .scored, .preferred: break
      }
    }
  }

  /// - Returns: how far every run is, where something was reported.
  mutating func report(_ feed: WatchFeed) -> [RunID: RunProgress]? {
    guard let engine = feed.engine else {
      let notices = waiting
      waiting = []
      events.add(notices)
      return nil
    }
    var info = StreamInfo(points: feed.points, skipped: feed.skipped, pointsPerSecond: pace.pointsPerSecond)
    info.phase = feed.hasEnded ? .ended : pace.stalled.map { .stalled(seconds: $0) } ?? .flowing
    guard info != reported || !waiting.isEmpty else { return nil }
    reported = info
    let session = engine.session(info)
    // Opening forgets what was known of runs: it comes first.
    let opening: [Event] = isOpen ? [] : [.rolled(session, [:])]
    isOpen = true
    events.add(opening + waiting + [.rolled(session, engine.evaluations)])
    waiting = []
    return engine.progress
  }
}
