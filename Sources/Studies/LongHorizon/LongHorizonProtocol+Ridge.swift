import Models
import Networks
import Tensors

extension LongHorizonProtocol {
  /// Penalties that may be taken, on inputs of unit scale: quarters of a decade.
  package static let penalties: [Double] = [
    1, 1.8, 3.2, 5.6, 10, 18, 32, 56, 100, 180, 320, 560, 1_000, 1_800, 3_200, 5_600, 10_000, 18_000, 32_000, 56_000,
    100_000, 180_000, 320_000, 560_000, 1_000_000,
  ]
  /// Lookbacks that are looked through where none is given: quarters of a doubling.
  package static let lookbacks: [Int] = [
    32, 38, 45, 54, 64, 76, 91, 108, 128, 152, 181, 215, 256, 304, 362, 431, 512, 609, 724, 861, 1024, 1218, 1448, 1722,
    2048,
  ]

  /// Ridge regression with one matrix for all columns: inputs x − x_last, outputs y − x_last, no intercept. Penalty and
  /// lookback are those with the lowest mean error over folds: three blocks at the end of the training rows, each forecast
  /// from the rows before it, and the validation rows. Nil where the observer stopped it.
  ///
  /// - Parameters:
  ///   - lookbacks: those that are compared; where there are none they are looked for among ``lookbacks``.
  ///   - penalties: ascending.
  /// - Throws: ``OpeningError`` where a part is shorter than one window.
  package func ridge(
    horizon: Int, lookbacks: [Int], penalties: [Double] = penalties, observer: Observer = { _ in true }
  ) throws(OpeningError) -> Result? {
    let isOpen = lookbacks.isEmpty
    let candidates = isOpen ? allowed(horizon: horizon) : lookbacks
    for lookback in lookbacks {
      _ = try windows(split.train, lookback: lookback, horizon: horizon)
      _ = try windows(split.validation, lookback: lookback, horizon: horizon)
    }
    var search = RidgeSearch(
      self, folds: folds(horizon: horizon, longest: candidates.max() ?? 0), horizon: horizon, penalties: penalties,
      count: candidates.count)
    let finished =
      isOpen
      ? search.descend(candidates, observer) : candidates.allSatisfy { search.attempt($0, observer) != nil }
    guard finished else { return nil }
    guard let best = search.best, let fit = fit(best, horizon: horizon) else { throw .other(Words.protocolNoSolution) }
    let validation = try windows(split.validation, lookback: best.lookback, horizon: horizon)
    return try result(
      .ridge, choice: "λ \(Int(best.penalty))", candidates: search.tried, lookback: best.lookback, horizon: horizon,
      validationMSE: WindowErrors(of: validation, predict: fit.predict).squared, predict: fit.predict)
  }

  /// Lookbacks of which the first fold holds windows enough.
  private func allowed(horizon: Int) -> [Int] {
    let rows = folds(horizon: horizon, longest: 0).first?.learnt.count ?? split.train.count
    let allowed = Self.lookbacks.filter { 2 * ($0 + horizon) <= rows }
    return allowed.isEmpty ? [max(2, (rows - horizon) / 2)] : allowed
  }

  struct Fold {
    /// Windows lie wholly in these rows.
    let learnt: Range<Int>
    /// Targets lie in these.
    let judged: Range<Int>
  }

  /// Those that have windows to learn from and to judge by with a lookback; the last is the validation part.
  private func folds(horizon: Int, longest: Int) -> [Fold] {
    let rows = split.train
    let cuts = (3...6).map { rows.lowerBound + rows.count * $0 / 6 }
    let blocks = zip(cuts, cuts.dropFirst()).map { cut, next in
      Fold(learnt: rows.lowerBound..<cut, judged: cut..<next)
    }
    return blocks.filter { $0.learnt.count >= longest + 2 * horizon && $0.judged.count >= horizon }
      + [Fold(learnt: rows, judged: split.validation)]
  }

  /// Sums over the windows of all columns whose targets lie in some rows.
  ///
  /// - Parameter reach: the first row that a window may hold.
  fileprivate func sums(_ part: Range<Int>, reach: Int, lookback: Int, horizon: Int) -> RidgeSolver {
    var solver = RidgeSolver(features: lookback, outputs: horizon)
    let first = max(part.lowerBound, reach + lookback) - lookback
    let end = part.upperBound - horizon - lookback + 1
    guard first < end else { return solver }
    for column in 0..<columnCount {
      let rows = values[column * rowCount..<(column + 1) * rowCount].map(Double.init)
      solver.addWindows(of: rows, starting: first..<end)
    }
    return solver
  }

  private func fit(_ choice: RidgeSearch.Choice, horizon: Int) -> RidgeWindowFit? {
    let solver = sums(split.train, reach: split.train.lowerBound, lookback: choice.lookback, horizon: horizon)
    return (try? solver.solve(penalty: choice.penalty)).map(RidgeWindowFit.init)
  }
}

/// Looks for lookback and penalty with the lowest mean error over folds.
private struct RidgeSearch {
  struct Choice {
    let lookback: Int
    let penalty: Double
    let error: Double
  }

  private let scoring: LongHorizonProtocol
  private let folds: [LongHorizonProtocol.Fold]
  private let horizon: Int
  private let penalties: [Double]
  /// Of lookbacks, at most.
  private let count: Int
  private var attempts = 0
  /// Solutions that were judged.
  private(set) var tried = 0
  private(set) var best: Choice?

  init(
    _ scoring: LongHorizonProtocol, folds: [LongHorizonProtocol.Fold], horizon: Int, penalties: [Double], count: Int
  ) {
    self.scoring = scoring
    self.folds = folds
    self.horizon = horizon
    self.penalties = penalties
    self.count = count
  }

  /// Goes along lookbacks, ascending: from the middle downhill by halves of a doubling, then by quarters around the best.
  ///
  /// - Returns: whether the observer let it end.
  mutating func descend(_ lookbacks: [Int], _ observer: LongHorizonProtocol.Observer) -> Bool {
    let middle = lookbacks.firstIndex { $0 >= 256 } ?? lookbacks.count - 1
    var errors: [Int: Double] = [:]
    func isStopped(_ place: Int, _ search: inout RidgeSearch) -> Bool {
      guard errors[place] == nil, lookbacks.indices.contains(place) else { return false }
      guard let error = search.attempt(lookbacks[place], observer) else { return true }
      errors[place] = error
      return false
    }
    if isStopped(middle, &self) { return false }
    var place = middle
    for step in [2, -2] {
      while true {
        if isStopped(place + step, &self) { return false }
        guard let next = errors[place + step], let own = errors[place], next < own else { break }
        place += step
      }
    }
    for next in [place - 1, place + 1] where isStopped(next, &self) { return false }
    return true
  }

  /// The lowest error with a lookback over all penalties, infinite where there is no solution; nil where the observer stopped it.
  mutating func attempt(_ lookback: Int, _ observer: LongHorizonProtocol.Observer) -> Double? {
    attempts += 1
    let progress = LongHorizonProtocol.Progress(
      recipe: .ridge, horizon: horizon, candidate: attempts, candidates: count, epoch: 1,
      validationMSE: best?.error ?? .infinity)
    guard observer(progress) else { return nil }
    let sums = folds.map { fold in
      (
        learnt: scoring.sums(
          fold.learnt, reach: fold.learnt.lowerBound, lookback: lookback, horizon: horizon),
        judged: scoring.sums(fold.judged, reach: 0, lookback: lookback, horizon: horizon)
      )
    }
    var errors: [Int: Double] = [:]
    func error(_ place: Int, _ tried: inout Int) -> Double? {
      guard penalties.indices.contains(place) else { return nil }
      if let known = errors[place] { return known }
      tried += 1
      var sum = 0.0
      for (learnt, judged) in sums {
        sum += (try? judged.meanSquaredError(learntFrom: learnt, penalty: penalties[place])) ?? .infinity
      }
      errors[place] = sum / Double(sums.count)
      return errors[place]
    }
    var place = penalties.count / 2
    if let known = best.flatMap({ penalties.firstIndex(of: $0.penalty) }) { place = known }
    for step in [4, 2, 1] {
      for direction in [step, -step] {
        while let own = error(place, &tried), let next = error(place + direction, &tried), next < own {
          place += direction
        }
      }
    }
    let found = error(place, &tried) ?? .infinity
    if found < best?.error ?? .infinity {
      best = Choice(lookback: lookback, penalty: penalties[place], error: found)
    }
    return found
  }
}

/// Weights `[lookback, horizon]` on windows measured from their last value.
private struct RidgeWindowFit {
  let weights: Matrix

  func predict(_ inputs: Matrix) -> Matrix {
    var measured = inputs
    for row in 0..<inputs.rows {
      let last = inputs[row, inputs.columns - 1]
      for column in 0..<inputs.columns { measured[row, column] -= last }
    }
    var outputs = measured * weights
    for row in 0..<inputs.rows {
      let last = inputs[row, inputs.columns - 1]
      for column in 0..<outputs.columns { outputs[row, column] += last }
    }
    return outputs
  }
}
