import Basics

/// The newest values in their order, so that a quantile of them is at hand after each; one more value costs O(window).
package struct RollingQuantile: Sendable {
  package let window: Int
  /// As they came; the next takes the place of the oldest.
  private var ring: [Double] = []
  private var next = 0
  private var sorted: [Double] = []

  package init(window: Int) {
    precondition(window > 0, "a window of \(window)")
    self.window = window
  }

  package var count: Int { ring.count }

  package mutating func add(_ value: Double) {
    if ring.count < window {
      ring.append(value)
    } else {
      sorted.remove(at: place(of: ring[next]))
      ring[next] = value
      next = (next + 1) % window
    }
    sorted.insert(value, at: place(of: value))
  }

  /// The value of rank ⌈(n + 1) · level⌉ of n, which a further exchangeable value exceeds with a probability of at most
  /// 1 − level; nil where n is too small for that rank.
  ///
  /// Source: split conformal prediction, Lei et al. (2018).
  package func bound(_ level: Double) -> Double? {
    let rank = Int((Double(sorted.count + 1) * level - 1e-9).rounded(.up))
    return rank >= 1 && rank <= sorted.count ? sorted[rank - 1] : nil
  }

  /// The first place whose value is no smaller.
  private func place(of value: Double) -> Int { sorted.partitioningIndex { !($0 < value) } }
}
