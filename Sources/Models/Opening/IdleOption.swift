import Basics
import Datasets

/// An option of the command line that means something on some kinds of data alone. What is asked of models is a knob, and
/// has its condition in ``Telemetry/Knob/rule``; what is done to the data has its own in `Preparation`.
package struct DataBoundOption: Sendable {
  /// With its dashes.
  package let name: String
  package let contents: [Content]
  let isGiven: @Sendable (SessionOptions) -> Bool

  package static let all: [DataBoundOption] = [
    .init(name: "--horizon", contents: [.series]) { $0.horizon != nil },
    .init(name: "--grain", contents: [.series, .images]) { $0.grains != nil },
    .init(name: "--evaluate-at", contents: [.series]) { $0.evaluationGrain != nil },
    .init(name: "--band", contents: [.series]) { $0.band != nil },
    .init(name: "--task", contents: [.table]) { $0.task != nil },
    .init(name: "--split", contents: [.table, .images]) { $0.split != nil },
    .init(name: "--validation-split", contents: [.table, .images]) { $0.validationShare != nil },
    .init(name: "--zone", contents: [.series]) { $0.zone != nil },
    .init(name: "--time-column", contents: [.series]) { $0.reading?.timeColumn != nil },
    .init(name: "--day-first", contents: [.series]) { $0.reading?.dayFirst != nil },
    .init(name: "--missing", contents: [.series, .table]) { $0.reading?.missingWords.isEmpty == false },
    .init(name: "--label-column", contents: [.images]) { $0.reading?.labelColumn != nil },
  ]
}

extension SessionOptions {
  /// Refuses what was asked for and means nothing on such data.
  ///
  /// - Throws: ``OpeningError``.
  package func refuseIdle(on dataset: Dataset) throws(OpeningError) {
    let content = dataset.kind
    if let reading, !dataset.fileReport.guess.isSeparated, let option = reading.idleOption {
      throw .notSeparated(option: option, file: fileName)
    }
    if let option = DataBoundOption.all.first(where: { $0.isGiven(self) && !$0.contents.contains(content) }) {
      throw .idleOption(option.name, on: content, acting: option.contents)
    }
  }
}

extension ReadOptions {
  /// The first that says how cells are separated; nil where none does.
  fileprivate var idleOption: String? {
    let all = [
      ("--separator", separator != nil), ("--decimal", decimal != nil), ("--thousands", thousands != nil),
      ("--header", header != nil),
    ]
    return all.first(where: \.1)?.0
  }
}
