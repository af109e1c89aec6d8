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

  /// - Parameters:
  ///   - steps: steps of `to` in the horizon.
  ///   - finest: the finest grain at which forecasts are seen.
  ///   - seen: grain and steps of the common target whose forecasts are seen at `to`; nil where `to` is its own grain.
  init(
    from rung: Grain, to grain: Grain, steps: Int, finest: Grain, seen: (grain: Grain, steps: Int)?,
    _ views: inout TargetViews
  ) throws(GranularityError) {
    guard let seen, !rung.divides(grain) else {
      first = try TimeRefinement(from: rung, to: grain, steps: steps, &views)
      second = nil
      return
    }
    // What a rung forecasts itself is not spread on its way to the common target.
    let known = rung.divides(seen.grain) ? rung : seen.grain
    let via = finest.divides(known) && finest.divides(grain) ? finest : nil
    guard known != rung else {
      first = try TimeRefinement(from: rung, to: grain, via: via, steps: steps, &views)
      second = nil
      return
    }
    let spread = seen.grain.divides(rung) ? seen.grain : views.base
    if spread.divides(grain) {
      first = try TimeRefinement(from: rung, to: grain, via: spread, steps: steps, &views)
      second = nil
    } else {
      first = try TimeRefinement(from: rung, to: seen.grain, steps: seen.steps, &views)
      second = try TimeRefinement(from: seen.grain, to: grain, via: via, steps: steps, &views)
    }
  }

  /// Works out all that depends on the calendar at some origins.
  func plan(for origins: [Instant], ownSteps: Int) -> RefinementPlan {
    let own = first.plan(for: origins, ownSteps: ownSteps)
    return second.map { own.followed(by: $0.plan(for: origins, ownSteps: first.steps)) } ?? own
  }
}
