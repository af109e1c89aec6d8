import Datasets

extension Dataset {
  /// What the data are, for sentences.
  var kindWords: String {
    switch self {
    case .series: "a series"
    case .table: "a table of samples"
    case .images: "images"
    }
  }
}
