/// Finds cycles as peaks of the autocorrelation.
enum CorrelationPeaks {
  /// Peaks that rise out of what lies before them, come again, and do not merely repeat shorter ones.
  static func find(in correlation: Autocorrelation, scale: Int, cadence: Cadence) -> [CyclePeak] {
    let values = correlation.values
    guard values.count > 3 else { return [] }
    let threshold = max(0.15, 4 / Double(correlation.count).squareRoot())
    var lowest = 1.0
    var peaks: [CyclePeak] = []
    for lag in 1..<values.count - 1 {
      let value = values[lag]
      defer { lowest = min(lowest, value) }
      guard lag > 1, value > threshold, value - lowest > 0.15, value >= values[lag - 1], value > values[lag + 1] else {
        continue
      }
      // A cycle's peak is the highest point within a third of its length; noise makes small ones beside it.
      guard isHighest(values, lag, within: max(1, lag / 3)) else { continue }
      let peak = CyclePeak(Double(lag * scale), within: Double(scale), cadence, correlation: value)
      guard comesAgain(peak, values, scale), !isMultiple(peak, of: peaks, values, scale) else { continue }
      peaks.append(peak)
    }
    return peaks
  }

  /// Looks from the middle outwards, so that noise is recognised quickly.
  private static func isHighest(_ values: [Double], _ lag: Int, within reach: Int) -> Bool {
    for distance in 1...reach {
      if lag > distance, values[lag - distance] > values[lag] { return false }
      if lag + distance < values.count, values[lag + distance] > values[lag] { return false }
    }
    return true
  }

  private static func highest(_ values: [Double], near lag: Int, within reach: Int) -> Double {
    let lower = max(1, lag - reach)
    guard lower < values.count else { return 0 }
    return values[lower...min(values.count - 1, lag + reach)].max() ?? 0
  }

  /// Whether twice the cycle correlates too; where that is too far to be seen, only strong usual cycles are believed.
  private static func comesAgain(_ peak: CyclePeak, _ values: [Double], _ scale: Int) -> Bool {
    let twice = Int((2 * peak.exact / Double(scale)).rounded())
    guard twice < values.count else { return peak.usual != nil && (peak.correlation ?? 0) > 0.4 }
    return highest(values, near: twice, within: 1 + twice / 50) > 0.5 * (peak.correlation ?? 0)
  }

  /// Whether a peak only repeats a shorter cycle: then it is hardly higher than that cycle's other repeats.
  private static func isMultiple(_ peak: CyclePeak, of shorter: [CyclePeak], _ values: [Double], _ scale: Int) -> Bool {
    shorter.contains { base in
      let times = (peak.exact / base.exact).rounded()
      guard times >= 2, abs(peak.exact - times * base.exact) <= 0.03 * peak.exact + Double(scale) else { return false }
      let neighbours = [times - 1, times + 1].map { Int(($0 * base.exact / Double(scale)).rounded()) }
      let other = neighbours.map { highest(values, near: $0, within: 1 + $0 / 50) }.max() ?? 0
      return (peak.correlation ?? 0) < other + (peak.usual == nil ? 0.1 : 0.02)
    }
  }
}
