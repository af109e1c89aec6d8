import ArgumentParser
import Datasets
import Models

struct InspectCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "inspect", abstract: Words.inspectAbstract, discussion: Words.inspectDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func validate() throws { try session.refuseInitial() }

  func run() throws {
    let options = try session.options()
    let dataset = try Opening.dataset(options)
    do { try options.refuseIdle(on: dataset) } catch { throw Failure.input(error.sentence) }
    var opened: OpenedData?
    var problem: String?
    do {
      opened = try Experiments.make(dataset, options, for: .report)
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
