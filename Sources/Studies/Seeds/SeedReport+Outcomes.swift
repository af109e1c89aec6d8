import Basics
import Granularity
import Models
import Telemetry

extension SeedReport {
  /// Means, intervals and what follows from them.
  ///
  /// - Parameters:
  ///   - outcomes: those of one rung stand together, rungs from fine to coarse.
  ///   - task: which of their errors is compared.
  ///   - part: on which.
  package init(_ outcomes: [SeedOutcome], seeds: [UInt64], task: PredictionTask, part: ScoredPart = .test) {
    var order: [RungID] = []
    for outcome in outcomes where !order.contains(outcome.plan.rung) { order.append(outcome.plan.rung) }
    var intervals: [(rung: RungID, interval: MeanInterval)] = []
    var rungs: [Rung] = []
    for id in order {
      let own = outcomes.filter { $0.plan.rung == id }
      let errors = own.compactMap { $0.evaluation[part]?.scores.error(task) }.filter(\.isFinite)
      guard let interval = MeanInterval(errors), let first = own.first else { continue }
      intervals.append((id, interval))
      rungs.append(
        Rung(
          rung: id, recipe: first.plan.recipe, epochs: first.epochs, errors: errors, mean: interval.mean,
          epochCost: first.plan.epochCost, halfWidth: interval.halfWidth,
          isUnmoved: errors.count > 1 && interval.variance == 0 && first.plan.isClosedForm, isLikeBest: nil))
    }
    self.init(seeds: seeds, task: task, rungs: rungs, verdicts: [])
    guard let best, let own = intervals.first(where: { $0.rung == best.rung }) else { return }
    for index in self.rungs.indices where intervals[index].rung != best.rung {
      self.rungs[index].isLikeBest = intervals[index].interval.isWithinNoise(of: own.interval)
    }
    verdicts =
      SeedVerdicts(intervals: intervals, rungs: self.rungs, best: own, seeds: seeds.count, task: task).sentences
    differences = Self.differences(of: best.rung, outcomes, rungs: intervals.map(\.rung), part: part)
    verdicts += Self.sentences(differences)
  }
}

/// What intervals over seeds say, in words.
struct SeedVerdicts {
  let intervals: [(rung: RungID, interval: MeanInterval)]
  let rungs: [SeedReport.Rung]
  let best: (rung: RungID, interval: MeanInterval)
  let seeds: Int
  let task: PredictionTask

  var sentences: [String] {
    guard seeds > 1 else { return [] }
    let moved = rungs.filter { !$0.isUnmoved }
    guard !moved.isEmpty else {
      return [Words.seedsAllSame(recipes: Self.recipes(rungs))]
    }
    var sentences = [leader].compactMap { $0 } + neighbours
    let unmoved = rungs.filter(\.isUnmoved)
    if !unmoved.isEmpty {
      sentences.append(Words.seedsUnmoved(rungs: Self.list(unmoved.map(\.rung)), recipes: Self.recipes(unmoved)))
    }
    return sentences
  }

  /// The best rung against all others.
  private var leader: String? {
    guard rungs.count > 1 else { return nil }
    let (measure, mean) = (task.errorName, Self.short(best.interval.mean))
    // Better by less than is shown, they cost more.
    let ahead = intervals.filter { $0.interval.mean < best.interval.mean }
    guard ahead.isEmpty else {
      return Words.seedsBestCheaper(
        rung: best.rung.label, measure: measure, mean: mean, seeds: seeds, others: Self.list(ahead.map(\.rung)))
    }
    let alike = rungs.filter { $0.isLikeBest == true }.map(\.rung)
    return alike.isEmpty
      ? Words.seedsBest(rung: best.rung.label, measure: measure, mean: mean, seeds: seeds)
      : Words.seedsBestAlike(
        rung: best.rung.label, measure: measure, mean: mean, seeds: seeds, others: Self.list(alike))
  }

  /// Rungs that stand next to each other on the ladder, where the best is neither of them.
  private var neighbours: [String] {
    zip(intervals, intervals.dropFirst()).compactMap { fine, coarse in
      guard fine.rung != best.rung, coarse.rung != best.rung, fine.interval.isWithinNoise(of: coarse.interval) == true,
        let half = fine.interval.halfWidthOfDifference(to: coarse.interval), half > 0
      else { return nil }
      let difference = abs(fine.interval.mean - coarse.interval.mean)
      return Words.seedsNeighbours(
        fine: fine.rung.label, coarse: coarse.rung.label, difference: Self.short(difference), noise: Self.short(half))
    }
  }

  private static func recipes(_ rungs: [SeedReport.Rung]) -> String {
    var names: [String] = []
    for rung in rungs where !names.contains(rung.recipe) { names.append(rung.recipe) }
    return names.joined(separator: ", ")
  }

  private static func list(_ rungs: [RungID]) -> String { Listing.all(rungs.map(\.label)) }

  /// Three digits behind the point, as `0.618`.
  private static func short(_ value: Double) -> String {
    NumberFormat.fixed(value, decimals: 3)
  }
}
