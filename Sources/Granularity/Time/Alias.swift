import Basics
import Datasets

/// What is left of a cycle in means over bins of which it fills fewer than two, and as what it shows there.
package struct Alias: Hashable, Sendable {
  /// Length of the wave that is seen, in ms.
  package let milliseconds: Int64
  /// The share of the cycle's amplitude that is left, of 0…1.
  package let gain: Double

  /// Less is not worth a word.
  static let leastGain = 0.01

  /// Nil where hardly anything is left, or the cycle is long enough to be seen as it is.
  ///
  /// A wave of period P has x = G / P cycles in a bin of length G. Sampled once a bin it shows with x − round(x) cycles a bin.
  /// The mean over the n rows of a bin keeps |sin πx / (n sin πx/n)| of its amplitude (Dirichlet's kernel; with many rows
  /// |sinc x|).
  ///
  /// - Parameter base: the step of the rows of which bins are means.
  package init?(of cycle: Period, at grain: Grain, _ base: Grain) {
    guard cycle.milliseconds > 0, cycle.milliseconds < 2 * grain.meanLength else { return nil }
    let cycles = Double(grain.meanLength) / Double(cycle.milliseconds)
    let rows = Double(grain.meanLength) / Double(base.meanLength)
    let apart = abs(cycles - cycles.rounded())
    let angle = Double.pi * cycles
    let gain = abs(Elementary.sine(angle) / (rows * Elementary.sine(angle / rows)))
    guard gain >= Self.leastGain, apart > 0 else { return nil }
    milliseconds = Int64((Double(grain.meanLength) / apart).rounded())
    self.gain = min(gain, 1)
  }

  /// As `5 h`.
  package var label: String { Period.label(of: milliseconds) }
}
