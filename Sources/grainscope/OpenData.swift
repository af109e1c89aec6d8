import Models
import Synchronization
import Telemetry

/// Data that were read, with what was made of them.
struct OpenData: Sendable {
  let options: SessionOptions
  let opened: OpenedData
  /// Tells openings apart.
  let number: Int

  var experiment: any Experiment { opened.experiment }

  private static let count = Atomic<Int>(0)

  init(options: SessionOptions, opened: OpenedData) {
    self.options = options
    self.opened = opened
    number = Self.count.add(1, ordering: .relaxed).newValue
  }
}

/// Where the thread that looks through data leaves its report. One of data that are no longer open is dropped.
final class Reported: Sendable {
  private struct Place {
    var expected = 0
    var report: DataReport?
    var audit: AuditReport?
  }

  private let place = Mutex(Place())

  func expect(_ number: Int) { place.withLock { $0 = Place(expected: number) } }

  func put(_ report: DataReport, of number: Int) {
    place.withLock { if $0.expected == number { $0.report = report } }
  }

  func take() -> DataReport? { place.withLock { $0.report.take() } }

  func put(_ audit: AuditReport, of number: Int) {
    place.withLock { if $0.expected == number { $0.audit = audit } }
  }

  func takeAudit() -> AuditReport? { place.withLock { $0.audit.take() } }

  /// Whether anybody still waits for what is found in these data.
  func expects(_ number: Int) -> Bool { place.withLock { $0.expected == number } }
}
