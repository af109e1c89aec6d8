import Foundation
import Testing

@Suite("Kept runs are shown as they were, and ranked beside those alone that they may be compared with")
struct RunComparisonTests {
  private let folder: URL
  private var store: String { folder.appending(path: "store").path }

  init() throws { folder = try Program.temporaryFolder() }

  private func train(_ arguments: String...) throws {
    let outcome = try Program.run(
      ["train", "demand", "--grain", "1d", "--recipe", "mlp", "--no-test", "--json", "--store", store] + arguments)
    #expect(outcome.code == 0, "\(outcome.error)")
  }

  private func runs(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["runs"] + arguments + ["--store", store])
  }

  private func listed(_ arguments: String...) throws -> [[String: Any]] {
    try Program.run(["runs", "list", "--json", "--store", store] + arguments).lines.map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private func name(_ conditions: String...) throws -> String {
    let found = try listed("--where", conditions.joined(separator: " "))
    return try #require(found.first?["run"] as? String)
  }

  /// Hash of the newest weights, and the losses by step.
  private func trained(_ run: String) throws -> (weights: String, losses: [Int: Double]) {
    let page = try #require(
      JSONSerialization.jsonObject(with: Data(try runs("show", run, "--json").output.utf8)) as? [String: Any])
    let metrics = try #require(page["metrics"] as? [[String: Any]])
    return (
      try #require((page["end"] as? [String: Any])?["lastWeights"] as? String),
      Dictionary(
        uniqueKeysWithValues: metrics.compactMap { row in
          (row["step"] as? Int).flatMap { step in (row["trainingLoss"] as? Double).map { (step, $0) } }
        })
    )
  }

  /// Keeps what a session would have: a run whose batch was turned at step 4, and a branch of it from there that breaks down.
  private func importSession() throws {
    let journal = folder.appending(path: "session.journal")
    let made = try Program.run([
      "train", "demand", "--grain", "1d", "--epochs", "5", "--optimizer", "sgd", "--no-store", "--json", "--journal",
      journal.path,
    ])
    #expect(made.code == 0, "\(made.error)")
    let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n").map(String.init)
    var branch = try #require(JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
    branch["sum"] = nil
    var knobs = try #require(branch["knobs"] as? [String: String])
    // 10, the largest.
    knobs["learningRate"] = "x4024000000000000"
    (branch["knobs"], branch["run"], branch["parent"], branch["parentStep"]) = (knobs, 1, 0, 4)
    let turned =
      #"{"line":"command","run":0,"step":4,"command":"set","knob":"batch","old":"32","new":"16","shown":"batch"}"#
    let end = #"{"line":"end","run":1,"step":10,"epoch":5,"reason":"completed","weights":"0000000000000000"}"#
    let forked = String(decoding: try JSONSerialization.data(withJSONObject: branch), as: UTF8.self)
    let (fork, turn, last) = (Program.summed(forked), Program.summed(turned), Program.summed(end))
    try [lines[0], lines[1], fork, turn, lines[2], last].joined(separator: "\n").write(
      to: journal, atomically: true, encoding: .utf8)
    // The weights are not those that the journal names; the runs are kept.
    #expect(try runs("import", journal.path).code == 1)
  }

  @Test("A knob that was turned midway is shown with all of its values, in list, page and difference")
  func turned() throws {
    try importSession()
    let all = try listed("--sort", "step")
    let first = try #require(all.first { $0["parent"] == nil }?["run"] as? String)
    #expect(all.first { $0["parent"] == nil }?["turned"] as? [String: [String]] == ["batch": ["32", "16"]])
    #expect(try runs("list").output.contains("batch 32→16"))
    #expect(try runs("list", "--csv").output.contains(",batch 32→16,"))
    #expect(try runs("show", first).output.contains("batch 32→16, "))
    let command = try runs("command", first)
    #expect(
      command.error
        == "grainscope: Run \(first), whose batch changed after its first step, is repeated by no single command: this one "
        + "trains from the beginning with the knobs as they are now.\n")
    #expect(command.output.contains(" --batch 16"))
  }

  @Test("A difference names the branch and its fork, and how a run broke down")
  func difference() throws {
    try importSession()
    let all = try listed()
    let first = try #require(all.first { $0["parent"] == nil }?["run"] as? String)
    let branch = try #require(all.first { $0["parent"] != nil }?["run"] as? String)
    let text = try runs("diff", first, branch).output
    #expect(text.contains("parent") && text.contains("\(first), up to step 4"), "\(text)")
    #expect(text.contains("failure"), "\(text)")
    #expect(try runs("show", branch).output.contains("parent      \(first), up to step 4"))
    #expect(
      try runs("command", branch).error
        == "grainscope: Run \(branch), a branch at step 4, which no single command repeats: this one trains its knobs from "
        + "the beginning.\n")
  }

  @Test("What was continued under a schedule over the plan is said, and repeated as far as is said")
  func continued() throws {
    try train("--epochs", "5", "--schedule", "cosine")
    let run = try name("grain:1d")
    #expect(try runs("continue", run, "--epochs", "+5").code == 0)
    let command = try runs("command", run)
    #expect(
      command.error
        == "grainscope: Run \(run), whose schedule was laid out over 5 epochs up to step 10 and over 10 since, is repeated by "
        + "no single command: this one lays it out over all of them; with --epochs 5 it repeats the run up to step 10.\n"
    )
    let own = try trained(run)
    let words = command.output.split { $0 == " " || $0 == "\n" }.dropFirst().map(String.init)
    let place = try #require(words.firstIndex(of: "--epochs"))
    #expect(words[place + 1] == "10")
    // What is printed, and the part that it says is repeated.
    #expect(try Program.run(words + ["--store", store]).code == 0)
    let again = try trained(try name("epochs-done=10 run!=\(run)"))
    #expect(again.weights != own.weights)
    var shorter = words
    shorter[place + 1] = "5"
    #expect(try Program.run(shorter + ["--store", store]).code == 0)
    let part = try trained(try name("epochs-done=5"))
    #expect(part.losses.keys.max() == 10 && part.losses.allSatisfy { own.losses[$0.key] == $0.value })
    // Without such a schedule the further epochs are the same as if they had been planned.
    try train("--epochs", "5", "--dropout", "0.1")
    let plain = try name("epochs-done=5 dropout=0.1")
    #expect(try runs("continue", plain, "--epochs", "+5").code == 0)
    #expect(try runs("command", plain).error.isEmpty)
    #expect(try runs("list", "--where", "dropout=0.1").output.contains("epochs 5→10"))
  }

  @Test("What diverged stands behind all that are ranked, marked, and of equal scores the cheaper is first")
  func unranked() throws {
    try train("--epochs", "1", "--learning-rate", "1e-6")
    // Its best epoch is better than what hardly learnt at all; then the schedule raises the rate too far.
    let broken = try Program.run([
      "train", "demand", "--grain", "1d", "--recipe", "mlp", "--no-test", "--json", "--store", store, "--epochs", "100",
      "--schedule", "one-cycle", "--optimizer", "momentum", "--momentum", "0", "--learning-rate", "0.5", "--clip-norm",
      "0",
    ])
    #expect(broken.code == 1 && broken.error.contains("what was printed for each says why"), "\(broken.error)")
    let found = try listed("--sort", "validation")
    try #require(found.count == 2)
    try #require(found.map { $0["status"] as? String } == ["completed", "diverged"], "\(found)")
    #expect(found.map { $0["unranked"] as? String } == [nil, "diverged"])
    let scores = found.compactMap { $0["validation"] as? Double }
    #expect(scores.count == 2 && scores[1] < scores[0], "by its score alone it would be first: \(scores)")
    #expect(try listed("--sort", "best-loss").map { $0["unranked"] as? String } == [nil, "diverged"])
    let lines = try runs("list", "--sort", "validation").lines
    let line = try #require(lines.first { $0.contains("not ranked: it diverged") })
    #expect(line.contains("(") && lines.count { $0.contains("not ranked") } == 1)
    #expect(try runs("list", "--csv").lines[0].contains(",validation,accuracy,unranked,origins,"))
  }

  @Test("Runs at other origins are sorted by themselves")
  func ranked() throws {
    try train("--epochs", "3")
    try train("--epochs", "9")
    try train("--epochs", "3", "--horizon", "1w")
    let found = try listed("--sort", "validation")
    // Newest first.
    #expect(found.compactMap { $0["origins"] as? Int } == [6, 12, 12])
    let scores = found[1...2].compactMap { $0["validation"] as? Double }
    #expect(scores.count == 2 && scores[0] < scores[1])
    #expect(try listed("--sort", "validation", "--limit", "2").compactMap { $0["origins"] as? Int } == [6, 12])
    let text = try runs("list", "--sort", "validation").output
    #expect(
      text.hasSuffix(
        "\nEach list is sorted by itself: scores on other data, at other origins or of another task are not ranked "
          + "together.\n"))
    #expect(text.contains("demand.csv, judged at 6 validation origins\n"))
  }

  @Test("Data of one name and other content stand apart")
  func otherData() throws {
    let file = folder.appending(path: "load.csv")
    let text = try String(contentsOfFile: Program.sample("demand.csv"), encoding: .utf8)
    var lines = text.split(separator: "\n").map(String.init)
    for digit in ["1", "2"] {
      lines[5] += digit
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
      let outcome = try Program.run([
        "train", file.path, "--grain", "1d", "--epochs", "2", "--no-test", "--json", "--store", store,
      ])
      #expect(outcome.code == 0)
    }
    let hashes = Set(try listed().compactMap { $0["dataHash"] as? String })
    #expect(hashes.count == 2)
    let list = try runs("list").output
    for hash in hashes { #expect(list.contains("origins (data \(hash.prefix(8)), origins "), "\(list)") }
  }
}
