import Basics
import Telemetry

/// A run as TensorBoard's event file: losses and rate by step, and the settings for its table of hyperparameters.
///
/// Sources: TensorFlow's `event.proto` and `record_writer.cc`, and `plugin_data.proto` of TensorBoard's plugin of hyperparameters.
package enum TensorBoardEvents {
  package static func bytes(_ run: StoredRun) -> [UInt8] {
    let measures = RunMeasures(run)
    var events = [event(at: measures.began) { $0.add(3, "brain.Event:2") }]
    events.append(hyperparameters("session_start_info", at: measures.began) { $0.add(3, start(run, measures)) })
    events += measures.points.map { scalar($0.name, $0.value, step: $0.step, at: $0.time) }
    if run.record.isFinished {
      events.append(
        hyperparameters("session_end_info", at: measures.ended) { info in
          info.add(4) { end in
            end.add(1, run.record.divergence == nil ? Status.success : Status.failure)
            end.add(2, measures.ended)
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

  private static func start(_ run: StoredRun, _ measures: RunMeasures) -> ProtocolMessage {
    var start = ProtocolMessage()
    for setting in measures.settings {
      start.add(1) { entry in
        entry.add(1, setting.name)
        entry.add(2) { value in
          if let number = setting.number { value.add(2, number) } else { value.add(3, setting.text) }
        }
      }
    }
    start.add(4, run.header.seedGroup)
    start.add(5, measures.began)
    return start
  }

  /// Length and content, each with its masked CRC-32C.
  private static func record(_ content: [UInt8]) -> [UInt8] {
    var record: [UInt8] = []
    record.append(littleEndian: UInt64(content.count))
    let length = record
    record.append(littleEndian: CRC32.masked(length))
    record += content
    record.append(littleEndian: CRC32.masked(content))
    return record
  }
}
