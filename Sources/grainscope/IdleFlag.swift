import Synchronization
import Telemetry

/// Whether the screen waits without a time limit, so that engine events have to wake it.
final class IdleFlag: Sendable {
  private let flag = Atomic<Bool>(true)
  var isSet: Bool { flag.load(ordering: .acquiring) }
  func set(_ value: Bool) { flag.store(value, ordering: .releasing) }
}

/// Before data are open there are no curves.
struct NoCurves: CurveSource {
  func curve(of run: RunID, steps: Range<Int>, limit: Int) -> [LossBucket] { [] }
}
