import Basics
import Datasets
import Granularity

/// Why a model cannot be read from a file, or asked about data.
package enum FittedModelError: Error, Hashable {
  case file(DatasetError)
  case notAModel(path: String)
  case newerVersion(path: String, found: Int)
  /// What the file says contradicts itself.
  case damaged(path: String, reason: String)
  case wrongKind(found: String, expected: String)
  case missingColumn(String, found: [String])
  case otherStep(found: String, expected: String)
  case otherZone(found: String, expected: String)
  case otherImages(found: String, expected: String)
  /// A grain or a window that these rows cannot make.
  case unreadable(reason: String)

  init(reading error: any Error) {
    switch error {
    case let error as FittedModelError: self = error
    case let error as DatasetError: self = .file(error)
    case let error as GranularityError: self = .unreadable(reason: error.sentence)
    case let error as WindowError: self = .unreadable(reason: error.sentence)
    default: self = .unreadable(reason: "\(error)")
    }
  }

  package var sentence: String {
    switch self {
    case .file(let error): error.sentence
    case .notAModel(let path):
      "\(path) holds tensors and no model of Grainscope; give a file that Grainscope wrote as a model."
    case .newerVersion(let path, let found):
      "\(path) is a model of version \(found), this program reads up to \(FittedModel.version); use a newer Grainscope."
    case .damaged(let path, let reason):
      "\(path) is no sound model: \(reason); write it again from its run."
    case .wrongKind(let found, let expected):
      "The model predicts from \(expected), and these data are \(found); give data as it was trained on."
    case .missingColumn(let name, let found):
      "The model reads the column \(Clean.text(name, limit: 80)), which these data lack (they have "
        + "\(Listing.some(found.map { Clean.text($0, limit: 40) }))); give data with the columns that it was trained on."
    case .otherStep(let found, let expected):
      "The model reads rows \(expected) apart, and these lie \(found) apart; give data at the step that it was trained on."
    case .otherZone(let found, let expected):
      "The model goes by the clock of \(expected), and these stamps by that of \(found); read them with the zone that it was "
        + "trained in."
    case .otherImages(let found, let expected):
      "The model reads images of \(expected), and these are of \(found); give images of that size."
    case .unreadable(let reason): "The model cannot read these rows: \(reason)"
    }
  }
}
