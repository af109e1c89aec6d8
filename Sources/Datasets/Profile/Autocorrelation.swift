/// The autocorrelation of a column with its linear trend removed, for lags up to two thirds of its length.
///
/// r(k) = mean of xₜ·xₜ₊ₖ over the pairs of which neither is missing / mean of xₜ², by Fourier transform: O(n log n).
struct Autocorrelation {
  /// `values[k]` is the autocorrelation at lag k; empty where the column is constant or too short.
  private(set) var values: [Double] = []
  /// Values that are not missing.
  private(set) var count = 0

  init(of column: [Float]) {
    count = column.count { !$0.isNaN }
    let lags = column.count * 2 / 3
    guard count >= 16, lags >= 4, let residuals = Self.detrended(column) else { return }
    let size = FourierTransform.size(atLeast: column.count + lags)
    let transform = FourierTransform(size: size)
    let products = Self.lagSums(residuals, transform)
    let variance = products[0] / Double(count)
    guard variance > 0 else { return }
    if count == column.count {
      values = (0..<lags).map { products[$0] / Double(column.count - $0) / variance }
    } else {
      let pairs = Self.lagSums(column.map { $0.isNaN ? 0 : 1 }, transform)
      // Where few pairs are left, chance would make peaks.
      values = (0..<lags).map { lag in
        pairs[lag] > 0.1 * Double(column.count - lag) ? products[lag] / pairs[lag] / variance : 0
      }
    }
  }

  /// Differences from the least-squares line, 0 where missing; nil for a constant column.
  private static func detrended(_ column: [Float]) -> [Double]? {
    var (n, sumT, sumX) = (0.0, 0.0, 0.0)
    for (time, value) in column.enumerated() where !value.isNaN {
      n += 1
      sumT += Double(time)
      sumX += Double(value)
    }
    let (meanT, meanX) = (sumT / n, sumX / n)
    var (squares, products, spread) = (0.0, 0.0, 0.0)
    for (time, value) in column.enumerated() where !value.isNaN {
      let (t, x) = (Double(time) - meanT, Double(value) - meanX)
      squares += t * t
      products += t * x
      spread += x * x
    }
    let slope = squares > 0 ? products / squares : 0
    // What rounding alone leaves of a straight line is no signal.
    guard spread - slope * products > 1e-10 * (spread + n * meanX * meanX) else { return nil }
    return column.enumerated().map { time, value in
      value.isNaN ? 0 : Double(value) - meanX - slope * (Double(time) - meanT)
    }
  }

  /// Σₜ xₜ·xₜ₊ₖ for each k.
  private static func lagSums(_ signal: [Double], _ transform: FourierTransform) -> [Double] {
    var real = signal + [Double](repeating: 0, count: transform.size - signal.count)
    var imaginary = [Double](repeating: 0, count: transform.size)
    transform.forward(&real, &imaginary)
    for index in real.indices {
      real[index] = real[index] * real[index] + imaginary[index] * imaginary[index]
      imaginary[index] = 0
    }
    // The power spectrum is even, so that the forward transform serves as the inverse.
    transform.forward(&real, &imaginary)
    let scale = 1 / Double(transform.size)
    return real.map { $0 * scale }
  }
}
