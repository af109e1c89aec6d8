import Telemetry

/// What the screen knows of forecasts that were made to add up.
package struct ReconciliationState: Sendable, Equatable {
  /// The newest; nil until one was made.
  package internal(set) var report: ReconciliationReport?
  /// Index of the method that is shown.
  var methodIndex = 0
  /// Asked for and not yet answered.
  package internal(set) var isWaiting = false

  var method: ReconciliationReport.Method? {
    report.flatMap { $0.methods.indices.contains(methodIndex) ? $0.methods[methodIndex] : nil }
  }

  /// The method that was looked at stays; at first the one that gains most is shown.
  mutating func take(_ new: ReconciliationReport) {
    let name = method?.name
    isWaiting = false
    report = new
    let best = new.methods.indices.max {
      (new.meanGain(new.methods[$0]) ?? -.infinity) < (new.meanGain(new.methods[$1]) ?? -.infinity)
    }
    methodIndex = new.methods.firstIndex { $0.name == name } ?? best ?? 0
  }

  mutating func turn(by step: Int) {
    guard let count = report?.methods.count, count > 0 else { return }
    methodIndex = (methodIndex + step + count) % count
  }
}
