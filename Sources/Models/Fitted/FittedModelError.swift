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
  /// It holds other weights than when a session began with them.
  case changed(path: String)
  case wrongKind(found: String, expected: String)
  case missingColumn(String, found: [String])
  case wordsInColumn(String, example: String)
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
    case .notAModel(let path): Words.modelNone(path: path)
    case .newerVersion(let path, let found):
      Words.modelNewer(path: path, found: "\(found)", known: "\(FittedModel.version)")
    case .damaged(let path, let reason): Words.modelDamaged(path: path, reason: reason)
    case .changed(let path): Words.modelChanged(path: path)
    case .wrongKind(let found, let expected): Words.modelOtherKind(expected: expected, found: found)
    case .missingColumn(let name, let found):
      Words.modelMissingColumn(
        name: Clean.text(name, limit: 80), found: Listing.some(found.map { Clean.text($0, limit: 40) }))
    case .wordsInColumn(let name, let example):
      Words.modelWordsInColumn(name: Clean.text(name, limit: 80), example: Clean.text(example, limit: 40))
    case .otherStep(let found, let expected): Words.modelOtherStep(expected: expected, found: found)
    case .otherZone(let found, let expected): Words.modelOtherZone(expected: expected, found: found)
    case .otherImages(let found, let expected): Words.modelOtherImages(expected: expected, found: found)
    case .unreadable(let reason): Words.modelUnreadable(reason: reason)
    }
  }
}
