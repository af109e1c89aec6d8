/// A cycle found in a column.
package struct Period: Sendable, Hashable {
  package var column: String
  /// Rows a cycle.
  package var rows: Int
  /// Length in ms (mean length for calendar cadences).
  package var milliseconds: Int64
  /// As `1 d`, or the number of rows where no usual unit fits.
  package var label: String
  /// Autocorrelation at that lag, after removal of the trend: of −1…1.
  package var strength: Double
}

/// Finds cycles as peaks of the autocorrelation.
package enum PeriodFinder {
  /// Longer series are averaged down to this many points for long cycles, and cut to it for short ones.
  private static let pointLimit = 1 << 17
  private static let shortLimit = 1 << 15
  private static let most = 4

  /// Cycles of a column on a regular grid, the shortest first.
  package static func periods(of column: Column, cadence: Cadence) -> [Period] {
    let count = column.values.count
    var peaks: [Peak] = []
    if count > pointLimit {
      let factor = (count + pointLimit - 1) / pointLimit
      let short = Autocorrelation(of: Array(column.values.suffix(shortLimit)))
      peaks = find(in: short, scale: 1, cadence: cadence)
      let coarse = Autocorrelation(of: averaged(column.values, by: factor))
      let longest = peaks.last?.rows ?? 0
      peaks += find(in: coarse, scale: factor, cadence: cadence).filter { peak in
        peak.rows > longest * 3 / 2 && !peaks.contains { $0.rows == peak.rows }
      }
    } else {
      peaks = find(in: Autocorrelation(of: column.values), scale: 1, cadence: cadence)
    }
    return peaks.sorted { $0.strength > $1.strength }.prefix(most).sorted { $0.rows < $1.rows }.map { peak in
      let length = Int64((Double(cadence.nominal) * peak.exact).rounded())
      return Period(
        column: column.name, rows: peak.rows, milliseconds: peak.usual ?? length,
        label: peak.usual.map(usualLabel) ?? label(length, cadence, rows: peak.rows), strength: peak.strength)
    }
  }

  private struct Peak {
    var rows: Int
    var exact: Double
    /// The usual cycle's length in ms, where it is one.
    var usual: Int64?
    var strength: Double
  }

  private static let year: Int64 = 31_556_952_000
  /// Cycles that clocks and calendars make, in ms, with the error within which a peak is taken for one: the weather's
  /// year is less exact than the clock's day.
  private static let usualLengths: [(length: Int64, tolerance: Double)] = [
    (Milliseconds.minute, 0.03), (Milliseconds.hour, 0.03), (Milliseconds.day / 2, 0.03), (Milliseconds.day, 0.03),
    (Milliseconds.week, 0.03), (year, 0.05),
  ]

  private static func usualLabel(_ length: Int64) -> String { length == year ? "1 y" : Cadence.label(of: length) }

  private static func label(_ length: Int64, _ cadence: Cadence, rows: Int) -> String {
    if case .months(let step) = cadence { return Cadence.months(step * rows).label }
    let units: [(Int64, String)] = [
      (year, "y"), (Milliseconds.day, "d"), (Milliseconds.hour, "h"), (Milliseconds.minute, "min"),
      (Milliseconds.second, "s"),
    ]
    guard let (unit, name) = units.first(where: { length >= 2 * $0.0 }) else { return "\(length) ms" }
    let tenths = (Double(length) / Double(unit) * 10).rounded()
    return tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths / 10)) \(name)" : "\(tenths / 10) \(name)"
  }

  /// Peaks that rise out of what lies before them, come again, and do not merely repeat shorter ones.
  private static func find(in correlation: Autocorrelation, scale: Int, cadence: Cadence) -> [Peak] {
    let values = correlation.values
    guard values.count > 3 else { return [] }
    let threshold = max(0.15, 4 / Double(correlation.count).squareRoot())
    var lowest = 1.0
    var peaks: [Peak] = []
    for lag in 1..<values.count - 1 {
      let value = values[lag]
      defer { lowest = min(lowest, value) }
      guard lag > 1, value > threshold, value - lowest > 0.15, value >= values[lag - 1], value > values[lag + 1] else {
        continue
      }
      // A cycle's peak is the highest point within a third of its length; noise makes small ones beside it.
      guard highest(values, near: lag, within: max(1, lag / 3)) == value else { continue }
      let peak = peak(lag, scale, cadence, value)
      guard comesAgain(peak, values, scale), !isMultiple(peak, of: peaks, values, scale) else { continue }
      peaks.append(peak)
    }
    return peaks
  }

  private static func highest(_ values: [Double], near lag: Int, within reach: Int) -> Double {
    let lower = max(1, lag - reach)
    guard lower < values.count else { return 0 }
    return values[lower...min(values.count - 1, lag + reach)].max() ?? 0
  }

  /// Whether twice the cycle correlates too; where that is too far to tell, only strong usual cycles are believed.
  private static func comesAgain(_ peak: Peak, _ values: [Double], _ scale: Int) -> Bool {
    let twice = Int((2 * peak.exact / Double(scale)).rounded())
    guard twice < values.count else { return peak.usual != nil && peak.strength > 0.4 }
    return highest(values, near: twice, within: 1 + twice / 50) > 0.5 * peak.strength
  }

  /// Whether a peak only repeats a shorter cycle: then it is hardly higher than that cycle's other repeats.
  private static func isMultiple(_ peak: Peak, of shorter: [Peak], _ values: [Double], _ scale: Int) -> Bool {
    shorter.contains { base in
      let times = (peak.exact / base.exact).rounded()
      guard times >= 2, abs(peak.exact - times * base.exact) <= 0.03 * peak.exact + Double(scale) else { return false }
      let neighbours = [times - 1, times + 1].map { Int(($0 * base.exact / Double(scale)).rounded()) }
      let other = neighbours.map { highest(values, near: $0, within: 1 + $0 / 50) }.max() ?? 0
      return peak.strength < other + (peak.usual == nil ? 0.1 : 0.02)
    }
  }

  private static func peak(_ lag: Int, _ scale: Int, _ cadence: Cadence, _ value: Double) -> Peak {
    let rows = Double(lag * scale)
    for (length, tolerance) in usualLengths {
      let usual = Double(length) / Double(cadence.nominal)
      if usual >= 2, abs(rows - usual) <= max(Double(scale), usual * tolerance) {
        return Peak(rows: Int(usual.rounded()), exact: usual, usual: length, strength: value)
      }
    }
    return Peak(rows: lag * scale, exact: rows, usual: nil, strength: value)
  }

  private static func averaged(_ values: [Float], by factor: Int) -> [Float] {
    stride(from: 0, to: values.count - factor + 1, by: factor).map { start in
      let stretch = values[start..<start + factor].filter { !$0.isNaN }
      return stretch.isEmpty ? .nan : Float(Moments(stretch).mean)
    }
  }
}
