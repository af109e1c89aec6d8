import Foundation
import Testing

/// Validation is what one chooses by, test a reveal: with the real program.
@Suite("Both parts are printed, and rungs are ranked by validation")
struct RevealTests {
  private typealias Object = [String: Any]

  private let demand = [
    "train", Program.sample("demand.csv"), "--grain", "1h,6h,1d", "--horizon", "1d", "--recipe", "ridge",
  ]

  private func events(_ arguments: [String]) throws -> [Object] {
    let outcome = try Program.run(arguments + ["--json"])
    #expect(outcome.code == 0, "\(outcome.error)")
    return try outcome.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
  }

  private func end(_ arguments: [String]) throws -> Object { try #require(try events(arguments).last) }

  /// A file of hourly values.
  private func file(_ values: [Double]) throws -> String {
    let file = try Program.temporaryFolder().appending(path: "hourly.csv")
    let formatter = ISO8601DateFormatter()
    let rows = values.enumerated().map { hour, value in
      "\(formatter.string(from: Date(timeIntervalSince1970: 345_600 + Double(hour) * 3600)).dropLast()),\(value)"
    }
    try ("time,load\n" + rows.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  @Test("validation and test have the same fields at every rung and baseline, and the same origins throughout")
  func fields() throws {
    let events = try events(demand)
    let end = try #require(events.last)
    let rungs = try #require(end["rungs"] as? [Object])
    let baselines = try #require(end["baselines"] as? [String: Object])
    #expect(rungs.count == 3 && Set(baselines.keys) == ["naive", "seasonalNaive"])
    var hashes: [String: Set<String>] = [:]
    for holder in rungs + Array(baselines.values) {
      let (validation, test) = (try #require(holder["validation"] as? Object), try #require(holder["test"] as? Object))
      #expect(Set(validation.keys) == Set(test.keys))
      #expect(
        Set(["origins", "originsHash", "rmsse", "mase", "skill", "ranked", "thin"]).isSubset(of: validation.keys))
      #expect(validation["origins"] as? Int == 12 && test["origins"] as? Int == 21)
      hashes["validation", default: []].insert(try #require(validation["originsHash"] as? String))
      hashes["test", default: []].insert(try #require(test["originsHash"] as? String))
    }
    #expect(hashes["validation"]?.count == 1 && hashes["test"]?.count == 1 && hashes["validation"] != hashes["test"])
    let first = try #require(rungs.first)
    let (validation, test) = (try #require(first["validation"] as? Object), try #require(first["test"] as? Object))
    // Of 12 validation origins the first four know too few errors.
    #expect(validation["bandOrigins"] as? Int == 8 && test["bandOrigins"] as? Int == 21)
    for part in [validation, test] {
      #expect(part["bandCoverage"] is Double && part["bandWidth"] is Double && part["bandIntervalScore"] is Double)
      let bands = try #require(part["bands"] as? [Object])
      #expect(bands.compactMap { $0["level"] as? Double }.starts(with: [0.5, 0.8, 0.9]))
      #expect(bands.allSatisfy { ($0["coverageBySteps"] as? [Double])?.isEmpty == false && $0["coverage"] is Double })
    }
    // The session says the same places before anything is learnt.
    for part in ["validation", "test"] {
      let place = try #require(events.first?[part] as? Object)
      #expect((place["originsHash"] as? String).map { [$0] } == hashes[part].map(Array.init))
    }
  }

  @Test("The ends of rungs come in the order of the ladder, with the fields of the last line")
  func order() throws {
    let arguments = [
      "train", Program.sample("demand.csv"), "--grain", "30min,6h,1d", "--epochs", "3", "--threads", "2",
    ]
    let events = try events(arguments)
    let ended = events.filter { $0["event"] as? String == "ended" }
    #expect(ended.compactMap { $0["rung"] as? String } == ["30min", "6h", "1d"])
    let rungs = try #require(events.last?["rungs"] as? [Object])
    for (line, rung) in zip(ended, rungs) {
      #expect(Set(line.keys).union(["rank"]) == Set(rung.keys).union(["event"]))
      #expect(line["weights"] as? String == rung["weights"] as? String)
    }
    #expect(Set(rungs.compactMap { $0["rank"] as? Int }) == [1, 2, 3])
  }

  @Test("Without test no number of the test part stands anywhere, in text or JSON")
  func noTest() throws {
    for command in ["train", "evaluate"] {
      let arguments = [command] + demand.dropFirst()
      let open = try Program.run(arguments)
      let closed = try Program.run(arguments + ["--no-test"])
      let closedLines = try Program.run(arguments + ["--no-test", "--json"])
      #expect(open.code == 0 && closed.code == 0 && closedLines.code == 0)
      let parts = open.output.components(separatedBy: "Test, which tells")
      let table = try #require(parts.last?.components(separatedBy: "\n\n").first)
      let numbers = Set(table.matches(of: /[0-9]+\.[0-9]{2,}/).map { String($0.output) }).subtracting([
        "0.0000", "1.0000",
      ])
      #expect(parts.count == 2 && numbers.count > 10)
      let left = numbers.filter { number in
        closed.output.contains(number) && !(parts.first?.contains(number) ?? false)
      }
      #expect(left.isEmpty, "\(left)")
      #expect(!closed.output.contains("Test, which tells"))
      #expect(closed.output.contains("Validation, by which one chooses: 12 origins"))
      let lines = try Program.run(arguments + ["--json"]).lines
      let end = try #require(JSONSerialization.jsonObject(with: Data((lines.last ?? "").utf8)) as? Object)
      let scores = Set(testNumbers(in: end, isWithin: false))
      #expect(scores.count > 20)
      #expect(!closedLines.output.contains(#""test":"#))
      for number in scores { #expect(!closedLines.output.contains(number), "\(number)") }
    }
  }

  /// Numbers of many digits below keys named `test`, as they are written.
  private func testNumbers(in value: Any, isWithin: Bool) -> [String] {
    switch value {
    case let object as Object:
      object.flatMap { key, value in
        // Shares of a few origins are alike in both parts.
        ["coverage", "coverageBySteps"].contains(key) ? [] : testNumbers(in: value, isWithin: isWithin || key == "test")
      }
    case let list as [Any]: list.flatMap { testNumbers(in: $0, isWithin: isWithin) }
    case let number as Double where isWithin && number != number.rounded(): ["\(number)"].filter { $0.count > 8 }
    default: []
    }
  }

  @Test("Where validation and test disagree, the star and the first rank are those of validation")
  func disagreement() throws {
    // Every other hour is high; a day's mean with the usual shape is right, the last hour is not. From the test part on
    // each hour is higher than that before, so that the last hour is nearer than the last day.
    let hours = 120 * 24
    var values: [Double] = []
    for hour in 0..<hours {
      let level: Double = hour % 2 == 0 ? 110 : 90
      let rise = Double(max(0, hour - hours * 3 / 4)) * 100
      let noise = Double(hour * 7919 % 13) / 10
      values.append(level + rise + noise)
    }
    let arguments = ["train", try file(values), "--grain", "1h,1d", "--horizon", "1d", "--recipe", "naive"]
    let rungs = try #require(try end(arguments)["rungs"] as? [Object])
    func rmsse(_ rung: Int, _ part: String) throws -> Double {
      try #require((rungs[rung][part] as? Object)?["rmsse"] as? Double)
    }
    #expect(rungs.compactMap { $0["rung"] as? String } == ["1h", "1d"])
    #expect(try rmsse(1, "validation") < rmsse(0, "validation") && rmsse(1, "test") > rmsse(0, "test"))
    #expect(rungs.compactMap { $0["rank"] as? Int } == [2, 1])
    let text = try Program.run(arguments).output
    let stars = text.components(separatedBy: "\n").filter { $0.contains("★ ") && !$0.hasPrefix("★") }
    #expect(stars.count == 2 && stars.allSatisfy { $0.hasPrefix("1d ★") }, "\(text)")
  }

  @Test("What is hashed are the weights that are scored; the last ones stand beside them, as in the journal")
  func weights() throws {
    let journal = try Program.temporaryFolder().appending(path: "run.journal").path
    let rung = try #require(
      try
        (end([
          "train", Program.sample("demand.csv"), "--recipe", "mlp", "--grain", "1d", "--horizon", "1d", "--epochs",
          "60",
          "--learning-rate",
          "0.05", "--journal", journal,
        ])["rungs"] as? [Object])?.first)
    let best = try #require(rung["bestEpoch"] as? Int)
    #expect(best < 60 && ((rung["weightsScored"] as? Object)?["best"] as? Object)?["epoch"] as? Int == best)
    let (weights, last) = (try #require(rung["weights"] as? String), try #require(rung["lastWeights"] as? String))
    #expect(weights != last)
    let written = try String(contentsOfFile: journal, encoding: .utf8)
    #expect(written.contains(last) && !written.contains(weights))
  }

  @Test(
    "Without a validation origin nothing is trained, and it is said what to do",
    arguments: [
      ["train", "--recipe", "naive"], ["train"], ["train", "--recipe", "ridge", "--json"], ["evaluate"], ["adapt"],
    ])
  func noOrigins(arguments: [String]) throws {
    var values: [Double] = []
    for hour in 0..<60 * 24 {
      let (place, day) = (hour * 37 % 24, hour / 24 % 7)
      values.append(Double(100 + place + day))
    }
    let file = try file(values)
    let outcome = try Program.run(
      arguments.prefix(1) + [file, "--grain", "1h,1d", "--horizon", "10d"] + arguments.dropFirst())
    #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome.output)")
    #expect(
      outcome.error.contains("best epochs, bands and ranks are taken from the validation part, and it gives none")
        && outcome.error.contains("the validation part is shorter than one horizon of 10d")
        && outcome.error.contains("choose a shorter horizon"), "\(outcome.error)")
  }

  @Test("Tables fit into 80 columns")
  func width() throws {
    for arguments in [
      ["train", Program.sample("demand.csv"), "--recipe", "ridge"],
      ["train", Program.sample("demand.csv"), "--recipe", "per-grain", "--grain", "1h,6h,1d", "--epochs", "2"],
      ["train", Program.sample("digits.csv"), "--epochs", "2"],
      ["train", Program.sample("digits.csv"), "--recipe", "cascade", "--epochs", "2"],
      ["evaluate", Program.sample("demand.csv"), "--recipe", "ridge"],
      ["reconcile", Program.sample("demand.csv"), "--method", "all"],
    ] {
      let outcome = try Program.run(arguments)
      #expect(outcome.code == 0, "\(outcome.error)")
      let tables = outcome.output.components(separatedBy: "\n").filter { $0.contains("   ") }
      #expect(tables.count > 5)
      for line in tables { #expect(line.count <= 80, "\(line)") }
    }
  }
}
