import Basics
import Datasets
import Granularity

/// Why a file cannot be opened as asked.
package enum OpeningError: Error {
  case dataset(DatasetError)
  case ladder(LadderError)
  case granularity(GranularityError)
  /// With what is done about missing values already.
  case target(TargetError, gaps: GapPolicy)
  case preparation(PreparationError)
  case weights(WeightsError)
  /// Of a model with whose weights networks were to begin.
  case initial(FittedModelError)
  case noLabels(file: String)
  /// An option that means something on other data alone.
  case idleOption(String, on: Content, acting: [Content])
  /// An option for cells between separators, where a file has none.
  case notSeparated(option: String, file: String)
  case unknownTarget(String, known: [String])
  /// The column of stamps was asked for.
  case timeAsTarget(String, known: [String])
  case noFeatures(file: String, target: String)
  case noNumbers(file: String)
  /// Too few samples of which every value is known; the column that most samples lack.
  case fewComplete(Int, of: Int, column: String, lacking: Int)
  case other(String)

  init(_ error: any Error) {
    switch error {
    case let error as OpeningError: self = error
    case let error as DatasetError: self = .dataset(error)
    case let error as LadderError: self = .ladder(error)
    case let error as GranularityError: self = .granularity(error)
    case let error as PreparationError: self = .preparation(error)
    case let error as TargetError: self = .target(error, gaps: .leaveOut)
    case let error as WeightsError: self = .weights(error)
    case let error as FittedModelError: self = .initial(error)
    default: self = .other(Words.openingOther(reason: "\(error)"))
    }
  }

  package var sentence: String {
    switch self {
    case .dataset(let error): error.sentence
    case .ladder(let error): error.sentence
    case .granularity(let error): error.sentence
    case .target(let error, let gaps): error.sentence(gaps: gaps)
    case .weights(let error): error.sentence
    case .initial(let error): error.sentence
    case .preparation(let error): error.sentence
    case .noLabels(let file): Words.openingNoClasses(file: file)
    case .idleOption(let option, let content, let acting):
      Words.idleOption(option: option, content: content.rawValue, acting: Listing.choice(acting.map(\.words)))
    case .notSeparated(let option, let file): Words.idleSeparated(option: option, file: file)
    case .unknownTarget(let name, let known):
      Words.openingNoTarget(name: Clean.text(name, limit: 40), known: Listing.choice(known))
    case .timeAsTarget(let name, let known):
      Words.openingTimeAsTarget(name: Clean.text(name, limit: 40), known: Listing.some(known))
    case .noFeatures(let file, let target): Words.openingNoFeatures(file: file, target: target)
    case .fewComplete(let complete, let all, let column, let lacking):
      Words.openingFewComplete(
        complete: complete, all: all, column: Clean.text(column, limit: 60), lacking: "\(lacking)")
    case .noNumbers(let file): Words.openingNoNumbers(file: file)
    case .other(let sentence): sentence
    }
  }
}
