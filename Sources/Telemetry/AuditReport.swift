/// What the leak auditor looked at, and what it found.
package struct AuditReport: Hashable, Sendable, Encodable {
  /// One kind of question that was asked of the data and of what models read.
  package struct Check: Hashable, Sendable, Encodable {
    /// As `time stamps`.
    package var name: String
    /// What was compared with what.
    package var explanation: String
    package var comparisons: Int
    package var findings: Int

    package init(name: String, explanation: String, comparisons: Int, findings: Int) {
      self.name = name
      self.explanation = explanation
      self.comparisons = comparisons
      self.findings = findings
    }
  }

  /// A proof that something is known too early, or known twice.
  package struct Finding: Hashable, Sendable, Encodable {
    package var check: String
    /// What was found, where, and what to do, as a sentence.
    package var sentence: String

    package init(check: String, sentence: String) {
      self.check = check
      self.sentence = sentence
    }
  }

  package var checks: [Check]
  package var findings: [Finding]
  /// Worth knowing, and no leak.
  package var remarks: [String]

  package init(checks: [Check], findings: [Finding], remarks: [String]) {
    self.checks = checks
    self.findings = findings
    self.remarks = remarks
  }

  /// The check whose findings stand in the report of a file as well.
  package static var columnsAhead: String { Words.columnsAhead }

  package var comparisons: Int { checks.reduce(0) { $0 + $1.comparisons } }
  package var isClean: Bool { findings.isEmpty }
}
