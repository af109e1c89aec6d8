import Basics
import Granularity
import Tensors

/// How well least squares on one form of windows forecasts rows that it did not learn from: three blocks at the end of the
/// training part, each from the rows before it, and the validation part from all training rows.
///
/// Sums over windows are gathered once, and errors for any penalty worked out from them.
struct RidgeFolds {
  /// Of the training part, where the blocks begin.
  private static let cuts = [0.55, 0.7, 0.85]
  /// Of more training windows an even choice is gone through, and of the validation windows as well.
  private static let mostWindows = 4_096
  /// How often the validation part counts, beside once for each block.
  private static let validationWeight = 3.0

  private struct Fold {
    let learnt: RidgeSolver
    let judged: RidgeSolver
    let weight: Double
  }

  /// Nil where windows are too few.
  private let folds: [Fold?]
  /// One training window of so many is gone through, so that a penalty counts as many times as much.
  private let stride: Int

  /// - Parameters:
  ///   - windows: with the lookback of the form.
  ///   - validation: origins of the validation windows.
  ///   - span: of the training part.
  init(_ windows: RungWindows, season: Int?, validation: [Instant], borders: Borders) throws {
    let reading = RidgeReading(windows.fitted, season: season)
    let all = try windows.origins(of: .training, borders).sorted()
    let stride = max(1, all.count / Self.mostWindows)
    func thinned(_ origins: [Instant]) -> [Instant] {
      Swift.stride(from: 0, to: origins.count, by: stride).map { origins[$0] }
    }
    func sums(_ origins: ArraySlice<Instant>) throws -> RidgeSolver {
      var solver = RidgeSolver(features: reading.features, outputs: windows.horizon)
      guard !origins.isEmpty else { return solver }
      try windows.part(at: Array(origins)).examples.forEachPiece { inputs, targets in
        solver.add(inputs: reading.inputs(inputs), targets: reading.targets(targets, of: inputs))
      }
      return solver
    }
    let origins = thinned(all)
    let ends = windows.ends(of: origins)
    let length = Double(borders.trainEnd - borders.trainStart)
    let cuts = Self.cuts.map { borders.trainStart + Instant(length * $0) } + [borders.trainEnd]

    var folds: [Fold?] = []
    var learnt = try sums(origins[..<ends.partitioningIndex { $0 > cuts[0] }])
    for (cut, next) in zip(cuts, cuts.dropFirst()) {
      // Windows that reach across the cut are learnt from next time, and not judged.
      let first = ends.partitioningIndex { $0 > cut }
      let judgedFrom = max(first, origins.partitioningIndex { $0 >= cut })
      let past = ends.partitioningIndex { $0 > next }
      let between = try sums(origins[first..<max(first, min(judgedFrom, past))])
      let judged = try sums(origins[min(judgedFrom, past)..<past])
      folds.append(Self.fold(learnt, judged, weight: 1))
      learnt.add(between)
      learnt.add(judged)
    }
    folds.append(Self.fold(learnt, try sums(thinned(validation)[...]), weight: Self.validationWeight))
    self.folds = folds
    self.stride = stride
  }

  private static func fold(_ learnt: RidgeSolver, _ judged: RidgeSolver, weight: Double) -> Fold? {
    learnt.count >= ForecastExperiment.leastWindows && judged.count > 1
      ? Fold(learnt: learnt, judged: judged, weight: weight) : nil
  }

  /// Mean squared errors, one for each fold, and how often each counts.
  struct Errors {
    fileprivate let values: [Double?]
    fileprivate let weights: [Double]

    /// The geometric mean of the folds' errors, as these differ by far; of those that `other` has as well. Nil where there are
    /// none.
    func mean(sharedWith other: Errors? = nil) -> Double? {
      var (sum, weight) = (0.0, 0.0)
      for place in values.indices {
        guard let value = values[place], other.map({ $0.values[place] != nil }) ?? true else { continue }
        sum += weights[place] * Elementary.logarithm(max(value, .leastNormalMagnitude))
        weight += weights[place]
      }
      return weight > 0 ? Elementary.exponential(sum / weight) : nil
    }

    /// Whether it has the last fold, the validation part.
    var hasValidation: Bool { values.last.map { $0 != nil } ?? false }
  }

  /// Nil where there is no solution with the penalty.
  func errors(penalty: Double) -> Errors? {
    var values: [Double?] = []
    for fold in folds {
      guard let fold else {
        values.append(nil)
        continue
      }
      let error = try? fold.judged.meanSquaredError(learntFrom: fold.learnt, penalty: penalty / Double(stride))
      guard let error, error.isFinite else { return nil }
      values.append(error)
    }
    return Errors(values: values, weights: folds.map { $0?.weight ?? 0 })
  }
}
