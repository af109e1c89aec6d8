import Basics
import Datasets
import Dispatch
import Models
import Synchronization
import Telemetry

/// A watch on a thread of its own, for a screen: passes commands on between two values, and reports at most thirty times a
/// second how things stand.
package final class WatchRoom: RunHost {
  private enum Order: Sendable {
    case command(Command, RunID)
    case everyone(Command)
    case branch(RunID, [Knob: KnobValue])
    case stop
  }

  private let events: EventQueue
  private let orders = Mailbox<Order>()
  private let bell = StreamWait()
  private let telemetry = Mutex<[RunTelemetry]>([])
  private let steps = Mutex<[RunID: RunProgress]>([:])
  private let failure = Mutex<WatchError?>(nil)
  private let ended = DispatchGroup()

  private static let frame = Duration.milliseconds(33)

  package init(events: EventQueue) { self.events = events }

  /// Why the watch could not continue.
  package var error: WatchError? { failure.withLock { $0 } }

  /// Begins to watch.
  package func start(
    _ request: WatchRequest, recordPath: String?, zoneOffset: @escaping @Sendable (Instant) -> Int64,
    source: @escaping @Sendable () throws(LiveError) -> any LiveSource
  ) {
    ended.enter()
    DispatchQueue(label: "watch").async { [self] in
      do throws(WatchError) {
        let opened: any LiveSource
        do throws(LiveError) { opened = try source() } catch { throw .stream(error) }
        try run(
          WatchFeed(
            opened, request, recordPath: recordPath, now: { Int64(HostLoad.now()) }, zoneOffset: zoneOffset,
            makeTelemetry: makeTelemetry))
      } catch {
        failure.withLock { $0 = error }
        events.add([.notice(error.sentence)])
      }
      ended.leave()
    }
  }

  private func makeTelemetry(of run: RunID) -> RunTelemetry {
    let made = RunTelemetry()
    telemetry.withLock { $0.append(made) }
    return made
  }

  private func run(_ feed: WatchFeed) throws(WatchError) {
    var reporter = WatchReporter(events: events)
    let clock = ContinuousClock()
    var nextFrame = clock.now
    while true {
      for order in orders.take() {
        if case .stop = order {
          try feed.finish(.stopped)
          return
        }
        carryOut(order, feed)
      }
      let hadNews = try feed.turn()
      reporter.collect(feed, hadNews: hadNews)
      let isDue = clock.now >= nextFrame
      if isDue || !hadNews {
        if let progress = reporter.report(feed) { steps.withLock { $0 = progress } }
        if isDue { nextFrame = clock.now + Self.frame }
      }
      if !hadNews {
        bell.wait(for: feed.hasEnded ? nil : feed.source, atMost: feed.hasEnded ? -1 : reporter.untilStalled)
      }
    }
  }

  private func carryOut(_ order: Order, _ feed: WatchFeed) {
    guard let engine = feed.engine else { return }
    switch order {
    case .command(let command, let run): engine.apply(command, to: run)
    case .everyone(let command): for run in engine.runs { engine.apply(command, to: run.run) }
    case .branch(let parent, let edits):
      do { _ = try engine.branch(from: parent, edits: edits) } catch {
        engine.announce(.event(.notice(error.sentence)))
      }
    case .stop: break
    }
  }

  private func order(_ order: Order) {
    orders.send(order)
    bell.ring()
  }
}

// MARK: - For the screen

extension WatchRoom {
  package func send(_ command: Command, to run: RunID) { order(.command(command, run)) }

  /// Stopping all runs ends the watch.
  package func sendAll(_ command: Command) { order(command == .stop ? .stop : .everyone(command)) }

  /// A stream cannot be gone back in: a branch begins with what is still held of it, whatever the step.
  package func startBranch(
    from parent: RunID, atStep step: Int, edits: [Knob: KnobValue]
  ) throws(SettingsError) -> Bool {
    order(.branch(parent, edits))
    return true
  }

  package var progress: [RunID: RunProgress] { steps.withLock { $0 } }
  package func waitUntilEnded(atMost limit: DispatchTimeInterval) { _ = ended.wait(timeout: .now() + limit) }

  package func curve(of run: RunID, steps: Range<Int>, limit: Int) -> [LossBucket] {
    telemetry(of: run)?.buckets(steps, limit: limit) ?? []
  }

  private func telemetry(of run: RunID) -> RunTelemetry? {
    telemetry.withLock { $0.indices.contains(run.number) ? $0[run.number] : nil }
  }
}
