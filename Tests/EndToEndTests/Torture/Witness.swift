import Foundation
import Testing

/// What a reader of a store sees at a moment: the whole lines of every file that lines are appended to. None of them may be gone
/// later.
struct Witness {
  private let store: String
  /// Up to the last line break, by path.
  private(set) var files: [String: Data] = [:]

  init(_ store: String) {
    self.store = store
    for run in Self.runs(store) {
      for name in ["run.ndjson", "marks.ndjson"] {
        let path = "\(store)/runs/\(run)/\(name)"
        guard let bytes = FileManager.default.contents(atPath: path) else { continue }
        files[path] = bytes.prefix(bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
      }
    }
  }

  /// Names of folders, in no order.
  static func runs(_ store: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: store + "/runs")) ?? []
  }

  /// Files of which this reader saw lines that a later one does not see.
  func lost(in later: Witness) -> [String] {
    files.filter { path, bytes in later.files[path]?.starts(with: bytes) != true }.keys.sorted()
  }
}

/// A run as its shard says, read by other means than the program's.
struct WitnessedRun {
  private(set) var recipe = ""
  private(set) var grain = ""
  private(set) var epochs = 0
  /// Why it ended; nil where no line says so.
  private(set) var end: String?
  /// Hashes of the states that it was told to have left.
  private(set) var states: [String] = []
  private(set) var epochsAfterState = 0

  /// Nil where not even its beginning is whole.
  init?(_ shard: Data) throws {
    let lines = try shard.split(separator: UInt8(ascii: "\n")).map { line -> [String: Any] in
      try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
    }
    guard lines.count > 1 else { return nil }
    var done: [(epoch: Int, step: Int)] = []
    var ended: (reason: String, step: Int)?
    for line in lines {
      let value = line["value"] as? [String: Any] ?? [:]
      switch try #require(line["line"] as? String) {
      case "run":
        let plan = try #require(value["plan"] as? [String: Any])
        (recipe, grain) = (plan["recipe"] as? String ?? "", plan["rung"] as? String ?? "")
      case "epoch":
        done.append((value["epoch"] as? Int ?? 0, value["step"] as? Int ?? 0))
        epochsAfterState += 1
      case "resumed":
        let step = value["step"] as? Int ?? 0
        done.removeAll { $0.step > step }
        if let last = ended, last.step > step { ended = nil }
      case "end": ended = (value["reason"] as? String ?? "", value["steps"] as? Int ?? 0)
      case "artifact" where value["kind"] as? String == "last":
        states.append(value["sha256"] as? String ?? "")
        epochsAfterState = 0
      default: continue
      }
    }
    epochs = done.last?.epoch ?? 0
    end = ended?.reason
  }
}
