import Foundation

/// What averaging and picking do to a sine, in closed form.
enum Averaging {
  /// The factor by which the mean of `count` neighbouring samples shrinks a sine of `period` samples:
  /// sin(πk/P) / (k · sin(π/P)).
  static func gain(count: Int, period: Double) -> Double {
    let angle = Double.pi / period
    let below = Double(count) * sin(angle)
    // A sine whose period divides the spacing of samples is a constant.
    if abs(below) < 1e-12 { return 1 }
    return sin(Double(count) * angle) / below
  }

  /// Signal power over noise power of a sine of amplitude 1 in white noise of unit variance, after averaging `count`
  /// samples, with the bins at all phases of the sine: ½ gain² · k.
  static func signalToNoise(count: Int, period: Double) -> Double {
    let gain = gain(count: count, period: period)
    return 0.5 * gain * gain * Double(count)
  }

  /// The period at which a tone of `period` appears when it is sampled every `spacing` without averaging; infinite where it
  /// appears constant. All in one unit.
  static func apparentPeriod(of period: Double, sampledEvery spacing: Double) -> Double {
    let cycles = spacing / period
    let distance = abs(cycles - cycles.rounded())
    return distance < 1e-12 ? .infinity : spacing / distance
  }
}
