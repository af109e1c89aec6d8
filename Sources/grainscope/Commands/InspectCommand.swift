import ArgumentParser
import Datasets
import Granularity
import Models

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell what is in a file: columns, step, gaps, cycles, and the ladder of grains that suits it.")

  @Argument(help: "A CSV or IDX file, or the name of a sample.", completion: .file())
  var file: String

  @Option(name: .long, help: ArgumentHelp("Time zone of the stamps, as Europe/London.", valueName: "zone"))
  var zone: String?

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  func run() throws {
    var options = SessionOptions(path: try SessionArguments.path(file))
    options.zone = zone
    do {
      let dataset = try Experiments.read(options)
      let inspection = try Inspection(dataset, options)
      Standard.output.write(json ? try JSON.line(inspection) + "\n" : inspection.text)
    } catch let error as DatasetError {
      throw Failure.input(error.sentence)
    } catch let error as OpeningError {
      throw Failure.input(error.sentence)
    }
  }
}
