import Basics
import Datasets
import Granularity
import Tensors

/// The way from raw rows of a series to what a forecaster's members read, and from their outputs to forecasts in the
/// target's own units at the evaluation grain: all of it but what the members compute.
package struct ForecastFrame: Sendable, Equatable, Codable {
  /// A sub-model's place on the ladder.
  package struct Member: Sendable, Equatable, Codable {
    /// The rungs that it reads, the one that it answers at first.
    package let windows: [FittedWindows]
    /// Its answers' way to the evaluation grain.
    package let refinement: TimeRefinement

    package var grain: Grain { windows[0].grain }
    /// Steps of its own grain in the horizon.
    package var horizon: Int { windows[0].horizon }
  }

  /// Names of the columns that are read; aggregates count them from 0.
  package let columns: [String]
  package let target: ColumnAggregate
  /// The step of the raw rows.
  package let base: Grain
  package let zone: Zone
  package let horizon: Grain
  package let evaluationGrain: Grain
  /// What is done to the raw rows first.
  package let preparation: FittedPreparation
  /// Fine to coarse; one where nothing is joined.
  package let members: [Member]
  /// All grains on whose boundaries the origins lie that scores and bands come from.
  package let originGrains: [Grain]
  /// No row from here on was learnt from.
  package let learntTo: Instant
  /// From each member's grain to that of the next finer one; empty where no forecast becomes part of a finer one.
  package let descents: [TimeRefinement]

  /// Whether all members answer at one grain, each in its own way.
  var isOfOneGrain: Bool { members.allSatisfy { $0.grain == members[0].grain } }

  /// Steps of the evaluation grain in the horizon.
  package var steps: Int { members[0].refinement.steps }

  /// The series as members read it.
  ///
  /// - Throws: ``FittedModelError`` where it is no series of the kind that was learnt from.
  func prepared(_ history: TimeSeries) throws(FittedModelError) -> TimeSeries {
    guard Grain(of: history.cadence) == base else {
      throw .otherStep(found: Grain(of: history.cadence).label, expected: base.label)
    }
    guard history.zone == zone else { throw .otherZone(found: history.zone.label, expected: zone.label) }
    let read = Set(members.flatMap { $0.windows.flatMap(\.aggregates) }.map(\.column))
    var series = history
    let places = Dictionary(zip(history.columns.map(\.name), 0...)) { first, _ in first }
    var chosen: [Column] = []
    for (number, name) in columns.enumerated() {
      if let place = places[name] {
        chosen.append(history.columns[place])
      } else if !read.contains(number) {
        chosen.append(Column(name: name, values: [Double](repeating: .nan, count: history.count)))
      } else {
        throw .missingColumn(name, found: history.columns.map(\.name))
      }
    }
    series.columns = chosen
    return preparation.apply(series)
  }

  /// What each member reads of a series as they read it.
  func windows(over series: TimeSeries, for functions: [FittedFunction]) throws -> [any TargetWindows] {
    try zip(members, functions).map { member, function in
      let rungs = try member.windows.map { try RungWindows($0, over: series) }
      if function.readsPast { return PastWindows(rungs[0]) }
      return rungs.count == 1 ? rungs[0] : FusedWindows(rungs, zone: zone)
    }
  }

  /// The target at each grain at which ways take recent shapes, as it is in the raw rows.
  ///
  /// - Throws: ``GranularityError``.
  func pasts(of history: TimeSeries) throws(GranularityError) -> [Grain: ShapePast] {
    var pasts: [Grain: ShapePast] = [:]
    let ways = members.map(\.refinement) + descents
    for grain in ways.compactMap(\.recentGrain) where pasts[grain] == nil {
      guard let column = history.columns.first(where: { $0.name == columns[target.column] }) else { continue }
      let alone = TimeSeries(name: history.name, grid: history.grid, columns: [column])
      pasts[grain] = ShapePast(try TimeCoarsening(grain, [ColumnAggregate(0, target.aggregation)]).coarsen(alone))
    }
    return pasts
  }

  /// What is asked of the members at some origins.
  ///
  /// - Parameter pasts: of the rows up to the last of the origins at least.
  func questions(
    _ windows: [any TargetWindows], at origins: [Instant], _ pasts: [Grain: ShapePast]
  ) throws -> ForecastQuestions {
    ForecastQuestions(
      members: try zip(members, windows).map { member, windows in
        let way = member.refinement
        let plan = way.plan(
          for: origins, ownSteps: member.horizon, past: way.recentGrain.flatMap { pasts[$0] })
        guard let past = windows.past else {
          return ForecastQuestions.Member(try windows.part(at: origins), at: origins, plan: plan)
        }
        return ForecastQuestions.Member(past, at: origins, plan: plan)
      },
      descents: zip(members.dropFirst(), descents).map { coarse, descent in
        descent.plan(
          for: origins, ownSteps: coarse.horizon, past: descent.recentGrain.flatMap { pasts[$0] })
      })
  }
}

/// What the members of a forecaster read at some origins, and the ways of their answers.
struct ForecastQuestions: Sendable {
  struct Member: Sendable {
    /// `[windows, features]`
    let inputs: Matrix
    /// The last known value of each window, scaled.
    let levels: [Double]
    /// What is read in the place of windows; nil where they are.
    let past: PastQuestion?
    /// For each origin the row of its window, or of its forecast from the past; nil where there is none.
    let rows: [Int?]
    /// To the evaluation grain.
    let plan: RefinementPlan

    init(_ past: SeriesPast, at origins: [Instant], plan: RefinementPlan) {
      let bins = origins.map(past.bin)
      let asked = Set(bins.compactMap { $0 }).sorted()
      let places = Dictionary(uniqueKeysWithValues: zip(asked, asked.indices))
      inputs = Matrix(rows: 0, columns: 0)
      levels = []
      self.past = PastQuestion(past: past, bins: asked.map(Int32.init))
      rows = bins.map { $0.flatMap { places[$0] } }
      self.plan = plan
    }

    init(_ part: RungWindows.Part, at origins: [Instant], plan: RefinementPlan) {
      inputs = part.inputs
      levels = part.levels
      past = nil
      let places = Dictionary(zip(part.origins, part.origins.indices)) { first, _ in first }
      rows = origins.map { places[$0] }
      self.plan = plan
    }
  }

  let members: [Member]
  /// From each member to the next finer one.
  let descents: [RefinementPlan]
}
