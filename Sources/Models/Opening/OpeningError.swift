import Datasets
import Granularity

/// Why a file cannot be opened as asked.
package enum OpeningError: Error {
  case dataset(DatasetError)
  case ladder(LadderError)
  case granularity(GranularityError)
  case target(TargetError)
  case preparation(PreparationError)
  case weights(WeightsError)
  case noLabels(file: String)
  case notForSeries(option: String)
  case unknownTarget(String, known: [String])
  case noFeatures(file: String, target: String)
  case noNumbers(file: String)
  case other(String)

  init(_ error: any Error) {
    switch error {
    case let error as OpeningError: self = error
    case let error as DatasetError: self = .dataset(error)
    case let error as LadderError: self = .ladder(error)
    case let error as GranularityError: self = .granularity(error)
    case let error as PreparationError: self = .preparation(error)
    case let error as TargetError: self = .target(error)
    case let error as WeightsError: self = .weights(error)
    default: self = .other("The file cannot be opened as asked: \(error).")
    }
  }

  package var sentence: String {
    switch self {
    case .dataset(let error): error.sentence
    case .ladder(let error): error.sentence
    case .granularity(let error): error.sentence
    case .target(let error): error.sentence
    case .weights(let error): error.sentence
    case .preparation(let error): error.sentence
    case .noLabels(let file):
      "The images of \(file) carry no classes, which training needs; put the labels file beside it."
    case .notForSeries(let option):
      "\(option) splits samples without order, and a series is split by time; leave it out."
    case .unknownTarget(let name, let known):
      "Images have no target “\(Clean.text(name, limit: 40))”; it is \(known.joined(separator: " or "))."
    case .noFeatures(let file, let target):
      "\(file) has no number column beside its target \(target); add columns to learn from, or choose another --target."
    case .noNumbers(let file):
      "\(file) has no number column to forecast; add one, or open a file that has."
    case .other(let sentence): sentence
    }
  }
}
