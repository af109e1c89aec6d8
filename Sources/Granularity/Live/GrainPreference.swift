/// Which grain a stream is best forecast at, as it goes: the coarsest rung within one standard error of the rung with the
/// least rolling error, once that has held for a while.
///
/// All rungs are judged at the same origins, so the standard error is that of their differences from the best: what is
/// hard for all at once says nothing for one of them. Source of the rule: Breiman et al. (1984), section 3.4.3.
package struct GrainPreference: Sendable {
  /// Origins that count: the newest.
  package let window: Int
  /// Origins in a row at which another rung must come out before it is preferred.
  package let patience: Int
  /// Origins before the first preference.
  package let least: Int
  /// Fine to coarse.
  package private(set) var preferred: Int?
  /// What the newest origins say, before any patience.
  package private(set) var candidate: Int?

  /// `[origins][rungs]`, the newest last.
  private var errors: [[Double]] = []
  private var streak = 0

  /// The step from one preference to another, with the figures behind it.
  package struct Change: Sendable, Hashable {
    package var from: Int?
    package var to: Int
    /// The rung with the least error; the one preferred, or a finer one that is no better by more than a standard error.
    package var best: Int
    /// Mean error of each rung over the window.
    package var means: [Double]
    /// Of the difference between the preferred one and the best.
    package var standardError: Double
    package var origins: Int
  }

  package init(window: Int = 40, patience: Int = 5, least: Int = 20) {
    precondition(window >= 2 && least >= 2 && least <= window && patience >= 1, "\(window), \(least), \(patience)")
    self.window = window
    self.patience = patience
    self.least = least
  }

  /// Origins held.
  package var count: Int { errors.count }

  /// Takes the errors of all rungs, fine to coarse, at one more origin: infinite where a rung takes no part any more.
  package mutating func add(_ new: [Double]) -> Change? {
    if let last = errors.last, last.count != new.count { errors = [] }
    errors.append(new)
    if errors.count > window { errors.removeFirst() }
    guard errors.count >= least else { return nil }
    let means = means
    guard let best = means.indices.min(by: { means[$0] < means[$1] }), means[best].isFinite else { return nil }
    let chosen = means.indices.last { $0 == best || ($0 > best && isAsGood($0, as: best, means)) } ?? best
    streak = chosen == candidate ? streak + 1 : 1
    candidate = chosen
    guard chosen != preferred, preferred == nil || streak >= patience else { return nil }
    defer { preferred = chosen }
    return Change(
      from: preferred, to: chosen, best: best, means: means, standardError: standardError(chosen, best),
      origins: errors.count)
  }

  /// Mean error of each rung over the window.
  package var means: [Double] {
    guard let rungs = errors.last?.count else { return [] }
    return (0..<rungs).map { rung in errors.reduce(0) { $0 + $1[rung] } / Double(errors.count) }
  }

  /// Begins again, as after a change of the rungs' models; what is preferred stays until something else comes out.
  package mutating func forget() {
    errors = []
    streak = 0
  }

  private func isAsGood(_ rung: Int, as best: Int, _ means: [Double]) -> Bool {
    means[rung].isFinite && means[rung] - means[best] <= standardError(rung, best)
  }

  /// The standard error of the mean difference between two rungs' errors.
  private func standardError(_ rung: Int, _ best: Int) -> Double {
    let differences = errors.map { $0[rung] - $0[best] }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / (count - 1) / count).squareRoot()
  }
}
