import Basics

/// What a file turned out to hold.
package enum Dataset: Sendable {
  case series(TimeSeries)
  case table(Table)
  case images(ImageSet)

  package var fileReport: FileReport {
    switch self {
    case .series(let series): series.report.file
    case .table(let table): table.report
    case .images(let images): images.report
    }
  }

  /// Things the user should know about the data.
  package var remarks: [String] { fileReport.remarks }

  /// Rows of the grid, samples, or images.
  package var rowCount: Int {
    switch self {
    case .series(let series): series.count
    case .table(let table): table.rowCount
    case .images(let images): images.count
    }
  }

  package var kind: Content {
    switch self {
    case .series: .series
    case .table: .table
    case .images: .images
    }
  }
}
