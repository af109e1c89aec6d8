import Basics
import Models
import Telemetry

/// One line of a journal: a JSON object with `"line"` naming its kind.
///
/// A journal is only ever appended to, and each line begins with its check sum (``SummedLine``). Numbers that decide a computation stand as bit patterns, so that a replay sees
/// the same bits; `shown` repeats them for human eyes.
package enum JournalLine: Sendable, Hashable {
  case session(SessionLine)
  case run(RunLine)
  case command(CommandLine)
  case end(EndLine)
  case reveal(RevealLine)
}

extension JournalLine {
  /// Whose line it is; nil where it is nobody's alone.
  var run: RunID? {
    switch self {
    case .session, .reveal: nil
    case .run(let line): line.run
    case .command(let line): line.run
    case .end(let line): line.run
    }
  }
}

/// The ground of all runs that follow: data, target, and what the last bits of a result depend on.
package struct SessionLine: Codable, Sendable, Hashable {
  /// 1: columns of numbers had 32 bits, so that the same file has another hash. 2: some knobs had other names, which are
  /// still read. 3: lines had no check sums.
  package var version = Self.newestVersion
  package static let newestVersion = 4
  package var options: SessionOptions
  package var dataHash: String
  /// OpenBLAS' name for its kernels, as `SkylakeX`.
  package var kernel: String
  package var blas: String
  /// Instruction set level of our own kernels, as `x86-64-v4`.
  package var level: String

  package init(options: SessionOptions, dataHash: String, kernel: String, blas: String, level: String) {
    self.options = options
    self.dataHash = dataHash
    self.kernel = kernel
    self.blas = blas
    self.level = level
  }
}

/// The beginning of a run.
package struct RunLine: Codable, Sendable, Hashable {
  package var run: RunID
  package var rung: RungID
  package var parent: RunID?
  package var parentStep: Int?
  package var recipe: Recipe
  package var seed: UInt64
  package var patience: Int
  package var classifies: Bool
  /// Nil in journals of series that were written before there were others.
  package var ground: Content?
  /// Every knob's value by name, encoded by ``KnobValue/encoded``.
  package var knobs: [String: String]
}

/// A command, written before the step that it acts on first.
package struct CommandLine: Codable, Sendable, Hashable {
  package enum Kind: String, Codable, Sendable, Hashable {
    case set, restart, pause, resume, stop
  }
  package var run: RunID
  package var step: Int
  package var command: Kind
  package var knob: Knob?
  package var old: String?
  package var new: String?
  package var shown: String
}

/// Where a run ended, and a hash of its weights to hold a replay against.
package struct EndLine: Codable, Sendable, Hashable {
  package var run: RunID
  package var step: Int
  package var epoch: Int
  package var reason: EndReason
  package var weights: String
  /// What went wrong and what to do, as one sentence; nil where nothing did.
  package var explanation: String?
}

/// Test scores that a user looked at. It changes no run, and says what later choices may have been made by.
package struct RevealLine: Codable, Sendable, Hashable {
  /// Counts from 1. In a line of the same number stand runs that came into sight while the test part was on view, and runs
  /// that trained on meanwhile, with the last step that was seen.
  package var number: Int
  /// Ascending, with the step that each was at.
  package var runs: [SeenRun]
  /// In UTC, as `2026-11-29T16:20:00Z`.
  package var time: String

  package struct SeenRun: Codable, Sendable, Hashable {
    package var run: RunID
    package var step: Int
  }
}

extension JournalLine: Codable {
  private enum Key: String, CodingKey { case line }
  private enum Kind: String, Codable { case session, run, command, end, reveal }

  package init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .line) {
    case .session: self = .session(try SessionLine(from: decoder))
    case .run: self = .run(try RunLine(from: decoder))
    case .command: self = .command(try CommandLine(from: decoder))
    case .end: self = .end(try EndLine(from: decoder))
    case .reveal: self = .reveal(try RevealLine(from: decoder))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .session(let line):
      try container.encode(Kind.session, forKey: .line)
      try line.encode(to: encoder)
    case .run(let line):
      try container.encode(Kind.run, forKey: .line)
      try line.encode(to: encoder)
    case .command(let line):
      try container.encode(Kind.command, forKey: .line)
      try line.encode(to: encoder)
    case .end(let line):
      try container.encode(Kind.end, forKey: .line)
      try line.encode(to: encoder)
    case .reveal(let line):
      try container.encode(Kind.reveal, forKey: .line)
      try line.encode(to: encoder)
    }
  }
}
