import ArgumentParser
import Datasets
import Models

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell what is in a file: columns, step, gaps, odd cells, cycles, and the ladder of grains that suits it.",
    discussion: """
      The same report stands on the Data screen of the Lab.

        grainscope inspect demand
        grainscope inspect meter.csv --target load --gaps interpolate:3
        grainscope inspect meter.csv --json | jq '.gaps.longest'
      """)

  @OptionGroup var session: SessionArguments

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  func run() throws {
    let options = try session.options()
    let dataset = try Opening.dataset(options)
    var opened: OpenedData?
    var problem: String?
    do {
      opened = try Experiments.make(dataset, options)
    } catch {
      // What was asked for and cannot be had is an error; a file that merely suits no ladder still has a report.
      guard options.asksNothing else { throw Failure.input(error.sentence) }
      problem = error.sentence
    }
    let report = DataReporter(dataset, options, opened: opened, problem: problem).report()
    if json {
      Standard.output.write(try JSON.line(report) + "\n")
    } else {
      let page = InspectionPage(report, width: Standard.output.columns, isASCII: !Standard.output.showsUnicode)
      Standard.output.write(page.text)
    }
  }
}
