import Foundation
import Synchronization

/// Calls the program with one drawn case after the other, two at a time, and says which demands were not met. It is no part of
/// the product.
///
/// Settings are in the environment: GRAINSCOPE_PROGRAM (else the one beside it), CASES, GRAINSCOPE_FUZZ_SECONDS,
/// GRAINSCOPE_FUZZ_SEED, GRAINSCOPE_FUZZ_FIRST, and GRAINSCOPE_FUZZ_CASE for one case alone, whose output is shown.
struct Fuzzer: Sendable {
  let program: String
  let folder: URL
  let seed: UInt64
  let table: CommandTable
  let seeds: SeedFiles

  static func setting(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  init() throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(filePath: own).deletingLastPathComponent()
    program =
      Self.setting("GRAINSCOPE_PROGRAM").map { URL(filePath: $0).path } ?? beside.appending(path: "grainscope").path
    folder = URL(filePath: Self.setting("GRAINSCOPE_FUZZ_FOLDER") ?? ".build/fuzz-commands")
    seed = Self.setting("GRAINSCOPE_FUZZ_SEED").flatMap { UInt64($0) } ?? 1
    table = try CommandTable(try Self.output(program, ["--experimental-dump-help"]))
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    seeds = try SeedFiles(root: root, configuration: Array(try Self.output(program, ["config", "--default"])))
  }

  /// At once, also into a file.
  private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func output(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    // Neither of the two calls keeps anything.
    process.environment = ["XDG_STATE_HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    return pipe.fileHandleForReading.readDataToEndOfFile()
  }

  /// Runs one case in a folder, and keeps it where a demand is not met.
  func tried(_ number: Int, slot: Int, isAlone: Bool = false) throws -> (findings: [String], code: Int32, word: String)
  {
    let test = Case(seed: seed, number: number, table: table, seeds: seeds)
    let sandbox = Sandbox(folder: folder.appending(path: "slot-\(slot)"))
    try sandbox.fill(test)
    let outcome = try Child.run(program, test, in: sandbox.folder.path)
    let findings = Verdict.findings(test, outcome, changed: sandbox.changed(test))
    if isAlone {
      Self.say(Sandbox.call(program, test))
      Self.say(String(decoding: outcome.output, as: UTF8.self).debugDescription)
      Self.say(String(decoding: outcome.error, as: UTF8.self).debugDescription)
      Self.say("code \(outcome.code), signal \(outcome.signal), \(outcome.peak >> 20) MB, \(findings)")
    } else if !findings.isEmpty {
      let kept = Sandbox(folder: folder.appending(path: "findings/\(seed)-\(number)"))
      try kept.keep(test, program, findings)
      let said = String(decoding: outcome.error.suffix(400), as: UTF8.self).debugDescription
      Self.say("case \(number) of seed \(seed): \(findings.joined(separator: "; "))")
      Self.say("  \(Sandbox.call(program, test))\n  in \(kept.folder.path)\n  \(said)")
    }
    return (findings, outcome.code, test.words[0])
  }

  /// - Returns: how many cases missed a demand.
  func run(cases: Int, first: Int, seconds: Double) -> Int {
    let next = Mutex(first)
    let tally = Mutex<(done: Int, failed: Int, codes: [Int32: Int])>((0, 0, [:]))
    let start = Child.now()
    let threads = (0..<2).map { slot in
      let ended = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        while true {
          let number = next.withLock { number in
            number += 1
            return number - 1
          }
          guard number < first + cases, Child.now() - start < seconds else { break }
          do {
            let result = try tried(number, slot: slot)
            tally.withLock {
              $0.done += 1
              $0.failed += result.findings.isEmpty ? 0 : 1
              $0.codes[result.code, default: 0] += 1
            }
          } catch {
            Self.say("case \(number) of seed \(seed): it could not be tried (\(error))")
            tally.withLock { $0.failed += 1 }
          }
        }
        ended.signal()
      }
      return ended
    }
    threads.forEach { $0.wait() }
    let (done, failed, codes) = tally.withLock { $0 }
    let time = max(Child.now() - start, 0.001)
    let ends = codes.sorted { $0.key < $1.key }.map { "\($0.value) with code \($0.key)" }.joined(separator: ", ")
    Self.say(
      "\(done) cases in \(Int(time)) s, \(Int(Double(done) / time)) a second; \(ends); \(failed) missed a demand")
    return failed
  }
}

let fuzzer = try Fuzzer()
if let number = Fuzzer.setting("GRAINSCOPE_FUZZ_CASE").flatMap({ Int($0) }) {
  exit(try fuzzer.tried(number, slot: 0, isAlone: true).findings.isEmpty ? 0 : 1)
}
let cases = Fuzzer.setting("CASES").flatMap { Int($0) } ?? 1_000_000
let seconds = Fuzzer.setting("GRAINSCOPE_FUZZ_SECONDS").flatMap { Double($0) } ?? .infinity
let first = Fuzzer.setting("GRAINSCOPE_FUZZ_FIRST").flatMap { Int($0) } ?? 0
exit(fuzzer.run(cases: cases, first: first, seconds: seconds) == 0 ? 0 : 1)
