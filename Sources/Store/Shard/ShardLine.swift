import Basics
import FoundationEssentials
import Telemetry

/// One line of a shard: a JSON object that begins with the check sum of all that follows, as
/// `{"sum":"1c291ca3","line":"epoch","value":{…}}`.
///
/// The sum is that of the bytes from `"line"` to the end of the line, without the line break.
package enum ShardLine: Sendable {
  case session(StoredSession)
  case run(RunHeader)
  case entry(RunEntry)
  case artifact(Artifact)
  case resumed(Resumption)
  case mark(Mark)
}

// MARK: - Bytes

extension ShardLine {
  /// Turns lines into bytes; one for each writer.
  struct Encoder {
    private let encoder: JSONEncoder

    init() {
      encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    }

    /// With its line break.
    func bytes(_ line: ShardLine) throws(StoreError) -> [UInt8] {
      if case .entry(.epoch(let report)) = line, let content = EpochLine.content(report) {
        return SummedLine.bytes(content)
      }
      guard let json = try? encoder.encode(line) else {
        throw .unwritable(path: "\(line.kind)", reason: Words.lineNoJson)
      }
      return SummedLine.bytes(Array(json.dropFirst()))
    }
  }

  /// Turns bytes into lines; one for each reader.
  struct Decoder {
    private let decoder: JSONDecoder

    init() {
      decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    }

    /// Nil where the bytes of a line, without its break, are not as they were written.
    func line(_ bytes: ArraySlice<UInt8>) -> ShardLine? {
      guard let content = SummedLine.content(bytes) else { return nil }
      if let report = EpochLine.report(content) { return .entry(.epoch(report)) }
      return try? decoder.decode(ShardLine.self, from: Data([UInt8(ascii: "{")] + content))
    }
  }
}

// MARK: - JSON

extension ShardLine: Codable {
  private enum Key: String, CodingKey { case line, value }

  enum Kind: String, Codable {
    case session, run, epoch, change, phase, diverged, scores, end, artifact, resumed, mark
  }

  private struct Scored: Codable {
    var own: RunScores
    var best: RunScores?
  }

  var kind: Kind {
    switch self {
    case .session: .session
    case .run: .run
    case .entry(.epoch): .epoch
    case .entry(.change): .change
    case .entry(.phase): .phase
    case .entry(.diverged): .diverged
    case .entry(.scored): .scores
    case .entry(.ended): .end
    case .artifact: .artifact
    case .resumed: .resumed
    case .mark: .mark
    }
  }

  package init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func value<Value: Decodable>(_ type: Value.Type) throws -> Value { try container.decode(type, forKey: .value) }
    switch try container.decode(Kind.self, forKey: .line) {
    case .session: self = .session(try value(StoredSession.self))
    case .run: self = .run(try value(RunHeader.self))
    case .epoch: self = .entry(.epoch(try value(EpochReport.self)))
    case .change: self = .entry(.change(try value(Intervention.self)))
    case .phase: self = .entry(.phase(try value(Phase.self)))
    case .diverged: self = .entry(.diverged(try value(Divergence.self)))
    case .scores:
      let scored = try value(Scored.self)
      self = .entry(.scored(scored.own, best: scored.best))
    case .end: self = .entry(.ended(try value(EndReport.self)))
    case .artifact: self = .artifact(try value(Artifact.self))
    case .resumed: self = .resumed(try value(Resumption.self))
    case .mark: self = .mark(try value(Mark.self))
    }
  }

  package func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .line)
    switch self {
    case .session(let value): try container.encode(value, forKey: .value)
    case .run(let value): try container.encode(value, forKey: .value)
    case .entry(.epoch(let value)): try container.encode(value, forKey: .value)
    case .entry(.change(let value)): try container.encode(value, forKey: .value)
    case .entry(.phase(let value)): try container.encode(value, forKey: .value)
    case .entry(.diverged(let value)): try container.encode(value, forKey: .value)
    case .entry(.scored(let own, let best)): try container.encode(Scored(own: own, best: best), forKey: .value)
    case .entry(.ended(let value)): try container.encode(value, forKey: .value)
    case .artifact(let value): try container.encode(value, forKey: .value)
    case .resumed(let value): try container.encode(value, forKey: .value)
    case .mark(let value): try container.encode(value, forKey: .value)
    }
  }
}
