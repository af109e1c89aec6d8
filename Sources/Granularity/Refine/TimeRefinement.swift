import Basics
import Datasets
import Tensors

/// Brings forecasts of the target from one grain of time to another: finer by a seasonal profile of the training rows or by
/// the shape of the newest seasons before an origin, coarser by aggregation, and where neither grain divides the other, down to the series' own step and up again.
package struct TimeRefinement: Hashable, Sendable, Codable {
  package let from: Grain
  package let to: Grain
  /// Steps of ``to`` in the horizon.
  package let steps: Int
  package let aggregation: Aggregation
  /// The shape within a bin of ``from``; nil where nothing is refined.
  package let profile: SeasonalProfile?
  /// What is taken in the profile's place where it foretells training rows better; nil where it does not. Where too little is
  /// known before an origin, the profile is taken.
  package let recent: RecentShape?
  /// Of the series' own rows.
  package let base: Grain
  package let zone: Zone

  /// - Parameters:
  ///   - steps: steps of `to` in the horizon.
  ///   - series: holds the target.
  ///   - target: which column and how it is aggregated.
  ///   - isFrozen: takes the profile of the training rows whatever a recent shape would do.
  /// - Throws: ``GranularityError``.
  package init(
    from: Grain, to: Grain, steps: Int, series: TimeSeries, target: ColumnAggregate, borders: Borders,
    isFrozen: Bool = false
  ) throws(GranularityError) {
    var views = TargetViews(series, target, borders)
    try self.init(from: from, to: to, steps: steps, isFrozen: isFrozen, &views)
  }

  /// - Parameters:
  ///   - via: the grain, from which `to` can be gathered, down to which is refined; nil takes `to`, or the series' own step
  ///     where neither grain divides the other.
  ///   - views: keeps what several refinements of one target have in common.
  init(
    from: Grain, to: Grain, via: Grain? = nil, steps: Int, isFrozen: Bool = false, _ views: inout TargetViews
  ) throws(GranularityError) {
    self.from = from
    self.to = to
    self.steps = steps
    aggregation = views.target.aggregation
    base = views.base
    zone = views.series.zone
    if from.divides(to) {
      (profile, recent) = (nil, nil)
    } else {
      let fine = via ?? (to.divides(from) ? to : base)
      profile = SeasonalProfile(
        fine: try views.view(fine), positions: try views.positions(fine), coarse: try views.view(from), base: base,
        target: views.target, borders: views.borders)
      let own = (Double(steps) * Double(to.meanLength) / Double(from.meanLength)).rounded()
      recent =
        isFrozen
        ? nil
        : RecentChoice.best(
          fine: try views.view(fine), coarse: try views.view(from), own: max(1, Int(own)), base: base,
          target: views.target, borders: views.borders, try views.past(fine))
    }
  }

  /// Whether its parts fit each other, of one that comes from outside: forecasts of `ownSteps` can be brought.
  package func isSound(ownSteps: Int, horizon: Grain) -> Bool {
    guard horizon.wholeSteps(of: from) == ownSteps, horizon.wholeSteps(of: to) == steps, base.canMake(from),
      base.canMake(to), from.isPhased(like: base), to.isPhased(like: base)
    else { return false }
    guard let profile else { return from.divides(to) && recent == nil }
    guard recent?.isSound(fine: profile.fine, coarse: from, aggregation: aggregation) ?? true else { return false }
    return !from.divides(to) && profile.coarse == from && profile.fine == (to.divides(from) ? to : base)
      && profile.fine.divides(from) && profile.fine.isPhased(like: base) && profile.aggregation == aggregation
      && profile.season.positions(of: profile.fine) == profile.shape.count
  }

  /// Forecasts at ``to``, `[origins, steps]`, from those at ``from``, `[origins, own steps]`.
  ///
  /// - Parameter past: at the grain of ``profile``; nil where nothing recent is known.
  package func apply(to values: DoubleMatrix, origins: [Instant], past: ShapePast? = nil) -> DoubleMatrix {
    plan(for: origins, ownSteps: values.columns, past: past).apply(to: values)
  }

  /// The grain at which the past has to be known at an origin; nil where nothing recent is taken.
  package var recentGrain: Grain? { recent == nil ? nil : profile?.fine }

  /// Works out all that depends on the calendar, and on what is known, at some origins, for forecasts that come again and again.
  ///
  /// - Parameter past: at ``recentGrain``; no bin of it that ends after an origin is read for it.
  package func plan(for origins: [Instant], ownSteps: Int, past: ShapePast?) -> RefinementPlan {
    if from == to && ownSteps == steps {
      return RefinementPlan(origins: origins.count, ownSteps: ownSteps, steps: steps, aggregation: aggregation)
    }
    let clock = zone.clock
    var plan = RefinementPlan(origins: origins.count, ownSteps: ownSteps, steps: steps, aggregation: aggregation)
    let known = past.flatMap { past in recent.flatMap { past.grain == recentGrain ? (shape: $0, past: past) : nil } }
    for origin in origins {
      let own = from.boundaries(from: origin, count: ownSteps, on: clock)
      guard let profile else {
        plan.gather(own, into: to.boundaries(from: origin, count: steps, on: clock), base)
        continue
      }
      if profile.fine == to {
        plan.spread(own, over: to.boundaries(from: origin, count: steps, on: clock), profile, base, clock, known)
      } else {
        let end = own[own.count - 1]
        let fine = profile.fine.boundaries(from: origin, through: end - 1, on: clock)
        plan.spread(own, over: fine, profile, base, clock, known)
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
