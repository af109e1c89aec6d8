import Basics
import Granularity
import Telemetry

/// One check under way: counts comparisons and keeps what they found.
struct AuditTally {
  let name: String
  let explanation: String
  private(set) var comparisons = 0
  private(set) var findings: [AuditReport.Finding] = []

  /// Further ones of a check are not kept.
  private static let most = 12

  init(_ name: String, _ explanation: String) {
    self.name = name
    self.explanation = explanation
  }

  mutating func count(_ number: Int) { comparisons += number }

  mutating func find(_ sentence: String) {
    guard findings.count < Self.most, !findings.contains(where: { $0.sentence == sentence }) else { return }
    findings.append(AuditReport.Finding(check: name, sentence: sentence))
  }

  mutating func find(_ finding: LeakFinding?) { if let finding { find(finding.sentence) } }

  /// Compares numbers made from a series with those made after only later rows were changed.
  mutating func compare(
    _ before: [Double], _ after: [Double], _ stage: LeakStage, _ subject: String, _ canary: CanaryKind,
    _ border: Instant
  ) {
    comparisons += max(before.count, after.count)
    find(LeakFinding.comparing(before, after, stage, subject, canary, border))
  }

  var check: AuditReport.Check {
    AuditReport.Check(
      name: name, explanation: explanation, comparisons: comparisons, findings: findings.count)
  }
}
