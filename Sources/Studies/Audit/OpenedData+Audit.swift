import Models
import Telemetry

extension OpenedData {
  /// Looks for leaks in whatever was opened.
  ///
  /// - Parameters:
  ///   - isThorough: looks at more places and windows of a series.
  ///   - isWanted: asked between two pieces of work; false ends it.
  /// - Returns: nil where it was given up.
  package func audit(
    _ options: SessionOptions, isThorough: Bool = true, isWanted: @escaping @Sendable () -> Bool = { true }
  ) -> AuditReport? {
    switch self {
    case .series(let series, let forecast):
      SessionAudit(series, options, experiment: forecast, isThorough: isThorough, isWanted: isWanted).report()
    case .table(_, let samples), .images(_, let samples): SampleAudit(dataset, experiment: samples).report()
    }
  }
}
