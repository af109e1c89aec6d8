import Basics
import Granularity
import Networks
import Telemetry
import Tensors

/// The windows of several rungs of one series, laid side by side by their origins, and what ties neighbouring rungs.
struct JointWindows: Sendable {
  struct Member: Sendable {
    let rung: RungID
    let windows: RungWindows
    let training: RungWindows.Part
    let validation: RungWindows.Part
  }

  /// Fine to coarse.
  let members: [Member]
  /// For each member the row of each training origin, −1 where it has none.
  let rows: [[Int32]]

  init(_ members: [Member]) {
    self.members = members
    rows = Self.rows(of: members.map(\.training.origins))
  }

  /// Training origins at which no member has a window, and one at least would have without gaps.
  var gappyCount: Int {
    let learnt = Set(members.lazy.flatMap(\.training.origins))
    return Set(members.lazy.flatMap(\.training.gappyOrigins)).subtracting(learnt).count
  }

  /// Rows by origin, over all origins that any list has.
  private static func rows(of lists: [[Instant]]) -> [[Int32]] {
    let all = Set(lists.joined()).sorted()
    return lists.map { origins in
      let places = Dictionary(zip(origins, origins.indices)) { first, _ in first }
      return all.map { places[$0].map(Int32.init) ?? -1 }
    }
  }

  /// Ties between each rung and the next coarser one.
  ///
  /// - Throws: ``ExperimentError`` where a bin of the coarse rung is not always the same number of fine ones.
  func ties(_ target: CommonTarget) throws -> [Tie] {
    try members.indices.dropLast().map { index in
      let (fine, coarse) = (members[index], members[index + 1])
      let bins = try Self.bins(fine, in: coarse)
      let gain = target.question.target.aggregation == .sum ? 1 : 1 / Double(bins)
      let (fineUnits, coarseUnits) = (fine.windows.fitted.units, coarse.windows.fitted.units)
      let constants = rows[index].indices.map { example -> Float in
        let (fineRow, coarseRow) = (Int(rows[index][example]), Int(rows[index + 1][example]))
        guard fineRow >= 0, coarseRow >= 0 else { return .nan }
        let level = fineUnits.scale * fine.training.levels[fineRow] + fineUnits.offset
        return Float(
          coarse.training.levels[coarseRow] + (coarseUnits.offset - gain * Double(bins) * level) / coarseUnits.scale)
      }
      return Tie(
        fine: index, coarse: index + 1, bins: bins, gain: Float(gain * fineUnits.scale / coarseUnits.scale),
        // Between the two losses' own scales: neither rung's data are drowned by the other's difference.
        scale: (fine.training.targets.meanSquare * coarse.training.targets.meanSquare).squareRoot()
          * Float(fineUnits.scale / coarseUnits.scale),
        constants: constants,
        spread: try spread(from: coarse, coarse.training, to: fine, fine.training, target))
    }
  }

  /// Fine bins in a coarse one.
  private static func bins(_ fine: Member, in coarse: Member) throws(ExperimentError) -> Int {
    let (fineGrain, coarseGrain) = (fine.windows.grain, coarse.windows.grain)
    guard fineGrain.divides(coarseGrain), let bins = coarseGrain.wholeSteps(of: fineGrain),
      bins * coarse.windows.horizon == fine.windows.horizon
    else {
      throw .unusable(coarse.rung, reason: Words.reasonNotTied(finer: fine.rung.label))
    }
    return bins
  }

  /// How a coarse output becomes fine ones, for each coarse row: `[coarse rows, fine outputs]`, in fine training units.
  func spread(
    from coarse: Member, _ coarsePart: RungWindows.Part, to fine: Member, _ finePart: RungWindows.Part,
    _ target: CommonTarget
  ) throws -> Tie.Spread {
    let (own, steps) = (coarse.windows.horizon, fine.windows.horizon)
    let question = target.question
    let refinement = try TimeRefinement(
      from: coarse.windows.grain, to: fine.windows.grain, steps: steps, series: question.series,
      target: question.target, borders: question.borders)
    let past = try refinement.recentGrain.map { grain in
      ShapePast(try TimeCoarsening(grain, [question.target]).coarsen(question.series))
    }
    let plan = refinement.plan(for: coarsePart.origins, ownSteps: own, past: past)
    let count = coarsePart.origins.count
    let (fineUnits, coarseUnits) = (fine.windows.fitted.units, coarse.windows.fitted.units)
    let fineRows = Dictionary(zip(finePart.origins, finePart.origins.indices)) { first, _ in first }
    // The way to the finer grain is affine in the coarse value: level · share + addend.
    let addends = plan.apply(to: DoubleMatrix(rows: count, columns: own, repeating: 0))
    let ones = plan.apply(to: DoubleMatrix(rows: count, columns: own, repeating: 1))
    var shares = Matrix(rows: count, columns: steps)
    var shifts = Matrix(rows: count, columns: steps)
    for row in 0..<count {
      guard let fineRow = fineRows[coarsePart.origins[row]] else { continue }
      let level = coarseUnits.scale * coarsePart.levels[row] + coarseUnits.offset
      for step in 0..<steps {
        let share = ones[row, step] - addends[row, step]
        shares[row, step] = Float(coarseUnits.scale * share / fineUnits.scale)
        shifts[row, step] = Float(
          (level * share + addends[row, step] - fineUnits.offset) / fineUnits.scale - finePart.levels[fineRow])
      }
    }
    return Tie.Spread(shares: shares, shifts: shifts)
  }
}

extension JointWindows {
  /// The validation windows of all members.
  ///
  /// - Parameter isTied: whether coarse forecasts may become part of finer ones.
  func validation(_ target: CommonTarget, tied isTied: Bool) throws -> JointValidation {
    let coarser = members.dropFirst().map(Optional.init) + [nil]
    return JointValidation(
      parts: try zip(members, coarser).map { fine, coarse in
        let part = fine.validation
        guard isTied, let coarse else {
          return JointValidation.Part(
            inputs: part.inputs, targets: part.targets,
            coarseRows: [Int32](repeating: -1, count: part.inputs.rows), spread: nil, bins: 1)
        }
        let places = Dictionary(zip(coarse.validation.origins, coarse.validation.origins.indices)) { first, _ in first }
        return JointValidation.Part(
          inputs: part.inputs, targets: part.targets,
          coarseRows: part.origins.map { places[$0].map(Int32.init) ?? -1 },
          spread: try spread(from: coarse, coarse.validation, to: fine, part, target),
          bins: fine.windows.horizon / coarse.windows.horizon)
      })
  }
}
