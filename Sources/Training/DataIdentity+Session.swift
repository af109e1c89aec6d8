import FoundationEssentials
import Models
import Telemetry

extension DataIdentity {
  /// Of a session, as its journal begins.
  package init(_ experiment: any Experiment, _ options: SessionOptions) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(options)) ?? Data()
    self.init(
      hash: hexadecimal(experiment.dataHash), originsHash: hexadecimal(experiment.originsHash), path: options.path,
      options: String(decoding: json, as: UTF8.self))
  }
}
