import Datasets

/// The target at several grains, each coarsened once.
struct TargetViews {
  let series: TimeSeries
  let target: ColumnAggregate
  let borders: Borders
  let base: Grain
  private var views: [Grain: RungView] = [:]
  private var positions: [Grain: SeasonPositions] = [:]
  private var pasts: [Grain: ShapePast] = [:]

  init(_ series: TimeSeries, _ target: ColumnAggregate, _ borders: Borders) {
    self.series = series
    self.target = target
    self.borders = borders
    base = Grain(of: series)
  }

  mutating func view(_ grain: Grain) throws(GranularityError) -> RungView {
    if let view = views[grain] { return view }
    let view = try TimeCoarsening(grain, [target]).coarsen(series)
    views[grain] = view
    return view
  }

  mutating func past(_ grain: Grain) throws(GranularityError) -> ShapePast {
    if let known = pasts[grain] { return known }
    let made = ShapePast(try view(grain))
    pasts[grain] = made
    return made
  }

  mutating func positions(_ grain: Grain) throws(GranularityError) -> SeasonPositions {
    if let known = positions[grain] { return known }
    let made = SeasonPositions(try view(grain), borders: borders)
    positions[grain] = made
    return made
  }
}
