import Basics
import Datasets
import Granularity

/// What the data and the model with which networks begin must have in common: columns and classes go by their names.
extension InitialModel {
  /// Columns in the model's order, where they have the same names.
  func arranged(_ columns: [Column]) -> [Column] {
    let names = model.columns
    guard names.count == columns.count, Set(names) == Set(columns.map(\.name)) else { return columns }
    return names.compactMap { name in columns.first { $0.name == name } }
  }

  /// Classes in the model's order, where they have the same names.
  func arranged(_ target: SampleExperiment.Target) -> SampleExperiment.Target {
    guard case .classes(let labels, let names) = target, let own = model.classNames, own.count == names.count else {
      return target
    }
    let places = names.map { name in own.firstIndex(of: name).map(Int32.init) }
    guard Set(places).count == names.count, !places.contains(nil) else { return target }
    return .classes(labels: labels.map { places[Int($0)] ?? $0 }, names: own)
  }

  /// Rows of a rung's own grain that the model reads; nil where it does not read that grain.
  func lookback(of grain: Grain) -> Int? { model.windows.first { $0.grain == grain }?.lookback }

  /// That the model may have learnt what it is judged by here, as a sentence without its full stop; nil where it cannot.
  func remark(judgedFrom validation: Instant, zone: Zone) -> String? {
    guard case .forecast(let forecast) = model.subject, forecast.frame.learntTo > validation else { return nil }
    func text(_ instant: Instant) -> String { CivilTime(wallClock: zone.clock.wallClock(at: instant)).description }
    return Words.initialLearntTo(
      file: source.name, time: text(forecast.frame.learntTo), validation: text(validation))
  }

  /// The same of samples that are split by a seed.
  func remark(splitBy seed: UInt64) -> String? {
    seed == model.settings.seed
      ? nil : Words.initialOtherSplit(file: source.name, seed: "\(model.settings.seed)", own: "\(seed)")
  }
}

extension FittedModel {
  /// The windows of all members, fine to coarse; empty for samples.
  var windows: [FittedWindows] {
    switch subject {
    case .forecast(let forecast): forecast.frame.members.flatMap(\.windows)
    case .samples: []
    }
  }

  /// Names of the columns that there were, in order; empty for images.
  var columns: [String] {
    switch subject {
    case .forecast(let forecast): forecast.frame.columns
    case .samples: tableColumns ?? []
    }
  }

  /// Names of the columns of a table that are read, in order; nil for other data.
  package var tableColumns: [String]? {
    guard case .samples(let samples) = subject, case .table(let columns, _) = samples.frame.source else { return nil }
    return columns
  }

  /// Names of the columns that are read besides the target, in order.
  var columnsRead: [String] {
    switch subject {
    case .forecast(let forecast):
      let frame = forecast.frame
      return windows.flatMap(\.aggregates).map(\.column).filter { $0 != frame.target.column }
        .reduce(into: []) { names, column in
          if !names.contains(frame.columns[column]) { names.append(frame.columns[column]) }
        }
    case .samples: return columns
    }
  }

  /// Names of the classes, in order; nil where there are none.
  var classNames: [String]? {
    guard case .samples(let samples) = subject, case .classes(_, let names) = samples.frame.target else { return nil }
    return names
  }

  /// What is predicted.
  var targetName: String {
    switch subject {
    case .forecast(let forecast): return forecast.frame.columns[forecast.frame.target.column]
    case .samples(let samples):
      switch samples.frame.target {
      case .classes(let column, _): return column
      case .numbers(let columns, _): return columns.joined(separator: ", ")
      }
    }
  }
}
