import ArgumentParser
import Basics
import Models
import Studies
import Telemetry

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Look for knowledge of the future in what models read, and in the file itself.",
    discussion: """
      Scores cannot reveal a leak: it makes them better. So the auditor compares time stamps, changes all rows after an
      origin or after training and demands that nothing made from the rows before keeps a trace of that, and looks for
      columns that were made of later rows: a same-day mean, a moving mean that reaches ahead, a target shifted the wrong
      way, values scaled over all rows. It looks at exactly what the Lab would train on, with the same options.

      Exit code 0: nothing found; 1: something was, one sentence each; 2: the file cannot be opened as asked.

        grainscope audit demand
        grainscope audit meter.csv --gaps interpolate:3 --select-features 4 --json
      """)

  @OptionGroup var session: SessionArguments

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  func run() throws {
    let options = try session.options()
    let opened = try Opening.opened(try Opening.dataset(options), options)
    let clock = ContinuousClock()
    let began = clock.now
    guard let report = opened.audit(options) else {
      throw Failure.failed("The audit of \(options.fileName) was given up.")
    }
    let took = (clock.now - began).components
    let seconds = Double(took.seconds) + Double(took.attoseconds) * 1e-18
    if json {
      Standard.output.write(
        try JSON.line(AuditLine(file: options.fileName, seconds: seconds, isClean: report.isClean, report: report))
          + "\n")
    } else {
      Standard.output.write(text(report, options.fileName, seconds))
    }
    if !report.isClean { throw ExitCode(1) }
  }

  private struct AuditLine: Encodable {
    let file: String
    let seconds: Double
    let isClean: Bool
    let report: AuditReport
  }

  private func text(_ report: AuditReport, _ file: String, _ seconds: Double) -> String {
    var text = ScoreTable.aligned(
      [["checked", "comparisons", "findings"]]
        + report.checks.map { [$0.name, String($0.comparisons), $0.findings == 0 ? "none" : String($0.findings)] })
    for finding in report.findings { text += "\n! \(finding.sentence)\n" }
    for remark in report.remarks { text += "\nNote: \(remark).\n" }
    let verdict =
      report.isClean
      ? "nothing knows the future" : report.findings.count == 1 ? "one leak" : "\(report.findings.count) leaks"
    return text
      + "\n\(file): \(verdict); \(report.comparisons) comparisons in \(NumberFormat.fixed(seconds, decimals: 2)) s.\n"
  }
}
