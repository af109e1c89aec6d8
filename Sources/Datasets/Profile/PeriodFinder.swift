/// Finds cycles by autocorrelation and by periodogram, and says which of the two found which.
package enum PeriodFinder {
  /// Longer series are averaged down to this many points for long cycles, and cut to it for short ones.
  private static let pointLimit = 1 << 16
  private static let shortLimit = 1 << 15
  private static let most = 4
  /// A cycle that the autocorrelation does not see must carry this share of the variance.
  private static let leastShare = 0.05
  /// A wave of this share is a cycle rather than part of the shape of one.
  private static let strongShare = 0.2

  /// Cycles of a column on a regular grid, the shortest first.
  package static func periods(of column: Column, cadence: Cadence) -> [Period] {
    let count = column.values.count
    var peaks: [CyclePeak] = []
    var spectrum: [Periodogram.Peak] = []
    if count > pointLimit {
      let factor = (count + pointLimit - 1) / pointLimit
      let recent = Array(column.values.suffix(shortLimit))
      let coarse = averaged(column.values, by: factor)
      peaks = CorrelationPeaks.find(in: Autocorrelation(of: recent), scale: 1, cadence: cadence)
      let longest = peaks.last?.rows ?? 0
      peaks += CorrelationPeaks.find(in: Autocorrelation(of: coarse), scale: factor, cadence: cadence).filter { peak in
        peak.rows > longest * 3 / 2 && !peaks.contains { $0.rows == peak.rows }
      }
      // The whole series shows long cycles, its recent rows those that averaging hides.
      let border = Double(8 * factor)
      spectrum = Periodogram(of: coarse).peaks.map { $0.scaled(by: Double(factor)) }.filter { $0.period > border }
      spectrum += Periodogram(of: recent).peaks.filter { $0.period <= border }
    } else {
      let correlation = Autocorrelation(of: column.values)
      peaks = CorrelationPeaks.find(in: correlation, scale: 1, cadence: cadence)
      spectrum = Periodogram(of: column.values).peaks
      if correlation.count < count {
        // Gaps that come regularly make cycles of their own, which the correlation of known pairs does not confirm.
        spectrum.removeAll { peak in
          let lag = Int(peak.period.rounded())
          return lag < correlation.values.count && correlation.values[lag] <= 0
        }
      }
    }
    join(spectrum, to: &peaks, cadence)
    return peaks.sorted { $0.strength > $1.strength }.prefix(most).sorted { $0.rows < $1.rows }
      .map { $0.period(of: column.name, cadence) }
  }

  /// The autocorrelation of a column at lags 0, `stride`, 2·`stride` … up to `lags` rows, at most `points` of them.
  package static func autocorrelation(
    of column: Column, lags: Int, points: Int
  ) -> (stride: Int, values: [Double]) {
    let count = column.values.count
    let factor = max(1, (count + pointLimit - 1) / pointLimit)
    // Short lags are read from recent rows as they are, long ones from averages.
    let isShort = factor == 1 || lags < shortLimit / 2
    let values =
      isShort ? Array(column.values.suffix(factor == 1 ? count : shortLimit)) : averaged(column.values, by: factor)
    let correlation = Autocorrelation(of: values).values
    let scale = isShort ? 1 : factor
    let reach = min(correlation.count, lags / scale + 1)
    let stride = max(1, (reach + points - 1) / points)
    return (stride * scale, Swift.stride(from: 0, to: reach, by: stride).map { correlation[$0] })
  }

  /// Gives each cycle its share of the variance, and adds those that only the periodogram sees.
  private static func join(_ spectrum: [Periodogram.Peak], to peaks: inout [CyclePeak], _ cadence: Cadence) {
    // Waves of several lengths come together again after a multiple of each, which is none of their cycles.
    peaks.removeAll { meeting in
      meeting.usual == nil && !spectrum.contains { isPart($0, of: meeting, times: 1...1) }
        && spectrum.contains { $0.share >= strongShare && isPart($0, of: meeting, times: 2...24) }
    }
    for index in peaks.indices {
      let own = spectrum.filter { peak in
        isPart(peak, of: peaks[index], times: 1...3)
      }
      if !own.isEmpty { peaks[index].share = min(1, own.reduce(0) { $0 + $1.share }) }
    }
    for peak in spectrum where peak.share >= leastShare {
      // What is a cycle's second or twelfth part is its shape, and no cycle of its own.
      guard !peaks.contains(where: { isPart(peak, of: $0, times: 1...24) }) else { continue }
      peaks.append(CyclePeak(peak.period, within: peak.tolerance, cadence, share: peak.share))
    }
  }

  private static func isPart(_ peak: Periodogram.Peak, of cycle: CyclePeak, times: ClosedRange<Int>) -> Bool {
    let count = Int((cycle.exact / peak.period).rounded())
    return times.contains(count) && abs(peak.period * Double(count) - cycle.exact) <= near(peak, times: Double(count))
  }

  private static func near(_ peak: Periodogram.Peak, times: Double) -> Double {
    times * max(peak.tolerance * 2, 0.04 * peak.period)
  }

  private static func averaged(_ values: [Double], by factor: Int) -> [Double] {
    stride(from: 0, to: values.count - factor + 1, by: factor).map { start in
      let stretch = values[start..<start + factor].filter { !$0.isNaN }
      return stretch.isEmpty ? .nan : Moments(stretch).mean
    }
  }
}
