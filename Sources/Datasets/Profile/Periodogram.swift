import Glibc

/// How the variance of a column without its linear trend is spread over frequencies.
///
/// Schuster's periodogram under a Hann taper, missing values 0, padded to twice the length. A peak counts where it rises
/// above the median of its third of an octave by more than chance would make in one of a thousand columns of noise of
/// that colour. Sources: Schuster (1898); for the level, Fisher (1929): periodogram values of noise are exponential.
struct Periodogram {
  struct Peak {
    /// In rows.
    var period: Double
    /// Of the variance, of 0…1.
    var share: Double
    /// Rows by which the period may be off: half of what one cycle more or less would make.
    var tolerance: Double

    /// The peak of a column of which each row stood for `factor` rows.
    func scaled(by factor: Double) -> Peak {
      Peak(period: period * factor, share: share, tolerance: tolerance * factor)
    }
  }

  /// The strongest peaks, by their share.
  private(set) var peaks: [Peak] = []

  /// Fewer cycles than these are a shape, not a cycle.
  private static let leastCycles = 3.0
  private static let most = 12

  init(of column: [Double]) {
    guard column.count >= 32, let residuals = Autocorrelation.detrended(column) else { return }
    let count = Double(column.count)
    let transform = FourierTransform(size: FourierTransform.size(atLeast: 2 * column.count))
    var real = [Double](repeating: 0, count: transform.size)
    var imaginary = real
    for (index, value) in residuals.enumerated() {
      let angle: Double = 2 * .pi * (Double(index) + 0.5) / count
      real[index] = value * (0.5 - 0.5 * cos(angle))
    }
    transform.forward(&real, &imaginary)
    let half = transform.size / 2
    let power = (0...half).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
    let total = power.reduce(0, +)
    guard total > 0 else { return }
    /// Bins of the padded transform in one of the column's own.
    let spread = Double(transform.size) / count
    let background = Self.background(power, spread: spread)
    let level = (log(count) + log(1_000)) / log(2)
    let reach = Int((2 * spread).rounded(.up))
    var found: [Peak] = []
    for bin in 2..<half - 1 where power[bin] > power[bin - 1] && power[bin] >= power[bin + 1] {
      guard Double(bin) / spread >= Self.leastCycles, power[bin] > level * background[bin] else { continue }
      let lobe = max(1, bin - reach)...min(half, bin + reach)
      guard power[bin] >= power[lobe].max() ?? 0 else { continue }
      let share = power[lobe].reduce(0, +) / total
      guard share > 0.01 else { continue }
      let period = Double(transform.size) / (Double(bin) + Self.offset(power, bin))
      found.append(Peak(period: period, share: share, tolerance: period * period / count / 2))
    }
    peaks = Array(found.sorted { $0.share > $1.share }.prefix(Self.most))
  }

  /// For each bin the median power of its third of an octave, of at least sixteen of the column's own bins.
  private static func background(_ power: [Double], spread: Double) -> [Double] {
    var background = [Double](repeating: .infinity, count: power.count)
    var start = 1
    while start < power.count {
      let end = min(power.count, max(Int(Double(start) * 1.26), start + Int(16 * spread)))
      let sorted = power[start..<end].sorted()
      let median = sorted[sorted.count / 2]
      for bin in start..<end { background[bin] = median }
      start = end
    }
    return background
  }

  /// Where between the bins a peak lies, of −½…½: the top of a parabola through the logarithms.
  private static func offset(_ power: [Double], _ bin: Int) -> Double {
    let (left, middle, right) = (log(power[bin - 1]), log(power[bin]), log(power[bin + 1]))
    let bend = left - 2 * middle + right
    guard bend < 0, left.isFinite, right.isFinite else { return 0 }
    return max(-0.5, min(0.5, (left - right) / (2 * bend)))
  }
}
