import ArgumentParser
import Datasets
import Models

struct PredictCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "predict", abstract: Words.predictAbstract, discussion: Words.predictDiscussion)
  }

  @Argument(
    help: ArgumentHelp(Words.sessionFile(formats: FileFormat.choice), valueName: Words.valueFile),
    completion: .file(extensions: FileFormat.extensions()))
  var file: String

  @Option(
    name: .long, help: ArgumentHelp(Words.predictModel, valueName: "safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var model: String

  @Option(name: .long, help: ArgumentHelp(Words.predictIdentities, valueName: Words.valueNames))
  var id: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.predictLayout(layouts: PredictionSheet.Layout.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueName))
  var layout: PredictionSheet.Layout?

  @Flag(name: .long, help: ArgumentHelp(Words.forecastJson))
  var json = false

  @Option(name: .long, help: ArgumentHelp(Words.forecastOutput, valueName: Words.valuePath), completion: .file())
  var output: String = "-"

  @OptionGroup(title: Words.readingTitle) var reading: ReadArguments

  func validate() throws {
    guard !json || layout == nil || layout == .ndjson else { throw ValidationError(Words.forecastJsonOrLayout) }
  }

  func run() throws {
    var options = SessionOptions(path: try SessionArguments.path(file))
    options.reading = try reading.options()
    let predictor = try Predictor(model: model, data: options)
    let asked = id?.split(separator: ",").map { String($0).trimmingSpaces } ?? []
    let (sheet, remarks) = try predictor.answer(identities: asked)
    let text = try sheet.text(layout ?? (json ? .ndjson : .csv))
    for remark in remarks { Standard.error.report(remark) }
    try Standard.write(text, to: output)
  }
}

extension PredictionSheet.Layout: NamedChoice {}
