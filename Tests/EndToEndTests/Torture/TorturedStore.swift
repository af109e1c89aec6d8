import Foundation
import Store
import TestMutations
import Testing

/// A store under torture, with what must hold of it whatever happened.
struct TorturedStore {
  let path: String

  func runs(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["runs"] + arguments + ["--store", path])
  }

  /// As `runs list` has them.
  func listed() throws -> [[String: Any]] {
    let outcome = try runs("list", "--json")
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome.error)")
    return try outcome.lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// Runs that were cut off.
  func interrupted() throws -> [String] {
    try listed().filter { $0["status"] as? String == "interrupted" }.compactMap { $0["run"] as? String }
  }

  func shard(of run: String) throws -> WitnessedRun? {
    let bytes = try #require(FileManager.default.contents(atPath: "\(path)/runs/\(run)/run.ndjson"))
    return try WitnessedRun(bytes.prefix(bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0))
  }

  /// Every run that has begun, as its shard says at the moment.
  func witnessed() throws -> [WitnessedRun] {
    try Witness(path).files.compactMap { file, bytes in
      file.hasSuffix("/run.ndjson") ? try WitnessedRun(bytes) : nil
    }
  }

  /// Holds what the program lists against the shards, while nobody trains.
  func check(_ context: String) throws {
    var rows: [String: [String: Any]] = [:]
    for row in try listed() { rows[try #require(row["run"] as? String)] = row }
    for run in Witness.runs(path) {
      let isInTrash = FileManager.default.contents(atPath: "\(path)/runs/\(run)/marks.ndjson")
        .map { String(decoding: $0, as: UTF8.self).contains("\"removed\"") }
      guard FileManager.default.fileExists(atPath: "\(path)/runs/\(run)/run.ndjson"), let found = try shard(of: run),
        isInTrash != true
      else {
        #expect(rows[run] == nil, "\(context): \(run)")
        continue
      }
      let row = try #require(rows[run], "\(context): \(run) is not listed")
      #expect(row["status"] as? String == found.end ?? "interrupted", "\(context): \(run)")
      #expect(row["epochs"] as? Int == found.epochs, "\(context): \(run)")
      #expect(row["recipe"] as? String == found.recipe && row["grain"] as? String == found.grain)
    }
  }

  /// The index that was brought up to date, one that was made anew, and what the command for that says.
  func checkIndex(_ context: String) throws {
    func contents() throws -> [String] {
      let index = try StoreIndex(RunStore(path: path))
      #expect(try index.refresh().isEmpty, "\(context)")
      return try index.contents()
    }
    let broughtUpToDate = try contents()
    let outcome = try runs("index")
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(context): \(outcome.error)")
    #expect(try contents() == broughtUpToDate, "\(context)")
  }

  /// What a run came to.
  func end(of run: String) throws -> RunEnd {
    let outcome = try runs("show", run, "--json")
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome.error)")
    return try RunEnd(try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]))
  }

  /// Goes on with a run that was cut off, and is cut off again now and then.
  ///
  /// - Returns: false where it could not, as it had kept no state yet.
  func goOn(with run: String, within seconds: Double, _ context: String, using generator: inout SplitMix64) throws
    -> Bool
  {
    while generator.chance(0.25) {
      let victim = try Victim(["runs", "continue", run, "--json", "--checkpoint-every", "0.05", "--store", path])
      usleep(UInt32(Double.random(in: 0...seconds, using: &generator) * 1e6))
      let seen = Witness(path)
      victim.end(by: Victim.signal(using: &generator))
      #expect(seen.lost(in: Witness(path)).isEmpty, "\(context)")
      try check(context)
    }
    guard try interrupted().contains(run) else { return true }
    let outcome = try runs("continue", run, "--json")
    guard outcome.code != 0 else { return true }
    let found = try #require(try shard(of: run))
    let isThere = FileManager.default.fileExists(atPath: "\(path)/runs/\(run)/last.safetensors")
    #expect(!isThere && found.states.count < 2, "\(context): \(outcome.error)")
    let sentence = "Run \(run) was cut off before its first checkpoint; grainscope runs command \(run) says how to"
    #expect(outcome.code == 2 && outcome.error.hasPrefix("grainscope: \(sentence)"), "\(context): \(outcome.error)")
    // It would be asked again otherwise.
    #expect(try runs("rm", run).code == 0)
    return false
  }
}
