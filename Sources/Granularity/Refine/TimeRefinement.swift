import Basics
import Datasets
import Tensors

/// Brings forecasts of the target from one grain of time to another: finer by a seasonal profile, coarser by aggregation,
/// and where neither grain divides the other, down to the series' own step and up again.
package struct TimeRefinement: Hashable, Sendable, Codable {
  package let from: Grain
  package let to: Grain
  /// Steps of ``to`` in the horizon.
  package let steps: Int
  package let aggregation: Aggregation
  /// The shape within a bin of ``from``; nil where nothing is refined.
  package let profile: SeasonalProfile?
  /// Of the series' own rows.
  package let base: Grain
  package let zone: Zone

  /// - Parameters:
  ///   - steps: steps of `to` in the horizon.
  ///   - series: holds the target.
  ///   - target: which column and how it is aggregated.
  /// - Throws: ``GranularityError``.
  package init(
    from: Grain, to: Grain, steps: Int, series: TimeSeries, target: ColumnAggregate, borders: Borders
  ) throws(GranularityError) {
    var views = TargetViews(series, target, borders)
    try self.init(from: from, to: to, steps: steps, &views)
  }

  /// - Parameters:
  ///   - via: the grain, from which `to` can be gathered, down to which is refined; nil takes `to`, or the series' own step
  ///     where neither grain divides the other.
  ///   - views: keeps what several refinements of one target have in common.
  init(
    from: Grain, to: Grain, via: Grain? = nil, steps: Int, _ views: inout TargetViews
  ) throws(GranularityError) {
    self.from = from
    self.to = to
    self.steps = steps
    aggregation = views.target.aggregation
    base = views.base
    zone = views.series.zone
    if from.divides(to) {
      profile = nil
    } else {
      let fine = via ?? (to.divides(from) ? to : base)
      profile = SeasonalProfile(
        fine: try views.view(fine), positions: try views.positions(fine), coarse: try views.view(from), base: base,
        target: views.target, borders: views.borders)
    }
  }

  /// Whether its parts fit each other, of one that comes from outside: forecasts of `ownSteps` can be brought.
  package func isSound(ownSteps: Int, horizon: Grain) -> Bool {
    guard horizon.wholeSteps(of: from) == ownSteps, horizon.wholeSteps(of: to) == steps, base.canMake(from),
      base.canMake(to), from.isPhased(like: base), to.isPhased(like: base)
    else { return false }
    guard let profile else { return from.divides(to) }
    return !from.divides(to) && profile.coarse == from && profile.fine == (to.divides(from) ? to : base)
      && profile.fine.divides(from) && profile.fine.isPhased(like: base) && profile.aggregation == aggregation
      && profile.season.positions(of: profile.fine) == profile.shape.count
  }

  /// Forecasts at ``to``, `[origins, steps]`, from those at ``from``, `[origins, own steps]`.
  package func apply(to values: DoubleMatrix, origins: [Instant]) -> DoubleMatrix {
    plan(for: origins, ownSteps: values.columns).apply(to: values)
  }

  /// Works out all that depends on the calendar at some origins, for forecasts that come again and again.
  package func plan(for origins: [Instant], ownSteps: Int) -> RefinementPlan {
    if from == to && ownSteps == steps {
      return RefinementPlan(origins: origins.count, ownSteps: ownSteps, steps: steps, aggregation: aggregation)
    }
    let clock = zone.clock
    var plan = RefinementPlan(origins: origins.count, ownSteps: ownSteps, steps: steps, aggregation: aggregation)
    for origin in origins {
      let own = from.boundaries(from: origin, count: ownSteps, on: clock)
      guard let profile else {
        plan.gather(own, into: to.boundaries(from: origin, count: steps, on: clock), base)
        continue
      }
      if profile.fine == to {
        plan.spread(own, over: to.boundaries(from: origin, count: steps, on: clock), profile, base, clock)
      } else {
        let end = own[own.count - 1]
        let fine = profile.fine.boundaries(from: origin, through: end - 1, on: clock)
        plan.spread(own, over: fine, profile, base, clock)
        plan.gather(fine, into: to.boundaries(from: origin, count: steps, on: clock), base)
      }
    }
    return plan
  }
}

extension Grain {
  /// The starts of `count` consecutive bins from a boundary on, and the end of the last.
  func boundaries(from start: Instant, count: Int, on clock: ZoneClock) -> [Instant] {
    var boundaries: [Instant] = []
    boundaries.reserveCapacity(count + 1)
    var boundary = start
    boundaries.append(boundary)
    for _ in 0..<count {
      boundary = next(after: boundary, on: clock)
      boundaries.append(boundary)
    }
    return boundaries
  }
}
