import Datasets

/// Instants as people write them.
enum Stamp {
  /// As `2000-06-05 00:30`, in the wall clock of `zone`; with seconds where there are any.
  static func text(_ instant: Instant, in zone: Zone) -> String {
    CivilTime(instant, in: zone).description
  }
}
