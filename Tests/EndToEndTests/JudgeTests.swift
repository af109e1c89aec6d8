import Foundation
import Testing

/// Judging and auditing with the real program.
@Suite("evaluate and audit")
struct JudgeTests {
  private struct Evaluation: Decodable {
    struct Column: Decodable {
      let grain: String
      let scores: Scores
    }
    struct Scores: Decodable {
      let origins: Int
      let rmsse: Double?
    }
    struct Rung: Decodable {
      let rung: String
      let rank: Int
      let validation, test: Part
      let seedChangesNothing: Bool
      let paretoFront: Bool
    }
    struct Part: Decodable {
      let origins: Int
      let mean: Double
      let halfWidth: Double?
      let errors: [Double]
      let matrix: [Column]
    }
    struct Baseline: Decodable {
      struct Part: Decodable { let matrix: [Column] }
      let validation, test: Part
    }
    let rungs: [Rung]
    let baselines: [String: Baseline]
    let verdicts: [String]
  }

  @Test("The matrix has every model, both naive forecasts and the origins; seeds have intervals and a verdict")
  func evaluate() throws {
    let arguments = ["evaluate", Program.sample("demand.csv"), "--grain", "1h,1d", "--horizon", "1d"]
    let text = try Program.run(arguments + ["--recipe", "ridge", "--measure", "RMSSE"])
    #expect(text.code == 0, "\(text.error)")
    for word in ["RMSSE at", "1h", "1d", "seasonal 1w", "naive", "origins", "*", "MACs", "front"] {
      #expect(text.output.contains(word), "“\(word)” is missing in\n\(text.output)")
    }
    let outcome = try Program.run(
      arguments + ["--recipe", "linear2", "--epochs", "2", "--seeds", "3", "--threads", "2", "--json"])
    let found = try JSONDecoder().decode(Evaluation.self, from: Data(outcome.output.utf8))
    #expect(found.rungs.map(\.rung) == ["1h", "1d"])
    for rung in found.rungs {
      #expect(!rung.seedChangesNothing)
      for (part, origins) in [(rung.validation, 12), (rung.test, 21)] {
        #expect(part.errors.count == 3 && part.halfWidth ?? 0 > 0 && part.origins == origins)
        #expect(part.matrix.map(\.grain) == ["1h", "1d"] && part.matrix.allSatisfy { $0.scores.origins == origins })
        let mean = try #require(part.matrix.first?.scores.rmsse)
        #expect(abs(mean - part.mean) < 1e-9 || rung.rung == "1d")
      }
    }
    let best = found.rungs.min { $0.validation.mean < $1.validation.mean }
    #expect(best?.rank == 1 && best?.paretoFront == true)
    #expect(Set(found.baselines.keys) == ["naive", "seasonalNaive"])
    #expect(found.baselines.values.allSatisfy { $0.validation.matrix.count == 2 && $0.test.matrix.count == 2 })
    #expect(found.verdicts.first?.contains("over 3 seeds") == true)
    #expect(try Program.run(arguments + ["--measure", "beauty"]).code == 2)
  }

  @Test("A grain that has too few rows to learn is left out with the reason, and takes no origins from the others")
  func refused() throws {
    let file = try Program.temporaryFolder().appending(path: "short.csv")
    var lines = ["date,sales"]
    for day in 0..<31 { lines.append("2023-01-\(day < 9 ? "0" : "")\(day + 1),\(100 + day * 7 % 13)") }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let reason = "its training part has one window of 4 rows, and at least 8 are needed to learn"
    for command in ["train", "evaluate"] {
      func run(_ grains: String, _ more: [String] = []) throws -> Program.Outcome {
        let arguments = [command, file.path, "--recipe", "ridge", "--grain", grains, "--horizon", "3d"]
        return try Program.run(arguments + more)
      }
      let text = try run("1d,3d")
      #expect(text.code == 0 && text.output.contains("3d is left out: \(reason)."), "\(text.output)\(text.error)")
      #expect(!text.lines.contains { $0.hasPrefix("3d ") && $0.contains("0.") } && !text.output.contains("★ best"))
      func scores(_ lines: [Substring]) -> [Substring] {
        lines.filter { $0.hasPrefix("naive") || $0.hasPrefix("1d  ") }
      }
      let alone = try run("1d")
      #expect(scores(text.lines).prefix(2) == scores(alone.lines).prefix(2), "\(alone.output)")
      #expect(try run("1d,3d", ["--json"]).output.contains(reason))
    }
    let naive = try Program.run(["train", Program.sample("demand.csv"), "--grain", "1h,1d", "--recipe", "naive"])
    #expect(
      naive.output.contains(
        "1d repeats a value of its own grain, shaped at 1h as the training part is on the mean."),
      "\(naive.output)")
  }

  @Test("A network that diverges beside solved models costs neither rank nor forecast")
  func divergedBesideOthers() throws {
    let outcome = try Program.run([
      "train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "6", "--learning-rate", "0.3", "--optimizer",
      "momentum", "--json", "--no-store",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let end = try #require(outcome.lines.last)
    let json = try #require(JSONSerialization.jsonObject(with: Data(end.utf8)) as? [String: Any])
    let rung = try #require((json["rungs"] as? [[String: Any]])?.first)
    #expect(rung["status"] as? String == "diverged" && rung["rank"] as? Int == 1)
    #expect((rung["choice"] as? [String: Any])?["learns"] as? Bool == false)
  }

  @Test("It is said why rows are not in the order of their errors, and why a run that diverged has no rank")
  func order() throws {
    let demand = Program.sample("demand.csv")
    let alike = try Program.run([
      "train", demand, "--recipe", "hybrid", "--grain", "2h,3h", "--horizon", "1d", "--evaluate-at", "6h",
    ])
    let rows = alike.lines.filter { $0.hasPrefix("2h ") || $0.hasPrefix("3h ") }
    #expect(rows[0].hasPrefix("3h ★          0.6426 ") && rows[1].hasPrefix("2h            0.6387 "), "\(alike.output)")
    #expect(
      alike.output.contains(
        "3h and 2h are alike as far as errors count (to two decimals, or three digits): the cheapest"))
    let arguments = [
      "train", demand, "--recipe", "mlp", "--grain", "1h,1d", "--horizon", "1d", "--epochs", "6", "--learning-rate",
      "0.3", "--optimizer",
      "momentum",
    ]
    let text = try Program.run(arguments).output
    #expect(text.contains("1d is not ranked: it diverged, and its scores are of epoch 1, the best before."), "\(text)")
    #expect(!text.contains("1d ★"))
    let end = try #require(try Program.run(arguments + ["--json"]).lines.last)
    let json = try #require(JSONSerialization.jsonObject(with: Data(end.utf8)) as? [String: Any])
    let rungs = try #require(json["rungs"] as? [[String: Any]])
    #expect(text.contains("1h is not ranked: its network no longer responds to what it reads."))
    #expect(rungs.allSatisfy { $0["rank"] == nil } && rungs[1]["status"] as? String == "diverged")
    #expect(rungs[1]["bestEpoch"] as? Int == 1)
  }

  @Test("evaluate holds models of samples against the commonest class, or the mean of the training part")
  func baselines() throws {
    let folder = try Program.temporaryFolder()
    var (amounts, classes) = (["width,price"], ["width,kind"])
    for row in 0..<200 {
      let width = row * 7 % 50
      amounts.append("\(width),\(1000 + 30 * width + row * 31 % 17).5")
      classes.append("\(width),\(width < 30 ? "small" : "large")")
    }
    for (name, lines, baseline) in [("flats", amounts, "training mean"), ("kinds", classes, "commonest class")] {
      let file = folder.appending(path: "\(name).csv")
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
      let arguments = [file.path, "--epochs", "3"]
      let evaluated = try Program.run(["evaluate"] + arguments)
      #expect(evaluated.code == 0, "\(evaluated.error)")
      let found = evaluated.lines.filter { $0.hasPrefix(baseline) }.map { $0.split(separator: " ")[2] }
      // As in train's tables: RMSE, or the accuracy, of which this is the rest.
      let trained = try Program.run(["train"] + arguments).lines.filter { $0.hasPrefix(baseline) }
        .map { $0.split(separator: " ")[2] }
      #expect(found.count == 2 && trained.count == 2)
      for (own, other) in zip(found, trained) {
        let (own, other) = (try #require(Double(own)), try #require(Double(other)))
        #expect(abs(name == "flats" ? own / other - 1 : own - 1 + other) < 1e-3, "\(own) \(other)")
      }
    }
  }

  @Test("A sound file is clean with exit code 0; a same-day mean is found with exit code 1")
  func audit() throws {
    let clean = try Program.run(["audit", Program.sample("demand.csv"), "--grain", "6h,1d", "--horizon", "1d"])
    #expect(clean.code == 0, "\(clean.output)\(clean.error)")
    for word in [
      "time stamps: the newest row behind every input of every window, against the window's origin", "canaries",
      "statistics", "no leaks found", "comparisons in",
    ] {
      #expect(clean.output.contains(word), "\(clean.output)")
    }
    let file = try Program.temporaryFolder().appending(path: "leaky.csv")
    var lines = ["time,load,daily"]
    let loads: [Double] = (0..<24 * 56).map { hour in
      let wave: Double = sin(Double(hour) * Double.pi / 12)
      return Double((hour * 7919) % 1009) + 300 * wave
    }
    for (hour, load) in loads.enumerated() {
      let first = hour / 24 * 24
      let mean = loads[first..<first + 24].reduce(0, +) / 24
      let day = hour / 24
      let date = day < 28 ? "2021-02-\(two(day + 1))" : "2021-03-\(two(day - 27))"
      lines.append("\(date) \(two(hour % 24)):00,\(load),\(mean)")
    }
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    let leaky = try Program.run(["audit", file.path, "--grain", "1h,1d", "--horizon", "1d", "--json"])
    #expect(leaky.code == 1, "\(leaky.output)\(leaky.error)")
    #expect(leaky.output.contains("daily is the mean of load over a day"), "\(leaky.output)")
    // Left out as the sentence says, nothing is found.
    let mended = try Program.run(
      ["audit", file.path, "--grain", "1h,1d", "--horizon", "1d", "--without", "daily"])
    #expect(mended.code == 0, "\(mended.output)")
  }

  @Test("A picture is of the validation part, and of the test part where that is asked for")
  func parts() throws {
    let arguments = ["picture", Program.sample("demand.csv"), "--epochs", "2", "--size", "80x24", "--output", "-"]
    let validation = try Program.run(arguments)
    let test = try Program.run(arguments + ["--part", "test"])
    #expect(validation.output.contains("Forecast ─ validation") && validation.output.contains("origin 1 of 12"))
    #expect(validation.output.contains("band held"))
    #expect(test.output.contains("Forecast ─  test ") && test.output.contains("origin 1 of 21"))
    #expect(test.output.contains("band held") && test.output.contains("test shown 1×"))
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test("On Trade-offs Tab brings the boards forward and x trains five seeds beside the shown runs")
  func walk() throws {
    let tmux = try Tmux(["--epochs", "3", "--recipe", "linear2", Program.sample("demand.csv")])
    try tmux.expect("RMSSE", "done")
    try tmux.send("2")
    try tmux.expect("Matrix", "★", "[matrix] cost  error", "12 origins", "Rungs ─ validation")
    try tmux.send("e")
    try tmux.expect("MASE of each model")
    try tmux.send("Tab", "Tab")
    try tmux.expect("Pareto front", "multiply-adds spent")
    try tmux.send("x")
    try tmux.expect("×5 seeds", "±")
    try tmux.send("Tab")
    try tmux.expect("RMSSE ×5 seeds", "┤ 95 %", "┼", "over 5 seeds")
    try tmux.send("3")
    try tmux.expect("Findings", "no leaks from the future", "comparisons")
    try tmux.send("q")
  }

  @Test("evaluate ranks as train does: none that diverged, of equal ones the cheapest")
  func oneRanking() throws {
    let rate = [
      Program.sample("demand.csv"), "--grain", "6h,1d", "--recipe", "mlp", "--optimizer", "sgd", "--learning-rate", "1",
      "--epochs", "3",
    ]
    for command in ["train", "evaluate"] {
      let outcome = try Program.run([command] + rate)
      #expect(
        outcome.output.contains("1d is not ranked: it diverged") && !outcome.output.contains("★"), "\(outcome.output)")
      let json = try Program.run([command] + rate + ["--json"])
      #expect(!json.output.contains("\"rank\":"))
    }
  }
}
