import Basics

/// Where knowledge of the future can get into what a model reads.
package enum LeakStage: String, Hashable, Sendable, CaseIterable {
  case reader
  case aggregator
  case scaler
  case profile
  case calendar
  case windows

  /// That this stage looks ahead, as a clause.
  fileprivate var accusation: String {
    switch self {
    case .reader: Words.aheadReader
    case .aggregator: Words.aheadAggregator
    case .scaler: Words.aheadScaler
    case .profile: Words.aheadProfile
    case .calendar: Words.aheadCalendar
    case .windows: Words.aheadWindows
    }
  }
}

/// A proof that something known only later was used.
package struct LeakFinding: Hashable, Sendable {
  package enum Evidence: Hashable, Sendable {
    /// A window's input ends after its origin.
    case newestInput(Instant, origin: Instant)
    /// A training target ends after the training part.
    case target(end: Instant, border: Instant)
    /// A number changed when only later rows were changed.
    case canary(CanaryKind, border: Instant, number: Int, before: Double, after: Double)
    /// There are more or fewer numbers after only later rows were changed.
    case canaryCount(CanaryKind, border: Instant, before: Int, after: Int)
  }

  package let stage: LeakStage
  /// What was looked at, as `1d training windows`.
  package let subject: String
  package let evidence: Evidence

  package init(stage: LeakStage, subject: String, evidence: Evidence) {
    self.stage = stage
    self.subject = subject
    self.evidence = evidence
  }

  /// Compares numbers made from a series with those made after only the rows from `border` on were changed; nil where
  /// they are the same bits.
  package static func comparing(
    _ before: [Double], _ after: [Double], _ stage: LeakStage, _ subject: String, _ canary: CanaryKind,
    _ border: Instant
  ) -> LeakFinding? {
    if let index = zip(before, after).enumerated().first(where: { $1.0.bitPattern != $1.1.bitPattern })?.offset {
      return LeakFinding(
        stage: stage, subject: subject,
        evidence: .canary(canary, border: border, number: index, before: before[index], after: after[index]))
    }
    guard before.count != after.count else { return nil }
    return LeakFinding(
      stage: stage, subject: subject,
      evidence: .canaryCount(canary, border: border, before: before.count, after: after.count))
  }

  package var sentence: String {
    switch evidence {
    case .newestInput(let newest, let origin):
      Words.leakInput(subject: subject, newest: Self.time(newest), origin: Self.time(origin))
    case .target(let end, let border):
      Words.leakTarget(subject: subject, end: Self.time(end), border: Self.time(border))
    case .canary(let kind, let border, let number, let before, let after):
      Words.leakValue(
        subject: subject, number: "\(number + 1)", before: "\(before)", after: "\(after)", border: Self.time(border),
        change: kind.words, stage: stage.accusation)
    case .canaryCount(let kind, let border, let before, let after):
      Words.leakCount(
        subject: subject, before: before, after: after, border: Self.time(border), change: kind.words,
        stage: stage.accusation)
    }
  }

  private static func time(_ instant: Instant) -> String { "\(CivilTime(wallClock: instant))" }
}
