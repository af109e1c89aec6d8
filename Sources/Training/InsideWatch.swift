import Synchronization
import Telemetry

/// What a screen wants to see inside a run; written by the screen, read by the trainer between two slices.
final class InsideWish: Sendable {
  private let wanted = Mutex<InsideRequest?>(nil)
  private let isAsked = Atomic<Bool>(false)

  func ask(_ request: InsideRequest?) {
    wanted.withLock { $0 = request }
    isAsked.store(request != nil, ordering: .releasing)
  }

  /// Nil while nobody looks, which costs one load.
  var request: InsideRequest? { isAsked.load(ordering: .acquiring) ? wanted.withLock { $0 } : nil }
}

/// When to show how a network looks inside: at once when something else is asked for or the run has changed its phase,
/// else a few times a second.
struct InsidePace {
  private var next: ContinuousClock.Instant?
  private var shown: (request: InsideRequest, phase: Phase, step: Int)?

  private static let interval = Duration.milliseconds(250)

  func isDue(_ request: InsideRequest, _ phase: Phase, step: Int, now: ContinuousClock.Instant) -> Bool {
    guard let shown, let next, shown.request == request, shown.phase == phase else { return true }
    return step != shown.step && now >= next
  }

  /// Looking takes a twentieth of the time at most, whatever it costs.
  mutating func note(
    _ request: InsideRequest, _ phase: Phase, step: Int, began: ContinuousClock.Instant, ended: ContinuousClock.Instant
  ) {
    shown = (request, phase, step)
    next = ended + max(Self.interval, (ended - began) * 19)
  }
}
