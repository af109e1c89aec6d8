import Basics
import Telemetry

/// A run as TensorBoard's event file: losses and rate by step, and the settings for its table of hyperparameters.
///
/// Sources: TensorFlow's `event.proto` and `record_writer.cc`, and `plugin_data.proto` of TensorBoard's plugin of hyperparameters.
package enum TensorBoardEvents {
  package static func bytes(_ run: StoredRun) -> [UInt8] {
    let begin = Double(run.header.startedAt.instant) / 1000
    var events = [event(at: begin) { $0.add(3, "brain.Event:2") }]
    events.append(hyperparameters("session_start_info", at: begin) { $0.add(3, start(run, begin)) })
    for report in run.record.epochs {
      let scalars: [(String, Double?)] = [
        ("loss/training", Double(report.trainingLoss)), ("loss/validation", report.validationLoss.map { Double($0) }),
        ("learning_rate", run.header.plan.isClosedForm ? nil : report.learningRate),
      ]
      for (tag, value) in scalars {
        guard let value else { continue }
        events.append(scalar(tag, value, step: report.step, at: begin + report.seconds))
      }
    }
    let seconds = run.record.end?.seconds ?? run.record.last?.seconds ?? 0
    let step = run.record.end?.step ?? run.record.last?.step ?? 0
    if let scores = (run.record.bestScores ?? run.record.newestScores)?.validation?.scores,
      let error = scores.error(run.session.task)
    {
      events.append(scalar("error/validation", error, step: step, at: begin + seconds))
    }
    if run.record.isFinished {
      events.append(
        hyperparameters("session_end_info", at: begin + seconds) { info in
          info.add(4) { end in
            end.add(1, run.record.divergence == nil ? Status.success : Status.failure)
            end.add(2, begin + seconds)
          }
        })
    }
    return events.flatMap { record($0.bytes) }
  }

  private enum Status {
    static let success = 1
    static let failure = 2
  }

  private static func event(at time: Double, _ build: (inout ProtocolMessage) -> Void) -> ProtocolMessage {
    var event = ProtocolMessage()
    event.add(1, time)
    build(&event)
    return event
  }

  private static func scalar(_ tag: String, _ value: Double, step: Int, at time: Double) -> ProtocolMessage {
    event(at: time) { event in
      event.add(2, step)
      event.add(5) { summary in
        summary.add(1) { scalar in
          scalar.add(1, tag)
          scalar.add(2, Float(value))
        }
      }
    }
  }

  /// What the plugin reads is the note beside an empty tensor.
  private static func hyperparameters(
    _ tag: String, at time: Double, _ build: (inout ProtocolMessage) -> Void
  ) -> ProtocolMessage {
    var content = ProtocolMessage()
    build(&content)
    return event(at: time) { event in
      event.add(5) { summary in
        summary.add(1) { value in
          value.add(1, "_hparams_/" + tag)
          value.add(8) { tensor in
            tensor.add(1, 1)
            tensor.add(2, ProtocolMessage())
          }
          value.add(9) { metadata in
            metadata.add(1) { plugin in
              plugin.add(1, "hparams")
              plugin.add(2, content.bytes)
            }
          }
        }
      }
    }
  }

  private static func start(_ run: StoredRun, _ time: Double) -> ProtocolMessage {
    var start = ProtocolMessage()
    var settings = run.record.effectiveSettings.map {
      (name: $0.key.rawValue, number: $0.value.number, text: $0.value.display)
    }
    settings.append(("grain", nil, run.header.plan.rung.label))
    settings.append(("recipe", nil, run.header.plan.recipe))
    for setting in settings.sorted(by: { $0.name < $1.name }) {
      start.add(1) { entry in
        entry.add(1, setting.name)
        entry.add(2) { value in
          if let number = setting.number { value.add(2, number) } else { value.add(3, setting.text) }
        }
      }
    }
    start.add(4, run.header.seedGroup)
    start.add(5, time)
    return start
  }

  /// Length and content, each with its masked CRC-32C.
  private static func record(_ content: [UInt8]) -> [UInt8] {
    let length = CollectionOfOne(UInt64(content.count)).littleEndianBytes
    var record = length
    record.append(littleEndian: CRC32.masked(length))
    record += content
    record.append(littleEndian: CRC32.masked(content))
    return record
  }
}
