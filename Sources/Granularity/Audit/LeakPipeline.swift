import Basics
import Datasets

/// The stages between rows and a model, each of which could look ahead. The auditor runs them twice, with and without
/// canaries; a test puts a faulty stage in place of a sound one.
package struct LeakPipeline {
  /// What a rung sees of the series.
  package var coarsen: (TimeSeries, Grain, [ColumnAggregate]) throws -> RungView
  /// The numbers of a scaler fitted to a rung's columns.
  package var fitScaler: (RungView, Borders) throws -> [Double]
  /// The numbers of the fits by which forecasts change their grain: shapes, the naive season, the error scale.
  package var fitProfiles: (TargetQuestion) throws -> [Double]
  /// The numbers that the calendar adds for a rung at some origins.
  package var joinCalendar: (TimeSeries, Grain, Borders, [Instant]) throws -> [Double]

  package init(scaling: Scaling = .zScore) {
    coarsen = { try TimeCoarsening($1, $2).coarsen($0) }
    fitScaler = { view, borders in
      let scaler = view.scaler(scaling, borders: borders)
      return scaler.offsets + scaler.scales
    }
    fitProfiles = { try $0.fittedNumbers() }
    joinCalendar = { series, grain, borders, origins in
      let calendar = CalendarFeatures(
        grain: grain, zone: series.zone, trainStart: borders.trainStart, trainEnd: borders.trainEnd)
      let clock = series.zone.clock
      var values: [Double] = []
      for origin in origins { calendar.append(at: origin, clock: clock, to: &values) }
      return values
    }
  }
}

extension RungView {
  /// A scaler of the view's columns, fitted on the bins that lie wholly in the training part and are known at its end.
  package func scaler(_ scaling: Scaling, borders: Borders) -> Scaler {
    let columns = known(at: borders.trainEnd).columns.map {
      Column(name: $0.label, values: $0.values, type: .number)
    }
    return Scaler(scaling, fitting: columns, rows: bins(from: borders.trainStart, to: borders.trainEnd))
  }

  /// The view on the scale of a scaler of its columns.
  package func scaled(by scaler: Scaler) -> RungView {
    mappingValues { position, values in values.map { scaler.transform($0, column: position) } }
  }
}

extension TargetQuestion {
  /// Everything that a common target learns, as numbers: the shape between each pair of comparable grains, the season of
  /// seasonal naive, and the error scale, at every evaluation grain.
  func fittedNumbers() throws -> [Double] {
    var numbers: [Double] = []
    let grains = comparable
    var season: NaiveSeason?
    for coarse in grains {
      let view = try TimeCoarsening(coarse, [target]).coarsen(series)
      let values = view.columns[0].values[view.bins(from: borders.trainStart, to: borders.trainEnd)]
      let own = NaiveSeason(training: values, grain: coarse, horizon: horizon.wholeSteps(of: coarse) ?? 1)
      // That of the finest rung is the series', except where it is no whole number of steps.
      let steps = (season ?? own).counted(in: coarse).steps ?? own.steps
      season = season ?? own
      let scale = ErrorScale(training: values, steps: steps)
      numbers += [steps.map(Double.init) ?? .nan, scale?.meanSquare ?? .nan, scale?.meanAbsolute ?? .nan]
      for fine in grains where fine < coarse && fine.divides(coarse) {
        let fineView = try TimeCoarsening(fine, [target]).coarsen(series)
        let profile = SeasonalProfile(
          fine: fineView, coarse: view, base: ladder.base, target: target,
          borders: borders)
        numbers += profile.shape
        let recent = RecentChoice.best(
          fine: fineView, coarse: view, own: horizon.wholeSteps(of: coarse) ?? 1, base: ladder.base, target: target,
          borders: borders, ShapePast(fineView))
        numbers.append(recent.map { Double($0.season.meanLength) * ($0.use == .added ? 1 : -1) } ?? 0)
      }
    }
    return numbers
  }
}
