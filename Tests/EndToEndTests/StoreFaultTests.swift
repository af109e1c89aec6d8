import Foundation
import Testing

@Suite("A store in which something is not as it was")
struct StoreFaultTests {
  private let folder: URL
  private let store: TorturedStore

  init() throws {
    folder = try Program.temporaryFolder()
    store = TorturedStore(path: folder.appending(path: "store").path)
  }

  /// Trains on a copy of a sample.
  ///
  /// - Returns: the run.
  private func train(on name: String = "own.csv", epochs: Int = 4) throws -> String {
    let file = folder.appending(path: name)
    if !FileManager.default.fileExists(atPath: file.path) {
      try FileManager.default.copyItem(atPath: Program.sample("demand.csv"), toPath: file.path)
    }
    let known = Set(Witness.runs(store.path))
    let outcome = try Program.run(
      ["train", file.path, "--grain", "1d", "--epochs", "\(epochs)", "--json", "--store", store.path])
    #expect(outcome.code == 0, "\(outcome.error)")
    return try #require(Set(Witness.runs(store.path)).subtracting(known).first)
  }

  private func refused(_ arguments: String..., says sentence: String) throws {
    let outcome = try Program.run(["runs"] + arguments + ["--store", store.path])
    #expect(outcome.code == 2 && outcome.output.isEmpty, "\(arguments): \(outcome)")
    #expect(outcome.error == "grainscope: \(sentence)\n")
  }

  @Test(
    "A store of a newer version is left alone with a sentence by whoever reads or writes it; training without one goes on"
  )
  func newer() throws {
    let run = try train()
    let label = URL(filePath: store.path + "/store.json")
    try Data(#"{"format":"grainscope-store","version":2}"#.utf8).write(to: label)
    let before = Witness(store.path)
    let sentence = "The store \(store.path) is of version 2, this program reads up to 1; use a newer Grainscope."
    for arguments in [["list"], ["show", run], ["index"], ["disk"], ["note", run, "x"], ["continue", run]] {
      let outcome = try Program.run(["runs"] + arguments + ["--store", store.path])
      #expect(outcome.code == 2 && outcome.error == "grainscope: \(sentence)\n", "\(arguments): \(outcome)")
    }
    let training = ["train", "demand", "--grain", "1d", "--epochs", "2", "--json"]
    let asked = try Program.run(training + ["--store", store.path])
    #expect(asked.code == 2 && asked.error == "grainscope: \(sentence)\n" && asked.output.isEmpty)
    #expect(Witness(store.path).files == before.files)
    // In the usual place nobody asked for it: training goes on.
    let home = folder.appending(path: "home/grainscope")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: store.path, toPath: home.appending(path: "store").path)
    let usual = try Program.run(training, environment: ["XDG_STATE_HOME": folder.appending(path: "home").path])
    #expect(usual.code == 0 && usual.output.contains("\"end\""))
    #expect(
      usual.error.hasPrefix("grainscope: Runs are not kept from here on: The store \(home.path)/store is of version 2"))
  }

  @Test("A checkpoint that is gone or damaged ends nothing but going on with its run")
  func artifacts() throws {
    let (run, other) = (try train(), try train())
    let path = "\(store.path)/runs/\(run)/last.safetensors"
    try Data([1, 2, 3]).write(to: URL(filePath: path))
    let again = "so that run \(run) cannot go on; grainscope runs command \(run) says how to train it again."
    try refused("continue", run, "--epochs", "+2", says: "\(path) is not as it was written, \(again)")
    try FileManager.default.removeItem(atPath: path)
    let gone = "\(path) is gone, perhaps to keep the store within its limit, \(again)"
    try refused("continue", run, "--epochs", "+2", says: gone)
    #expect(try store.runs("show", run).code == 0 && store.runs("command", run).code == 0)
    #expect(try store.runs("continue", other, "--epochs", "+2", "--json").code == 0)
    #expect(try store.listed().count == 2)
    try store.checkIndex("a checkpoint is gone")
  }

  @Test("Where the line of a file is gone, that is said of it, and not that the file was changed")
  func untold() throws {
    let run = try train()
    let (shard, again) = (
      "\(store.path)/runs/\(run)/run.ndjson", "grainscope runs command \(run) says how to train it again."
    )
    let lines = try String(contentsOfFile: shard, encoding: .utf8).split(separator: "\n")
    for (kind, command) in [
      ("last", ["continue", run, "--epochs", "+2"]), ("best", ["export", run, "--csv", "-", "--onnx", "m"]),
    ] {
      let left = lines.filter { !$0.contains(#""kind":"\#(kind)""#) }
      #expect(left.count < lines.count)
      try (left.joined(separator: "\n") + "\n").write(toFile: shard, atomically: true, encoding: .utf8)
      let outcome = try Program.run(["runs"] + command + ["--store", store.path])
      let sentence = "No line of \(shard) tells of \(store.path)/runs/\(run)/\(kind).safetensors any more, so that "
      let rest =
        kind == "last"
        ? "run \(run) cannot go on; \(again)"
        : "nobody knows whether it is whole; give that "
          + "file itself to export what it holds."
      #expect(outcome.code == 2 && outcome.error == "grainscope: \(sentence)\(rest)\n", "\(outcome.error)")
    }
  }

  @Test("A store without its store.json, or with a damaged one, is read as ever, which is said once")
  func label() throws {
    let run = try train()
    let label = "\(store.path)/store.json"
    let whole = try String(contentsOfFile: label, encoding: .utf8)
    let note = "grainscope: \(label) was missing or damaged; it is made anew, as the runs beside it can be read.\n"
    for (text, command) in [
      ("{\"format\"", ["runs", "list"]), ("", ["train", "demand", "--grain", "1d", "--epochs", "1"]),
    ] {
      try text.write(toFile: label, atomically: true, encoding: .utf8)
      let outcome = try Program.run(command + ["--store", store.path])
      #expect(outcome.code == 0 && outcome.error == note, "\(command): \(outcome.error)")
      #expect(try String(contentsOfFile: label, encoding: .utf8) == whole)
    }
    #expect(try store.runs("list").error.isEmpty && store.listed().contains { $0["run"] as? String == run })
  }

  @Test("A store that is removed under a training ends nothing but keeping; asked for by name, its loss is a failure")
  func removed() throws {
    for isNamed in [true, false] {
      let place = folder.appending(path: isNamed ? "named" : "usual/grainscope/store").path
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments =
        ["train", "demand", "--grain", "6h", "--recipe", "mlp", "--epochs", "20000", "--json"]
        + (isNamed ? ["--store", place] : [])
      process.environment = Program.environment(["XDG_STATE_HOME": folder.appending(path: "usual").path])
      let (output, error) = (folder.appending(path: "out"), folder.appending(path: "err"))
      for file in [output, error] { try Data().write(to: file) }
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: error)
      try process.run()
      while process.isRunning, try !String(contentsOf: output, encoding: .utf8).contains("\"epoch\":2,") {
        usleep(5_000)
      }
      try FileManager.default.removeItem(atPath: place)
      process.waitUntilExit()
      let said = try String(contentsOf: error, encoding: .utf8).split(separator: "\n")
      #expect(process.terminationStatus == (isNamed ? 1 : 0))
      #expect(said.first?.hasPrefix("grainscope: Runs are not kept from here on: \(place)/runs/") == true, "\(said)")
      #expect(said.first?.contains("it was removed while the program wrote it") == true, "\(said)")
      let lost = "grainscope: The runs have ended, but the store \(place) does not hold them whole."
      #expect(said.dropFirst().map(String.init) == (isNamed ? [lost] : []))
      #expect(try String(contentsOf: output, encoding: .utf8).contains("\"event\":\"end\""))
    }
  }

  @Test("A run whose data are others now, or gone, is listed and shown, and does not go on")
  func data() throws {
    let (run, other) = (try train(), try train(on: "other.csv"))
    let file = folder.appending(path: "own.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing(",3", with: ",4").write(to: file, atomically: true, encoding: .utf8)
    let changed = try store.runs("continue", run, "--epochs", "+2")
    let prefix = "grainscope: \(file.path) is not the data that run \(run) was trained on (hash "
    #expect(changed.code == 2 && changed.error.hasPrefix(prefix), "\(changed.error)")
    #expect(
      changed.error.hasSuffix("; bring back the original file.\n") && changed.error.split(separator: "\n").count == 1)
    try FileManager.default.removeItem(at: file)
    let gone = try store.runs("continue", run, "--epochs", "+2")
    #expect(gone.code == 2 && gone.error.hasPrefix("grainscope: \(file.path)"), "\(gone.error)")
    #expect(gone.error.split(separator: "\n").count == 1)
    #expect(try store.runs("show", run).code == 0 && store.listed().count == 2)
    #expect(try store.runs("continue", other, "--epochs", "+2", "--json").code == 0)
  }

  @Test("Names and notes from outside never reach a terminal as they are")
  func hostile() throws {
    let escape = "\u{1B}]0;owned\u{7}\u{1B}[31m"
    let (run, other) = (try train(on: "a\(escape)\u{202E}\u{061C}b.csv"), try train())
    for command in ["note", "tag"] { #expect(try store.runs(command, run, "\(escape)\u{202E}\n漢字\u{9B}2J").code == 0) }
    for arguments in [
      ["list"], ["show", run], ["diff", run, other], ["command", run], ["list", "--where", "tag:\u{1B}[31m"],
    ] {
      let outcome = try Program.run(["runs"] + arguments + ["--store", store.path])
      #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
      let harmful = (outcome.output + outcome.error).unicodeScalars.filter { scalar in
        scalar.value != 10 && (scalar.value < 32 || 0x7F..<0xA0 ~= scalar.value)
          || [0x202E, 0x061C].contains(scalar.value)
      }
      #expect(harmful.isEmpty, "\(arguments): \(harmful.map(\.value))")
    }
    #expect(try store.runs("list").output.contains("漢字"))
    // The shell makes the file's name of it again.
    let line = try store.runs("command", run).output
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "test -f \(line.split(separator: " ")[2])"]
    process.environment = Program.environment()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(line)")
  }

  @Test("Another’s shard with such names is no more harmful")
  func hostileShard() throws {
    let run = try train()
    let path = URL(filePath: "\(store.path)/runs/\(run)/run.ndjson")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    let changed = lines.map { line -> String in
      var content = String(line.dropFirst(#"{"sum":"00000000","#.count))
      content = content.replacing(#""rung":"1d""#, with: #""rung":"1d\u001b[31m\u202e""#)
      content = content.replacing(#""recipe":"mlp""#, with: #""recipe":"mlp\u0007""#)
      content = content.replacing(#""command":"train""#, with: #""command":"tr\u001bain""#)
      return #"{"sum":"\#(checkSum(content))",\#(content)"#
    }
    #expect(changed.map { $0 } != lines.map(String.init))
    try (changed.joined(separator: "\n") + "\n").write(to: path, atomically: true, encoding: .utf8)
    for arguments in [["list"], ["show", run], ["diff", run, run]] {
      let outcome = try Program.run(["runs"] + arguments + ["--store", store.path])
      #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
      #expect(!outcome.output.unicodeScalars.contains { [0x1B, 0x07, 0x202E].contains($0.value) }, "\(outcome.output)")
    }
  }

  /// As zlib makes it.
  private func checkSum(_ text: String) -> String {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in text.utf8 {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return String(format: "%08x", ~sum)
  }
}
