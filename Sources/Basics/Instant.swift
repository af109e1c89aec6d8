/// Milliseconds since 1970-01-01 00:00.
///
/// For stamps without a zone this is the wall clock as written, taken as UTC; for a zoned series it is the true instant
/// and the zone gives the wall clock.
package typealias Instant = Int64

/// Lengths of time in ms.
package enum Milliseconds {
  package static let second: Int64 = 1_000
  package static let minute: Int64 = 60_000
  package static let hour: Int64 = 3_600_000
  package static let day: Int64 = 86_400_000
  package static let week: Int64 = 604_800_000
  /// On average: 1/12 of a year.
  package static let month: Int64 = 2_629_746_000
  /// On average: 365.2425 days.
  package static let year: Int64 = 31_556_952_000
}
