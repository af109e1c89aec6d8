/// The autocorrelation of a column with its linear trend removed, for lags up to two thirds of its length.
///
/// r(k) = mean of xₜ·xₜ₊ₖ / mean of xₜ²; where values are missing, Σ xₜ·xₜ₊ₖ / √(Σ xₜ² · Σ xₜ₊ₖ²) over the pairs of which
/// neither is. By Fourier transform: O(n log n).
struct Autocorrelation {
  /// `values[k]` is the autocorrelation at lag k; empty where the column is constant or too short.
  private(set) var values: [Double] = []
  /// Values that are not missing.
  private(set) var count = 0

  init(of column: [Double]) {
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
      let mask = column.map { $0.isNaN ? 0.0 : 1 }
      let pairs = Self.lagSums(mask, transform)
      let energy = Self.crossSums(residuals.map { $0 * $0 }, mask, transform)
      values = (0..<lags).map { lag in
        let scale = (energy[lag] * energy[(size - lag) % size]).squareRoot()
        // Where few pairs are left, chance would make peaks.
        return pairs[lag] > 0.1 * Double(column.count - lag) && scale > 0 ? products[lag] / scale : 0
      }
    }
  }

  /// Differences from the least-squares line, 0 where missing; nil for a constant column.
  static func detrended(_ column: [Double]) -> [Double]? {
    var (n, sumT, sumX) = (0.0, 0.0, 0.0)
    for (time, value) in column.enumerated() where !value.isNaN {
      n += 1
      sumT += Double(time)
      sumX += value
    }
    let (meanT, meanX) = (sumT / n, sumX / n)
    var (squares, products, spread) = (0.0, 0.0, 0.0)
    for (time, value) in column.enumerated() where !value.isNaN {
      let (t, x) = (Double(time) - meanT, value - meanX)
      squares += t * t
      products += t * x
      spread += x * x
    }
    let slope = squares > 0 ? products / squares : 0
    // What rounding alone leaves of a straight line is no signal, nor what it leaves of a level: a ten-billionth of it.
    guard spread - slope * products > 1e-10 * spread + 1e-20 * n * meanX * meanX else { return nil }
    return column.enumerated().map { time, value in
      value.isNaN ? 0 : value - meanX - slope * (Double(time) - meanT)
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

  /// Σₜ xₜ·yₜ₊ₖ at index `size − k` and Σₜ xₜ₊ₖ·yₜ at index `k`.
  private static func crossSums(_ left: [Double], _ right: [Double], _ transform: FourierTransform) -> [Double] {
    let padding = [Double](repeating: 0, count: transform.size - left.count)
    var real = left + padding
    var imaginary = [Double](repeating: 0, count: transform.size)
    var otherReal = right + padding
    var otherImaginary = imaginary
    transform.forward(&real, &imaginary)
    transform.forward(&otherReal, &otherImaginary)
    for index in real.indices {
      let (a, b, c, d) = (real[index], imaginary[index], otherReal[index], otherImaginary[index])
      real[index] = a * c + b * d
      imaginary[index] = a * d - b * c
    }
    // Forward instead of inverse: the result comes out with its lags turned round.
    transform.forward(&real, &imaginary)
    let scale = 1 / Double(transform.size)
    return real.map { $0 * scale }
  }
}
