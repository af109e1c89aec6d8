import Foundation
import Testing

/// Each call that writes fails in turn, as SQLite's own tests have it: the first, then the second, until a whole run passes.
@Suite("A write that fails is said, whichever it is, and costs no file that was there", .serialized)
struct WriteFaultTests {
  private let folder: URL

  private enum Kind: String, CaseIterable { case full, broken, short }

  /// What is run, and the files that it writes beside standard output.
  struct Work: CustomTestStringConvertible, Sendable {
    var words: String
    var outputs: [String] = []
    /// Files that it appends to: they begin anew, and keep whole lines.
    var appended: [String] = []
    var testDescription: String { words }
  }

  private static let works = [
    Work(words: "inspect v.csv --json"),
    Work(words: "train v.csv --grain 1h --epochs 2 --json --predictions --no-store"),
    Work(words: "train v.csv --grain 1h,1d --epochs 2 --no-store --save-model o", outputs: ["o"]),
    Work(words: "train v.csv --grain 1h,1d --epochs 2 --no-store --json --journal j", appended: ["j"]),
    Work(words: "forecast v.csv --grain 1h --output o", outputs: ["o"]),
    Work(words: "watch v.csv --until 60 --json --no-store --record j", appended: ["j"]),
    Work(words: "picture v.csv --recipe ridge --output o.svg", outputs: ["o.svg"]),
    Work(
      words: "runs export RUN --csv o --numpy o.npz --safetensors o.st --store store", outputs: ["o", "o.npz", "o.st"]),
  ]

  init() throws {
    folder = try Program.temporaryFolder()
    let rows = (0..<600).map { row in
      let (day, hour) = (String(format: "%02d", 1 + row / 24), String(format: "%02d", row % 24))
      return "2024-01-\(day) \(hour):00,\(Double(Int(1000 * sin(Double(row) / 4))) / 1000)\n"
    }
    try Data(("time,v\n" + rows.joined()).utf8).write(to: folder.appending(path: "v.csv"))
  }

  private static let library = Program.neighbour("libWriteFaults.so")

  private func data(_ name: String) -> Data? { try? Data(contentsOf: folder.appending(path: name)) }
  private func remove(_ name: String) { try? FileManager.default.removeItem(at: folder.appending(path: name)) }

  /// Runs it with standard output in a file.
  private func run(_ words: String, fault: (Kind, Int)?) throws -> (code: Int32, error: String, hasFailed: Bool) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    var settings = ""
    if let (kind, number) = fault {
      settings =
        "LD_PRELOAD='\(Self.library)' GRAINSCOPE_FAULT_AT=\(number) GRAINSCOPE_FAULT_KIND=\(kind) "
        + "GRAINSCOPE_FAULT_MARK=mark GRAINSCOPE_FAULT_SPARE='\(folder.path)/store'"
    }
    process.arguments = ["-c", "rm -f mark; env \(settings) '\(Program.path)' \(words) > out 2> err"]
    process.currentDirectoryURL = folder
    process.environment = Program.environment(["XDG_STATE_HOME": folder.appending(path: "state").path])
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: data("err") ?? Data(), as: UTF8.self), data("mark") != nil
    )
  }

  @Test("Every write of every command that writes", arguments: works)
  func everyWrite(work: Work) throws {
    var words = work.words
    if words.contains("RUN") {
      #expect(try run("train v.csv --grain 1h --epochs 2 --json --store store", fault: nil).code == 0)
      let run = try #require(
        FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "store/runs").path).first)
      words = words.replacing("RUN", with: run)
    }
    for name in work.appended { remove(name) }
    #expect(try run(words, fault: nil).code == 0)
    let wanted = Dictionary(uniqueKeysWithValues: (work.outputs + ["out"]).map { ($0, data($0)) })
    let old = Data("what was there\n".utf8)
    for kind in Kind.allCases {
      for number in 1... {
        let context = "\(words): \(kind) at write \(number)"
        for name in work.appended { remove(name) }
        for name in work.outputs { try old.write(to: folder.appending(path: name)) }
        let outcome = try run(words, fault: (kind, number))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasSuffix(".part") }, "\(context): \(names)")
        for name in work.outputs {
          let found = data(name)
          #expect(found == old || found == wanted[name], "\(context): \(name) is neither old nor new")
        }
        for name in work.appended {
          #expect(data(name)?.last ?? 10 == 10, "\(context): half a line in \(name)")
        }
        guard outcome.hasFailed, kind != .short else {
          // Half a write is no failure: the rest follows.
          #expect(
            outcome.code == 0 && outcome.error == "" || !outcome.error.contains("cannot be written"), "\(context)")
          #expect(outcome.code == 0, "\(context): \(outcome.error)")
          for name in work.outputs { #expect(data(name) == wanted[name], "\(context): \(name)") }
          if outcome.hasFailed { continue }
          #expect(number > 1, "\(context): no write was seen")
          break
        }
        let reason = kind == .full ? "No space left on device" : "Input/output error"
        #expect(outcome.code == 1 || outcome.code == 2, "\(context): exit code \(outcome.code)")
        #expect(
          outcome.error.hasPrefix("grainscope: ") && outcome.error.contains(reason), "\(context): \(outcome.error)")
      }
    }
  }

  @Test(
    "Runs that cannot be kept are said, and training goes on to the same results", arguments: [1, 2, 3, 5, 8, 13, 21])
  func store(number: Int) throws {
    let words = "train v.csv --grain 1h --epochs 2 --json 2> err > /dev/null; echo $? > code; true"
    let outcome = try run(words + " #", fault: (.full, number))
    _ = outcome
    #expect(String(decoding: data("code") ?? Data(), as: UTF8.self) == "0\n")
    let error = String(decoding: data("err") ?? Data(), as: UTF8.self)
    #expect(error.isEmpty || error.contains("Runs are not kept from here on"), "\(error)")
  }
}
