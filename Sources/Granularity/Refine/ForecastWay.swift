import Basics
import Datasets

/// The way of a rung's forecasts to the grain at which they are scored.
///
/// Forecasts that are scored at a common target are also seen at other grains, and stay one forecast: what was spread by a
/// shape is gathered from there, and only what is finer than all that was forecast is spread further. So a coarser value is the
/// mean or sum of the finer ones, at whichever grain it is seen.
struct ForecastWay: Sendable {
  let first: TimeRefinement
  /// On from the grain of the common target; nil where the first leads there.
  private let second: TimeRefinement?
  /// What is known of the target, for each that takes a recent shape.
  private var pasts: [Grain: ShapePast] = [:]

  /// - Parameters:
  ///   - steps: steps of `to` in the horizon.
  ///   - finest: the finest grain at which forecasts are seen.
  ///   - seen: grain and steps of the common target whose forecasts are seen at `to`; nil where `to` is its own grain.
  init(
    from rung: Grain, to grain: Grain, steps: Int, finest: Grain, seen: (grain: Grain, steps: Int)?,
    _ views: inout TargetViews
  ) throws(GranularityError) {
    (first, second) = try Self.parts(from: rung, to: grain, steps: steps, finest: finest, seen: seen, &views)
    for grain in [first, second].compactMap({ $0?.recentGrain }) { pasts[grain] = try views.past(grain) }
  }

  private static func parts(
    from rung: Grain, to grain: Grain, steps: Int, finest: Grain, seen: (grain: Grain, steps: Int)?,
    _ views: inout TargetViews
  ) throws(GranularityError) -> (TimeRefinement, TimeRefinement?) {
    guard let seen, !rung.divides(grain) else {
      return (try TimeRefinement(from: rung, to: grain, steps: steps, &views), nil)
    }
    // What a rung forecasts itself is not spread on its way to the common target.
    let known = rung.divides(seen.grain) ? rung : seen.grain
    let via = finest.divides(known) && finest.divides(grain) ? finest : nil
    guard known != rung else {
      return (try TimeRefinement(from: rung, to: grain, via: via, steps: steps, &views), nil)
    }
    let spread = seen.grain.divides(rung) ? seen.grain : views.base
    if spread.divides(grain) {
      return (try TimeRefinement(from: rung, to: grain, via: spread, steps: steps, &views), nil)
    }
    return (
      try TimeRefinement(from: rung, to: seen.grain, steps: seen.steps, &views),
      try TimeRefinement(from: seen.grain, to: grain, via: via, steps: steps, &views)
    )
  }

  /// Works out all that depends on the calendar, and on what is known, at some origins.
  func plan(for origins: [Instant], ownSteps: Int) -> RefinementPlan {
    func plan(_ part: TimeRefinement, _ own: Int) -> RefinementPlan {
      part.plan(for: origins, ownSteps: own, past: part.recentGrain.flatMap { pasts[$0] })
    }
    let own = plan(first, ownSteps)
    return second.map { own.followed(by: plan($0, first.steps)) } ?? own
  }
}
