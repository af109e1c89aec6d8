import Basics

/// A cycle found in a column.
package struct Period: Sendable, Hashable {
  package var column: String
  /// Rows a cycle.
  package var rows: Int
  /// Length in ms (mean length for calendar cadences).
  package var milliseconds: Int64
  /// As `1 d`, or the number of rows where no usual unit fits.
  package var label: String
  /// Autocorrelation at that lag, after removal of the trend, of −1…1; nil where it has no peak there.
  package var correlation: Double?
  /// Share of the variance at that frequency and its first multiples, of 0…1; nil where the periodogram has no peak.
  package var share: Double?
}

/// A peak of either method, its length taken for that of a usual cycle where it is near one.
struct CyclePeak {
  /// Whole rows.
  var rows: Int
  var exact: Double
  /// The usual cycle's length in ms, where it is one.
  var usual: Int64?
  var correlation: Double?
  var share: Double?

  /// Cycles that clocks and calendars make, in ms, with the error within which a peak is taken for one: the weather's
  /// year is less exact than the clock's day.
  private static let usualLengths: [(length: Int64, tolerance: Double)] = [
    (Milliseconds.minute, 0.03), (Milliseconds.hour, 0.03), (Milliseconds.day / 2, 0.03), (Milliseconds.day, 0.03),
    (Milliseconds.week, 0.03), (Milliseconds.year, 0.05),
  ]

  /// - Parameter within: rows by which the peak may be off.
  init(_ found: Double, within: Double, _ cadence: Cadence, correlation: Double? = nil, share: Double? = nil) {
    self.correlation = correlation
    self.share = share
    for (length, tolerance) in Self.usualLengths {
      let usual = Double(length) / Double(cadence.nominal)
      if usual >= 2, abs(found - usual) <= max(within, usual * tolerance) {
        (rows, exact, self.usual) = (Int(usual.rounded()), usual, length)
        return
      }
    }
    (rows, exact) = (Int(found.rounded()), found)
  }

  var strength: Double { correlation ?? share ?? 0 }

  func period(of column: String, _ cadence: Cadence) -> Period {
    let length = Int64((Double(cadence.nominal) * exact).rounded())
    let label =
      usual.map { $0 == Milliseconds.year ? "1 y" : Cadence.label(of: $0) } ?? Self.label(length, cadence, rows: rows)
    return Period(
      column: column, rows: rows, milliseconds: usual ?? length, label: label, correlation: correlation, share: share)
  }

  private static func label(_ length: Int64, _ cadence: Cadence, rows: Int) -> String {
    if case .months(let step) = cadence { return Cadence.months(step * rows).label }
    return Period.label(of: length)
  }
}

extension Period {
  /// A length in ms in words, as `75 min` or `1.5 y`: in the largest unit of which it has two.
  package static func label(of length: Int64) -> String {
    let units: [(Int64, String)] = [
      (Milliseconds.year, "y"), (Milliseconds.day, "d"), (Milliseconds.hour, "h"), (Milliseconds.minute, "min"),
      (Milliseconds.second, "s"),
    ]
    guard let (unit, name) = units.first(where: { length >= 2 * $0.0 }) else { return "\(length) ms" }
    let tenths = (Double(length) / Double(unit) * 10).rounded()
    return tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths / 10)) \(name)" : "\(tenths / 10) \(name)"
  }
}
