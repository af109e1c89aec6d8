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

  @OptionGroup var sheet: SheetArguments<PredictionSheet.Layout>
  @OptionGroup(title: Words.readingTitle) var reading: ReadArguments

  func run() throws {
    try Standard.check(outputs: sheet.output)
    var options = SessionOptions(path: try SessionArguments.path(file))
    options.reading = try reading.options()
    let predictor = try Predictor(model: try ModelPlace.find(model).path, data: options)
    let asked = id?.split(separator: ",").map { String($0).trimmingSpaces } ?? []
    let (answer, remarks) = try predictor.answer(identities: asked)
    let text = try answer.text(sheet.chosen)
    for remark in remarks { Standard.error.report(remark) }
    try sheet.write(text)
  }
}

extension PredictionSheet.Layout: SheetLayout {
  static let usual = PredictionSheet.Layout.csv
  static let lines = PredictionSheet.Layout.ndjson
}
