import Foundation
import Testing

@Suite("The command line does what its help says")
struct CommandLineTests {
  @Test("train --json: one object a line, the last is end with every rung's scores")
  func trainJSON() throws {
    let outcome = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "1h,1d", "--horizon", "1d", "--epochs", "30", "--json",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let events = try outcome.lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(events.allSatisfy { $0["event"] is String })
    #expect(events.first?["event"] as? String == "session")
    let end = try #require(events.last)
    #expect(end["event"] as? String == "end")
    let rungs = try #require(end["rungs"] as? [[String: Any]])
    #expect(rungs.map { $0["rung"] as? String } == ["1h", "1d"])
    for rung in rungs {
      for (part, origins) in [("validation", 12), ("test", 21)] {
        let scores = try #require(rung[part] as? [String: Any])
        let rmsse = try #require(scores["rmsse"] as? Double)
        #expect(rmsse > 0 && rmsse < 5)
        #expect(scores["skill"] is Double && scores["mase"] is Double)
        #expect(scores["origins"] as? Int == origins)
      }
    }
    let data = try #require(events.first?["data"] as? [String: Any])
    #expect(data["horizon"] as? String == "1d" && data["evaluationGrain"] as? String == "1h")
    #expect(data["band"] as? Double == 0.8 && data["gaps"] as? String == "leave-out" && data["seed"] as? Int == 1)
    #expect(data["grains"] as? [String] == ["1h", "1d"])
    for rung in rungs {
      let settings = try #require(rung["settings"] as? [String: Any])
      // What suits the rung stands in the place of the 0 that asks for it.
      #expect((settings["lookback"] as? Int ?? 0) > 1 && settings["scaler"] as? String == "z-score")
      let test = try #require(rung["test"] as? [String: Any])
      let bands = try #require(test["bands"] as? [[String: Any]])
      #expect(bands.allSatisfy { ($0["coverageBySteps"] as? [Double])?.count == 24 } && test["bandHalfWidths"] == nil)
    }
    #expect(events.count { $0["event"] as? String == "epoch" } == 60)
  }

  @Test("train --json of ridge names the penalty that was taken, of a joined run what its parts score")
  func settingsJSON() throws {
    func rungs(_ recipe: [String]) throws -> [[String: Any]] {
      let outcome = try Program.run(
        ["train", Program.sample("demand.csv"), "--grain", "6h,1d", "--json", "--recipe"] + recipe)
      let line = try #require(outcome.lines.last)
      let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try #require(end["rungs"] as? [[String: Any]])
    }
    for rung in try rungs(["ridge"]) {
      let penalty = try #require(rung["penalty"] as? [String: Any])
      #expect((penalty["penalty"] as? Double ?? 0) > 0 && (penalty["tried"] as? Int ?? 0) >= 14)
      #expect((rung["finding"] as? String)?.contains("before an origin") == true)
      #expect(penalty["isAtEdge"] as? Bool == false)
      #expect(
        penalty["validationError"] as? Double == rung["bestValidationLoss"] as? Double || rung["validationLoss"] != nil)
    }
    let joined = try #require(try rungs(["per-grain", "--epochs", "2"]).first)
    let parts = try #require((joined["test"] as? [String: Any])?["parts"] as? [[String: Any]])
    #expect(parts.map { $0["rung"] as? String } == ["6h", "1d"] && parts.allSatisfy { $0["scores"] is [String: Any] })
  }

  @Test("The same seed prints the same weights at any number of threads, another seed others")
  func determinism() throws {
    func weights(_ arguments: [String]) throws -> [String] {
      let common = ["train", Program.sample("demand.csv"), "--grain", "3h,6h,1d", "--epochs", "3", "--json"]
      let outcome = try Program.run(common + arguments)
      let line = try #require(outcome.lines.last)
      let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try #require(end["rungs"] as? [[String: Any]]).compactMap { $0["weights"] as? String }
    }
    let one = try weights(["--threads", "1"])
    #expect(one.count == 3 && Set(one).count == 3)
    #expect(try weights(["--threads", "2"]) == one)
    #expect(try weights(["--threads", "5"]) == one)
    #expect(try weights(["--seed", "2"]) != one)
  }

  @Test("Digits train at three resolutions, and finer ones do better")
  func digits() throws {
    let outcome = try Program.run([
      "train", Program.sample("digits.csv"), "--grain", "8x8,4x4,2x2", "--epochs", "60", "--json",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let line = try #require(outcome.lines.last)
    let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let rungs = try #require(end["rungs"] as? [[String: Any]])
    let accuracies = rungs.compactMap { ($0["validation"] as? [String: Any])?["accuracy"] as? Double }
    #expect(rungs.compactMap { $0["rung"] as? String } == ["8×8", "4×4", "2×2"])
    #expect(accuracies.count == 3 && accuracies == accuracies.sorted(by: >))
    #expect((accuracies.first ?? 0) > 0.9)
  }

  @Test("Columns of a table stand under each other where a class is written in wide characters")
  func wideClasses() throws {
    let folder = try Program.temporaryFolder()
    let data = folder.appending(path: "animals.csv")
    let rows = (0..<60).map { "\($0 % 7),\($0 % 2 == 0 ? "猫" : "dog")" }
    try ("weight,animal\n" + rows.joined(separator: "\n") + "\n").write(to: data, atomically: true, encoding: .utf8)
    let outcome = try Program.run(["train", data.path, "--target", "animal", "--epochs", "1"])
    #expect(outcome.code == 0, "\(outcome.error)")
    let wide = try #require(outcome.lines.first { $0.hasPrefix("猫") })
    let narrow = try #require(outcome.lines.first { $0.hasPrefix("dog") })
    #expect(wide.count + 1 == narrow.count, "\(outcome.output)")
  }

  @Test("A journal replays to identical bits; a changed file is refused")
  func replay() throws {
    let folder = try Program.temporaryFolder()
    let data = folder.appending(path: "demand.csv")
    try FileManager.default.copyItem(atPath: Program.sample("demand.csv"), toPath: data.path)
    let journal = folder.appending(path: "run.journal").path
    let trained = try Program.run(["train", data.path, "--grain", "6h,1d", "--epochs", "4", "--journal", journal])
    #expect(trained.code == 0, "\(trained.error)")
    let replayed = try Program.run(["replay", journal])
    #expect(replayed.code == 0, "\(replayed.output)\(replayed.error)")
    #expect(replayed.lines.count == 2 && replayed.lines.allSatisfy { $0.hasSuffix("identical") })
    // A journal that ends too early is no success: in the middle of a line, and before the end of a run.
    let lines = try String(contentsOfFile: journal, encoding: .utf8)
    let cut = folder.appending(path: "cut.journal").path
    try String(lines.dropLast(20)).write(toFile: cut, atomically: true, encoding: .utf8)
    let torn = try Program.run(["replay", cut])
    #expect(torn.code == 1 && torn.error.contains("is cut off"), "\(torn)")
    let whole = lines.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    try whole.write(toFile: cut, atomically: true, encoding: .utf8)
    let open = try Program.run(["replay", cut])
    #expect(open.code == 1 && open.error.contains("did not end in the journal"), "\(open)")
    let text = try String(contentsOf: data, encoding: .utf8)
    try text.replacing("22262", with: "22263", maxReplacements: 1).write(to: data, atomically: true, encoding: .utf8)
    let changed = try Program.run(["replay", journal])
    #expect(changed.code == 2)
    #expect(changed.error.contains("not the data that the journal was made with"))
  }

  @Test(
    "What is left out of the data stands beside the scores of every command",
    arguments: ["train", "evaluate", "choose", "reconcile", "adapt"])
  func notes(command: String) throws {
    let data = try Program.temporaryFolder().appending(path: "demand.csv")
    var lines = try String(contentsOfFile: Program.sample("demand.csv"), encoding: .utf8).split(separator: "\n")
    lines.insert(lines[9], at: 10)
    lines[20] = "soon" + lines[20].drop { $0 != "," }
    try (lines.enumerated().map { "\($0.element),\($0.offset == 0 ? "day" : "x")" }.joined(separator: "\n") + "\n")
      .write(to: data, atomically: true, encoding: .utf8)
    let quick = command == "adapt" ? ["--budget", "1k", "--seeds", "1", "--policy", "even"] : ["--recipe", "ridge"]
    let arguments = [command, data.path, "--grain", "6h,1d"] + quick
    let sentences = [
      "one row has no readable stamp and is left out", "repeats a stamp and is left out",
      "1 column of the file is read by no model: day (holds text)",
    ]
    let text = try Program.run(arguments)
    let json = try Program.run(arguments + ["--json"])
    for sentence in sentences {
      #expect(text.output.contains("Note: ") && text.output.contains(sentence), "\(text)")
      #expect(json.output.contains("\"remarks\"") && json.output.contains(sentence), "\(json)")
    }
  }

  @Test("ridge, naive and linear2 run on the fine series", arguments: ["ridge", "naive", "seasonal-naive", "linear2"])
  func recipes(recipe: String) throws {
    let outcome = try Program.run(
      ["train", Program.sample("demand.csv"), "--grain", "6h,1d", "--recipe", recipe]
        + (recipe == "linear2" ? ["--epochs", "2"] : []))
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.output.contains("RMSSE"))
  }

  @Test("A knob's option is in the help with its range, is held to it, and is none where it is misspelt")
  func knobs() throws {
    let help = try Program.run(["train", "--help"]).output
    let options = ["--beta2 <share>", "--warm-up <epochs>", "--peak <share>", "--period-growth <times>", "--tau"]
    #expect(options.allSatisfy(help.contains), "\(help)")
    let demand = Program.sample("demand.csv")
    for command in ["train", "evaluate", "choose", "picture"] {
      let refused = try Program.run([command, demand, "--beta2", "1"])
      #expect(refused.code == 2)
      #expect(refused.error.contains("--beta2: β₂ 1 is out of range; give a number from 0 to 0.9999."))
    }
    let misspelt = try Program.run(["train", demand, "--beta3", "0.9"])
    #expect(misspelt.code == 2 && misspelt.error.contains("Unknown option '--beta3'. Did you mean '--beta2'?"))
    let empty = try Program.run(["train", demand, "--warm-up"])
    #expect(empty.code == 2 && empty.error.contains("Missing value for '--warm-up <epochs>'"))
  }

  @Test("Bad input gets one sentence and exit code 2")
  func badInput() throws {
    let folder = try Program.temporaryFolder()
    func file(_ name: String, _ bytes: Data) throws -> String {
      let path = folder.appending(path: name)
      try bytes.write(to: path)
      return path.path
    }
    let cases: [(name: String, path: String)] = [
      ("missing", folder.appending(path: "nothing.csv").path),
      ("folder", folder.path),
      ("empty", try file("empty.csv", Data())),
      ("headless", try file("header.csv", Data("time,demand\n".utf8))),
      ("all missing", try file("missing.csv", Data("time,demand\n2020-01-01,NA\n2020-01-02,NA\n2020-01-03,NA\n".utf8))),
      ("binary", try file("binary.csv", Data([0, 1, 2, 0, 255, 254, 0, 0, 7, 8]))),
    ]
    for (name, path) in cases {
      for command in [["train", path], ["inspect", path], ["picture", path], [path]] {
        let outcome = try Program.run(command)
        #expect(outcome.code == 2, "\(name): \(command.first ?? "") ended with \(outcome.code): \(outcome.error)")
        #expect(outcome.error.split(separator: "\n").count == 1, "\(name): \(outcome.error)")
        #expect(outcome.output.isEmpty || command[0] == "train", "\(name): \(outcome.output)")
      }
    }
  }

  @Test(
    "Wrong usage ends with 2 and says what is right",
    arguments: [
      (["train", "demand", "--recipe", "mpl"], "mlp"),
      (["train", "demand", "--horizon", "1x"], "1d"),
      (["train", "demand", "--grain", "7min"], "30min"),
      (["train", "demand", "--target", "demnd"], "demand"),
      (["train", "demand", "--units", "a,b"], "64,32"),
      (["nosuchcommand.csv"], "samples"),
      (["picture", "demand", "--size", "big"], "120x36"),
      (["picture", "demand", "--theme", "nosuch"], "dark"),
      (["replay", "/dev/null"], "journal"),
      (["train", "demand", "--threads", "0"], "from 1 to 1024"),
      (["sharing", "demand", "--grain", "1h,3h", "--seeds", "0"], "from 1 to 1000"),
    ])
  func wrongUsage(arguments: [String], remedy: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 2, "\(arguments): \(outcome.code) \(outcome.error)")
    #expect(outcome.error.contains(remedy), "\(arguments): \(outcome.error)")
  }

  @Test("Help, version and completions end with 0")
  func help() throws {
    for arguments in [
      ["--help"], ["train", "--help"], ["--version"], ["--generate-completion-script", "bash"], ["samples"],
      ["samples", "--json"],
    ] {
      let outcome = try Program.run(arguments)
      #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
      #expect(!outcome.output.isEmpty)
    }
  }

  @Test(
    "inspect tells step, columns and ladder",
    arguments: ["demand.csv", "co2.csv", "machine-load.csv", "digits.csv", "generated-waves.csv"])
  func inspect(sample: String) throws {
    let outcome = try Program.run(["inspect", Program.sample(sample), "--json"])
    #expect(outcome.code == 0, "\(outcome.error)")
    let object = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect((object["rows"] as? Int ?? 0) > 500)
    #expect((object["ladder"] as? [Any])?.isEmpty == false)
  }
}
