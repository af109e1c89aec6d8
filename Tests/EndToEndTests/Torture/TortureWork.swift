import Foundation
import Testing

/// All that a run comes to and that no interruption may change.
struct RunEnd: Equatable {
  private let facts: String
  /// What is kept of each epoch: of a long run not all of them, and after an interruption others.
  private let epochs: [Int: String]

  /// - Parameter page: of `runs show --json`.
  init(_ page: [String: Any]) throws {
    let end = try #require(page["end"] as? [String: Any])
    func text(_ value: Any?) -> String { value.map { "\($0)" } ?? "–" }
    func scores(_ part: String) throws -> String {
      let data = try JSONSerialization.data(
        withJSONObject: page[part] ?? NSNull(), options: [.sortedKeys, .fragmentsAllowed])
      return String(decoding: data, as: UTF8.self)
    }
    let facts =
      try ["reason", "steps", "epochs", "multiplyAdds", "lastWeights", "weights"].map { text(end[$0]) }
      + [text((page["best"] as? [String: Any])?["epoch"]), scores("validation")]
    self.facts = facts.joined(separator: " ")
    let metrics = try #require(page["metrics"] as? [[String: Any]])
    epochs = Dictionary(
      metrics.map { report in
        let values = ["step", "trainingLoss", "validationLoss", "learningRate", "multiplyAdds"].map { text(report[$0]) }
        return (report["epoch"] as? Int ?? 0, values.joined(separator: " "))
      }, uniquingKeysWith: { $1 })
  }

  static func == (left: RunEnd, right: RunEnd) -> Bool {
    left.facts == right.facts
      && left.epochs.allSatisfy { epoch, values in right.epochs[epoch].map { $0 == values } ?? true }
  }
}

/// A training that is cut off, with what it comes to where it never was.
struct TortureWork {
  let training: [String]
  /// That it takes once its runs have begun.
  let seconds: Double
  /// By recipe and grain.
  let ends: [String: RunEnd]

  /// An ordinary network on two grains, one beside what is solved at once, a recurrent one, one that joins grains, and a cascade of classifiers.
  private static let trainings = [
    ["demand", "--grain", "6h,1d", "--recipe", "mlp", "--dropout", "0.2", "--schedule", "plateau", "--epochs", "3000"],
    ["demand", "--grain", "6h", "--patience", "0", "--epochs", "600"],
    ["demand", "--grain", "6h", "--recipe", "gru", "--epochs", "40"],
    ["demand", "--grain", "6h,1d", "--recipe", "coupled", "--epochs", "1500"],
    ["digits", "--grain", "8x8,4x4", "--recipe", "cascade", "--epochs", "30"],
  ]

  /// Trains each in peace.
  static func all(in folder: URL) throws -> [TortureWork] {
    try trainings.enumerated().map { number, training in
      let store = TorturedStore(path: folder.appending(path: "uncut-\(number)").path)
      let outcome = try Program.run(["train"] + training + ["--json", "--store", store.path])
      #expect(outcome.code == 0, "\(outcome.error)")
      var seconds = 0.0
      var ends: [String: RunEnd] = [:]
      for row in try store.listed() {
        seconds += row["seconds"] as? Double ?? 0
        ends[try key(row)] = try store.end(of: try #require(row["run"] as? String))
      }
      #expect(!ends.isEmpty)
      return TortureWork(training: training, seconds: seconds, ends: ends)
    }
  }

  /// - Parameter row: of `runs list --json`.
  static func key(_ row: [String: Any]) throws -> String {
    try #require(row["recipe"] as? String) + " " + #require(row["grain"] as? String)
  }
}
