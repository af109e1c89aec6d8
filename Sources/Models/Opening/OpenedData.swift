import Datasets

/// Data with the experiment on them, by kind: what is done with one kind alone takes it from here.
package enum OpenedData: Sendable {
  case series(TimeSeries, ForecastExperiment)
  case table(Table, SampleExperiment)
  case images(ImageSet, SampleExperiment)

  package var dataset: Dataset {
    switch self {
    case .series(let series, _): .series(series)
    case .table(let table, _): .table(table)
    case .images(let images, _): .images(images)
    }
  }

  package var experiment: any Experiment {
    switch self {
    case .series(_, let forecast): forecast
    case .table(_, let samples), .images(_, let samples): samples
    }
  }
}
