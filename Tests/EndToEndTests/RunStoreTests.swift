import Foundation
import Testing

@Suite("Runs are kept, whatever ends the program")
struct RunStoreTests {
  private let folder: URL
  private var store: String { folder.appending(path: "store").path }

  init() throws { folder = try Program.temporaryFolder() }

  private func train(_ more: [String] = [], store: String? = nil) throws -> Program.Outcome {
    try Program.run(
      ["train", Program.sample("demand.csv"), "--grain", "6h,1d", "--epochs", "3", "--json"] + more
        + ["--store", store ?? self.store])
  }

  private func runs(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["runs"] + arguments + ["--store", store])
  }

  private func listed(_ arguments: String...) throws -> [[String: Any]] {
    let outcome = try Program.run(["runs", "list", "--json", "--store", store] + arguments)
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome.error)")
    return try outcome.lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test("train keeps a run a rung; they are listed, filtered, shown, compared, marked, thrown away and brought back")
  func story() throws {
    #expect(try train().code == 0 && train(["--learning-rate", "0.01", "--no-test"]).code == 0)
    let all = try listed()
    #expect(all.count == 4 && all.allSatisfy { $0["status"] as? String == "completed" })
    #expect(try listed("--where", "rate=0.01 grain:1d").count == 1)
    #expect(try listed("--where", "rate<0.01", "--sort", "validation").count == 2)
    let names = all.compactMap { $0["run"] as? String }
    let hidden = try runs("show", names[0])
    #expect(hidden.output.contains("not looked at yet; --test shows it, and notes that"))
    #expect(try runs("show", names[2]).output.contains("looked at once, first"))
    #expect(try runs("show", names[0], "--test").output.contains("looked at once, first"))
    let difference = try runs("diff", names[0], String(names[2].prefix(6)))
    #expect(difference.output.contains("learning rate") && !difference.output.contains("weight decay"))
    for arguments in [["note", names[0], "worth a look"], ["tag", names[0], "base"], ["star", names[0]]] {
      #expect(try Program.run(["runs"] + arguments + ["--store", store]).code == 0)
    }
    let text = try runs("list", "--where", "star=yes tag:base").output
    #expect(text.contains("☆, #base, worth a look") && text.contains("demand.csv, judged at 12 validation origins"))
    #expect(try runs("rm", names[0]).code == 0 && listed().count == 3 && listed("--trash").count == 1)
    #expect(try runs("restore", names[0]).code == 0 && listed().count == 4)
    #expect(try runs("index").output == "4 runs are in the index.\n" && listed().count == 4)
  }

  @Test("runs list --latex: a tabular that needs no package, with every sign escaped; one form at a time")
  func latex() throws {
    let data = folder.appending(path: "50%_a&b.csv")
    try FileManager.default.copyItem(atPath: Program.sample("demand.csv"), toPath: data.path)
    for rate in ["0.001", "0.01"] {
      let outcome = try Program.run(
        ["train", data.path, "--grain", "1d", "--epochs", "2", "--learning-rate", rate, "--store", store])
      #expect(outcome.code == 0, "\(outcome.error)")
    }
    let lines = try runs("list", "--latex", "--sort", "validation").lines
    #expect(lines[0].hasPrefix("% 50%_a&b.csv"), "\(lines)")
    #expect(lines[1] == #"\begin{tabular}{lllrrrl}"# && lines[2] == #"\hline"#, "\(lines)")
    #expect(lines[3] == #"run & grain & recipe & learning rate & epochs & RMSSE & status \\"#, "\(lines)")
    #expect(lines.count == 9 && lines[8] == #"\end{tabular}"#)
    #expect(lines[5].hasSuffix(#"completed \\"#) && lines[5].split(separator: "&").count == 7)
    let both = try runs("list", "--latex", "--csv")
    #expect(both.code == 2 && both.error.contains("--latex"))
  }

  @Test("The room that a store may take is told, and old states go beyond it, which is said")
  func room() throws {
    let settings = folder.appending(path: "settings/grainscope")
    try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
    let home = ["XDG_CONFIG_HOME": folder.appending(path: "settings").path]
    #expect(try train().code == 0)
    #expect(try Program.run(["runs", "disk", "--store", store], environment: home).output.contains("At most 10"))
    try Data("[runs]\nlimit = \"0.01 MB\"\n".utf8).write(to: settings.appending(path: "config.toml"))
    #expect(try Program.run(["runs", "disk", "--store", store], environment: home).output.contains("More than the 10"))
    let again = try Program.run(
      ["train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "2", "--store", store], environment: home)
    #expect(again.code == 0 && again.error.contains("the last states of 2 old runs were removed"), "\(again.error)")
    // What is left of them is listed, forecasts, and says why it is not gone on with.
    let run = try #require(listed("--where", "grain:1d").last?["run"] as? String)
    let kept = store + "/runs/\(run)/best.safetensors"
    #expect(try Program.run(["forecast", Program.sample("demand.csv"), "--model", kept]).code == 0)
    let further = try runs("continue", run, "--epochs", "+2")
    #expect(further.code == 2 && further.error.contains("within its limit"), "\(further.error)")
  }

  @Test("The command of a run trains the same weights again")
  func command() throws {
    #expect(try train(["--dropout", "0.1"]).code == 0)
    let name = try #require(try listed("--where", "grain:1d").first?["run"] as? String)
    let line = try runs("command", name)
    #expect(line.output.hasPrefix("grainscope train \(Program.sample("demand.csv")) "), "\(line)")
    let words = line.output.split { $0 == " " || $0 == "\n" }.dropFirst().map(String.init)
    #expect(try Program.run(words + ["--store", store]).code == 0)
    let weights = try listed("--where", "grain:1d").map { row in
      let shown = try runs("show", try #require(row["run"] as? String), "--json")
      let page = try #require(JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
      return try #require((page["end"] as? [String: Any])?["lastWeights"] as? String)
    }
    #expect(weights.count == 2 && Set(weights).count == 1)
  }

  @Test("A program that is killed leaves a run that is interrupted")
  func killed() throws {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = [
      "train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "1000000", "--json", "--store", store,
    ]
    process.environment = Program.environment()
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    while try listed("--where", "status:running epochs-done>2").isEmpty { usleep(20_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let left = try #require(try listed().first)
    #expect(left["status"] as? String == "interrupted" && (left["epochs"] as? Int ?? 0) > 2)
  }

  /// Ends a program in mid-run, and goes on with what it left.
  ///
  /// - Returns: hashes of the last and of the best weights in the end.
  private func weights(endedBy signal: Int32, _ training: [String], _ left: Int32) throws -> [String] {
    let process = Process()
    // Whoever runs the tests may ignore signals, which the program would take for its user's wish, as that of `nohup`.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["--default-signal=TERM", Program.path, "train"] + training
      + ["--json", "--checkpoint-every", "0.3", "--store", store]
    process.environment = Program.environment()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while try listed("--where", "epochs-done>40").isEmpty { usleep(5_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == left)
    let run = try #require(try listed().first?["run"] as? String)
    if try listed("--where", "status=interrupted").isEmpty { return try ended(run) }
    let outcome = try Program.run(["runs", "continue", run, "--json", "--store", store])
    #expect(outcome.code == 0, "\(outcome.error)")
    return try ended(run)
  }

  private func ended(_ run: String) throws -> [String] {
    let page = try #require(
      JSONSerialization.jsonObject(with: Data(try runs("show", run, "--json").output.utf8)) as? [String: Any])
    let end = try #require(page["end"] as? [String: Any])
    #expect((page["metrics"] as? [[String: Any]])?.last?["step"] as? Int == end["steps"] as? Int)
    return try [#require(end["lastWeights"] as? String), #require(end["weights"] as? String)]
  }

  @Test(
    "A run that was cut off goes on to the bits of one that never was",
    arguments: [
      (
        ["demand", "--grain", "6h", "--dropout", "0.2", "--schedule", "plateau", "--epochs", "20000"], SIGKILL, Int32(9)
      ),
      (["demand", "--grain", "6h,1d", "--recipe", "coupled", "--epochs", "20000"], SIGTERM, Int32(143)),
    ])
  func goesOn(training: [String], signal: Int32, left: Int32) throws {
    let uncut = try Program.run(["train"] + training + ["--json", "--store", store + "-uncut"])
    let line = try #require(uncut.lines.last)
    let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let rung = try #require((end["rungs"] as? [[String: Any]])?.first)
    let wanted = [rung["lastWeights"] as? String ?? "", rung["weights"] as? String ?? ""]
    #expect(try weights(endedBy: signal, training, left) == wanted)
  }

  @Test("A run that has ended goes on with further epochs, and one that cannot says why")
  func furtherEpochs() throws {
    #expect(try train().code == 0)
    let run = try #require(try listed("--where", "grain:1d").first?["run"] as? String)
    let done = try runs("continue", run)
    #expect(done.code == 2)
    #expect(done.error == "grainscope: Run \(run) has done its 3 epochs; ask for more, as --epochs +200.\n")
    #expect(try Program.run(["runs", "continue", run, "--epochs", "+4", "--store", store]).code == 0)
    let uncut = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "6h,1d", "--epochs", "7", "--store", store,
    ])
    #expect(uncut.code == 0)
    let names = try listed("--where", "grain:1d").compactMap { $0["run"] as? String }
    #expect(try names.count == 2 && Set(names.map { try ended($0) }).count == 1)
    #expect(try runs("show", run).output.contains("@6 epochs 3 → 7"))
    let checkpoint = store + "/runs/\(run)/last.safetensors"
    var bytes = try Data(contentsOf: URL(filePath: checkpoint))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: URL(filePath: checkpoint))
    let damaged = try runs("continue", run, "--epochs", "9")
    #expect(damaged.code == 2 && damaged.error.hasPrefix("grainscope: \(checkpoint) is not as it was written"))
  }

  @Test("evaluate keeps a run for each seed; a journal's runs are imported with their test looks")
  func others() throws {
    let evaluated = try Program.run([
      "evaluate", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "9", "--seeds", "3", "--json", "--store",
      store,
    ])
    #expect(evaluated.code == 0, "\(evaluated.error)")
    let seeds = try listed("--sort", "seed")
    #expect(seeds.compactMap { $0["seed"] as? Int } == [1, 2, 3])
    #expect(Set(seeds.compactMap { $0["seedGroup"] as? String }).count == 1)
    #expect(seeds.allSatisfy { $0["command"] as? String == "evaluate" && $0["status"] as? String == "completed" })
    let journal = folder.appending(path: "run.journal").path
    let trained = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "4", "--journal", journal, "--no-store",
      "--json",
    ])
    #expect(trained.code == 0)
    #expect(try runs("import", journal).output == "1 run was imported.\n")
    let imported = try #require(try listed("--where", "command=import").first?["run"] as? String)
    #expect(try trained.output.contains(#require(ended(imported).first)))
    // Once more it is there already, and so is what its own session kept.
    let known = "0 runs were imported.\n1 run is in the store already, as \(imported), and was not imported again.\n"
    #expect(try runs("import", journal).output == known && listed("--where", "command=import").count == 1)
    let other = folder.appending(path: "other.journal").path
    let kept = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "3", "--journal", other, "--store", store,
    ])
    #expect(kept.code == 0)
    #expect(try runs("import", other).output.contains(" is in the store already, as "))
    #expect(try listed("--where", "run:\(imported.prefix(5))").count == 1 && listed("--where", "run:l").isEmpty)
  }

  @Test("Two programs at once lose nothing")
  func together() throws {
    let processes = try (0..<2).map { seed in
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments = [
        "train", Program.sample("demand.csv"), "--grain", "6h,1d", "--epochs", "5", "--seed", "\(seed)", "--json",
        "--store", store,
      ]
      process.environment = Program.environment()
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    #expect(processes.map(\.terminationStatus) == [0, 0])
    let found = try listed()
    #expect(found.count == 4 && found.allSatisfy { $0["status"] as? String == "completed" })
    #expect(Set(found.compactMap { $0["seed"] as? Int }) == [0, 1])
  }

  @Test("The store changes no weight; without it nothing is written")
  func weights() throws {
    let kept = try train()
    let unkept = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "6h,1d", "--epochs", "3", "--json", "--no-store",
    ])
    func weights(_ outcome: Program.Outcome) throws -> [String] {
      let line = try #require(outcome.lines.last)
      let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try #require(end["rungs"] as? [[String: Any]]).compactMap { $0["lastWeights"] as? String }
    }
    #expect(try weights(kept) == weights(unkept) && weights(kept).count == 2)
    #expect(try listed().count == 2)
  }

  @Test(
    "A store that cannot be written is said in one sentence: an error where it was asked for by name, else a remark")
  func unwritable() throws {
    let file = folder.appending(path: "file")
    try Data().write(to: file)
    let asked = try train(store: file.path + "/store")
    #expect(asked.code == 2 && asked.output.isEmpty)
    #expect(
      asked.error
        == "grainscope: \(file.path)/store cannot be written: Not a directory; make room or give another folder with "
        + "--store, or train with --no-store.\n")
    let usual = try Program.run(
      ["train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "1"],
      environment: ["XDG_STATE_HOME": file.path])
    #expect(usual.code == 0 && usual.output.contains("RMSSE"))
    #expect(usual.error.hasPrefix("grainscope: Runs are not kept from here on: \(file.path)/grainscope/store cannot"))
  }

  @Test(
    "What is asked of a run and cannot be had is one sentence",
    arguments: [
      (["show", "zzz"], "No run’s name begins with zzz; grainscope runs list shows all."),
      (
        ["list", "--where", "rate~3"], "“rate~3” is no condition; give a name, a comparison and a value, as rate<1e-2."
      ),
      (["list", "--where", "rat<3"], "Runs have no “rat”; did you mean learning-rate, rate, rate-factor?"),
      (["list", "--where", "grain<3"], "grain is a text, which is neither less nor greater; compare it by : or !=."),
      (["list", "--where", "seed:x"], "seed is compared with a number, not with “x”."),
    ])
  func refusals(arguments: [String], sentence: String) throws {
    let outcome = try Program.run(["runs"] + arguments + ["--store", store])
    #expect(outcome.code == 2 && outcome.error.hasPrefix("grainscope: " + sentence), "\(outcome.error)")
  }

  @Test("The tests' own program keeps its runs away from the user's")
  func isolation() throws {
    let home = try Program.temporaryFolder()
    let trained = try Program.run(
      ["train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "1"], environment: ["HOME": home.path])
    #expect(trained.code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
    let state = try #require(Program.environment()["XDG_STATE_HOME"])
    #expect(FileManager.default.fileExists(atPath: state + "/grainscope/store/store.json"))
  }
}
