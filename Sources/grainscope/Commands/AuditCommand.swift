import ArgumentParser
import Basics
import Models
import Studies
import Telemetry

struct AuditCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "audit", abstract: Words.auditAbstract, discussion: Words.auditDiscussion)
  }

  @OptionGroup var session: SessionArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func validate() throws { try session.refuseInitial() }

  func run() throws {
    let options = try session.options()
    let opened = try Opening.opened(try Opening.dataset(options), options)
    let clock = ContinuousClock()
    let began = clock.now
    guard let report = opened.audit(options) else {
      throw Failure.failed(Words.auditCancelled(file: options.fileName))
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
      [[Words.auditChecked, Words.auditComparisons, Words.auditFindings]]
        + report.checks.map { check in
          [
            check.name, NumberFormat.integer(check.comparisons),
            check.comparisons == 0
              ? Words.auditIdle : check.findings == 0 ? Words.auditNone : NumberFormat.integer(check.findings),
          ]
        })
    text += "\n"
    for check in report.checks { text += Words.auditCheck(check: check.name, about: check.explanation) + "\n" }
    for finding in report.findings { text += "\n! \(finding.sentence)\n" }
    for remark in report.remarks { text += "\n" + Words.note(remark: remark) + "\n" }
    let result = Words.auditResult(
      file: file, leaks: report.isClean ? 0 : report.findings.count, comparisons: report.comparisons,
      seconds: NumberFormat.fixed(seconds, decimals: 2))
    return text + "\n" + result + "\n"
  }
}
