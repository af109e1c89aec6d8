import Foundation
import Testing

@Suite("forecast goes beyond the end of the data")
struct ForecastTests {
  private typealias Object = [String: Any]

  private let demand = [Program.sample("demand.csv"), "--grain", "1h", "--horizon", "1d"]

  /// Rows as columns by name.
  private func table(_ text: String) throws -> [[String: String]] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let heading = try #require(lines.first)
    #expect(lines.allSatisfy { $0.count == heading.count })
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(heading, $0)) }
  }

  private func forecast(_ arguments: [String]) throws -> (rows: [[String: String]], error: String) {
    let outcome = try Program.run(["forecast"] + arguments)
    #expect(outcome.code == 0, "\(outcome.error)")
    return (try table(outcome.output), outcome.error)
  }

  /// Whether a cell holds a number that was written as JSON and read again.
  private func isSame(_ cell: String?, _ number: Double?) -> Bool {
    guard let cell, let value = Double(cell), let number else { return false }
    return abs(value - number) <= 1e-14 * abs(number)
  }

  /// The origins, actual values and forecasts of the test part as `train` writes them.
  private func judged(_ model: [String]) throws -> (times: [String], actual: [[Double]], predicted: [[Double]]) {
    let outcome = try Program.run(["train"] + demand + model + ["--json", "--predictions"])
    let events = try outcome.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
    let place = try #require(events.first?["test"] as? Object)
    let rung = try #require((events.last?["rungs"] as? [Object])?.first?["test"] as? Object)
    return (
      try #require(place["originTimes"] as? [String]), try #require(place["actual"] as? [[Double]]),
      try #require(rung["predicted"] as? [[Double]])
    )
  }

  @Test("The Lab shows the same behind the last origin", arguments: ["seasonal-naive", "ridge"])
  func inTheLab(recipe: String) throws {
    let (rows, _) = try forecast(demand + ["--recipe", recipe])
    let drawn = try Program.run(
      ["picture"] + demand + ["--recipe", recipe, "--size", "160x60", "--keys", "Tab End ."])
    #expect(drawn.code == 0, "\(drawn.error)")
    let lines = drawn.output.split(separator: "\n").filter { $0.contains("│ 08-28 ") }
    #expect(drawn.output.contains("beyond the data") && lines.count >= 8, "\(drawn.output)")
    for (row, line) in zip(rows, lines) {
      let numbers = line.split(separator: "│")[0].split(separator: "  ").map {
        $0.filter { $0.isNumber || $0 == "." }
      }.compactMap { Double($0) }.suffix(3)
      let expected = ["forecast", "lower_80", "upper_80"].compactMap { row[$0].flatMap(Double.init) }
      #expect(numbers.count == 3 && zip(numbers, expected).allSatisfy { abs($0 - $1) <= 0.51 }, "\(line) \(row)")
    }
  }

  @Test("The Lab shows what a file holds behind the last boundary of all grains, beside what was forecast for it")
  func rowsBehind() throws {
    let rows = try String(contentsOfFile: Program.sample("demand.csv"), encoding: .utf8).split(separator: "\n")
    // Half a day ends at 16:00: the last boundary of 6 h is noon.
    let kept = rows.dropLast(16)
    let file = try Program.temporaryFolder().appending(path: "demand.csv")
    try (kept.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    let drawn = try Program.run([
      "picture", file.path, "--recipe", "ridge", "--grain", "30min,6h", "--horizon", "6h", "--size", "160x60", "--keys",
      "Tab Tab End .",
    ])
    #expect(drawn.code == 0, "\(drawn.error)")
    #expect(drawn.output.contains("forecast from 2000-08-27 12:00") && drawn.output.contains("actual 8 rows behind it"))
    let lines = drawn.output.split(separator: "\n").filter { $0.contains("│ 08-27 1") }
    let shown = lines.compactMap { line -> Double? in
      Double(line.dropFirst(13).drop { $0 == " " }.prefix { $0 != "–" }.prefix(6).filter { $0 != " " })
    }
    let actual = kept.suffix(8).compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
    #expect(lines.count == 12 && Array(shown.prefix(8)) == actual, "\(lines.joined(separator: "\n"))")
  }

  @Test("From the last row on, a step after the other, within bands that widen with their level")
  func beyond() throws {
    let last = try #require(
      String(contentsOfFile: Program.sample("demand.csv"), encoding: .utf8).split(separator: "\n").last)
    let (rows, error) = try forecast(demand + ["--recipe", "ridge", "--levels", "50,80"])
    #expect(rows.count == 24)
    // Rows of half an hour: the first step begins with the hour after the last row.
    let end = try #require(rows[0]["time"])
    #expect(rows.allSatisfy { $0["origin"] == end } && end > String(last.prefix(16)) && end.hasSuffix(" 00:00"))
    #expect(rows.map { $0["time"] ?? "" } == (0..<24).map { end.replacing(" 00:", with: String(format: " %02d:", $0)) })
    for row in rows {
      let ends = try ["lower_80", "lower_50", "forecast", "upper_50", "upper_80"].map {
        try #require(Double(row[$0] ?? ""))
      }
      #expect(ends == ends.sorted())
      #expect(row["actual"] == nil)
    }
    #expect(error.contains("ridge at 1h forecasts: the only grain that could be judged on validation, RMSSE"))
    #expect(error.contains("are read, not learnt from (--refit learns from all)"))
  }

  @Test(
    "Rows of weeks that are stamped on Saturdays are forecast for Saturdays, and named by the file's own stamps everywhere"
  )
  func stampedOnSaturdays() throws {
    let file = Program.sample("co2.csv")
    let stamps = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { String($0.prefix(10)) }
    let asked = [file, "--horizon", "12w", "--grain", "1w,4w", "--recipe", "ridge"]
    let alone = try forecast([file, "--horizon", "12w", "--grain", "1w", "--recipe", "ridge"]).rows
    #expect(stamps.last == "2001-12-29" && alone.map { $0["origin"] } == Array(repeating: "2002-01-05", count: 12))
    #expect(alone.map { $0["time"] }.prefix(3) == ["2002-01-05", "2002-01-12", "2002-01-19"])
    let every = try forecast(asked + ["--every-origin"]).rows
    #expect(!every.isEmpty && Set(every.compactMap { $0["time"] }).isSubset(of: stamps))
    let train = try Program.run(["train"] + asked + ["--json", "--predictions"])
    let session = try #require(JSONSerialization.jsonObject(with: Data(train.lines[0].utf8)) as? Object)
    for part in ["validation", "test"] {
      let origins = try #require((session[part] as? Object)?["originTimes"] as? [String])
      #expect(
        !origins.isEmpty && Set(origins.map { String($0.prefix(10)) }).isSubset(of: stamps), "\(origins.prefix(3))")
    }
    let inspected = try Program.run(["inspect", file, "--json"])
    let report = try #require(JSONSerialization.jsonObject(with: Data(inspected.output.utf8)) as? Object)
    let split = try #require(report["split"] as? [Object])
    #expect(split.compactMap { $0["from"] as? String }.allSatisfy(stamps.contains) && split.count == 3)
    #expect(split.last?["to"] as? String == "2002-01-05")
  }

  @Test("A day on which the clock is changed is said to have other steps than are forecast")
  func longDay() throws {
    var lines = ["time,load"]
    // In UTC, up to the midnight in Berlin at which 27 October begins, a day of 25 hours.
    let end = 1_729_980_000
    for hour in 0..<2_400 {
      let time = Date(timeIntervalSince1970: Double(end - (2_400 - hour) * 3_600)).formatted(.iso8601)
      lines.append("\(time),\(10 + hour * 37 % 24 + hour * hour % 11)")
    }
    let file = try Program.temporaryFolder().appending(path: "hours.csv")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let asked = [file.path, "--zone", "Europe/Berlin", "--grain", "1h", "--horizon", "1d"]
    let (rows, error) = try forecast(asked)
    #expect(rows.count == 24)
    #expect(
      error.contains(
        "The clock is changed within the 1d from 2024-10-27 00:00+02:00: the 24 steps of 1h that are forecast end at "
          + "2024-10-27 23:00+01:00, the 1d at 2024-10-28 00:00+01:00."), "\(error)")
    let before = try forecast(asked + ["--from", "2024-10-26 00:00"]).error
    #expect(!before.contains("The clock is changed"), "\(before)")
  }

  @Test(
    "From an origin of the test part it forecasts what is scored there",
    arguments: [["ridge"], ["gru", "--epochs", "2"]])
  func sameAsScored(_ recipe: [String]) throws {
    let model = ["--recipe"] + recipe
    let known = try judged(model)
    let every = try forecast(demand + model + ["--every-origin"]).rows
    #expect(every.count == known.times.count * 24)
    for (index, row) in every.enumerated() {
      let (origin, step) = (index / 24, index % 24)
      #expect(row["origin"] == known.times[origin])
      #expect(isSame(row["forecast"], known.predicted[origin][step]))
      #expect(isSame(row["actual"], known.actual[origin][step]))
    }
    let single = try forecast(demand + model + ["--from", known.times[3]]).rows
    for (row, value) in zip(single, known.predicted[3]) {
      #expect(abs(try #require(Double(row["forecast"] ?? "")) - value) < 1e-5 * abs(value))
    }
  }

  @Test("A model that was saved forecasts the same without training")
  func saved() throws {
    let path = try Program.temporaryFolder().appending(path: "model.safetensors").path
    let levels = ["--levels", "50,90"]
    let trained = try Program.run(
      ["forecast"] + demand + ["--recipe", "mlp", "--epochs", "3", "--save-model", path] + levels)
    let read = try Program.run(["forecast", demand[0], "--model", path] + levels)
    #expect(trained.code == 0 && read.code == 0, "\(trained.error)\(read.error)")
    #expect(read.output == trained.output && read.output.split(separator: "\n").count == 25)
    let decided = try Program.run(["forecast", demand[0], "--model", path, "--momentum", "0.5"])
    #expect(decided.code == 2 && decided.error.contains("--momentum was decided when the model was trained"))
    let images = try Program.run(["forecast", Program.sample("digits.csv"), "--model", path])
    #expect(images.code == 2 && images.error.contains("is no series"))
  }

  @Test("--refit learns from all rows, with bands of the validation part")
  func refit() throws {
    func widths(_ rows: [[String: String]]) -> [Double] {
      rows.map { (Double($0["upper_80"] ?? "") ?? .nan) - (Double($0["lower_80"] ?? "") ?? .nan) }
    }
    for recipe in ["ridge", "mlp", "coupled"] {
      let arguments = [demand[0], "--grain", "1h,1d", "--horizon", "1d", "--recipe", recipe, "--epochs", "3"]
      let options = recipe == "ridge" ? arguments.dropLast(2) : arguments[...]
      let (plain, refitted) = (try forecast(Array(options)), try forecast(options + ["--refit"]))
      #expect(plain.rows.map { $0["time"] } == refitted.rows.map { $0["time"] })
      #expect(plain.rows.map { $0["forecast"] } != refitted.rows.map { $0["forecast"] })
      #expect(zip(widths(plain.rows), widths(refitted.rows)).allSatisfy { abs($0 - $1) < 1e-6 * $0 })
      #expect(refitted.error.contains("It has then learnt anew from all rows before"))
      #expect(refitted.error.contains("Scored before refitting: what is said of validation"))
      #expect(!plain.error.contains("Scored before refitting"))
    }
    func score(_ options: [String]) throws -> Object {
      let line = try #require(try Program.run(["forecast"] + demand + ["--json"] + options).lines.first)
      let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object)
      return try #require(object["validation"] as? Object)
    }
    let (plain, refitted) = (try score([]), try score(["--refit"]))
    #expect(plain["beforeRefitting"] as? Bool == false && refitted["beforeRefitting"] as? Bool == true)
    // It is the score of one and the same model.
    #expect(plain["rmsse"] as? Double == refitted["rmsse"] as? Double)
    #expect((plain["origins"] as? Int ?? 0) > 0 && plain["origins"] as? Int == refitted["origins"] as? Int)
  }

  @Test("The three layouts hold the same numbers")
  func layouts() throws {
    let arguments = demand + ["--recipe", "ridge", "--levels", "50,80"]
    let wide = try forecast(arguments).rows
    let long = try forecast(arguments + ["--layout", "long"]).rows
    let lines = try Program.run(["forecast"] + arguments + ["--layout", "ndjson"]).lines
    #expect(long.count == 48 && lines.count == 24)
    for (step, row) in wide.enumerated() {
      let line = try #require(JSONSerialization.jsonObject(with: Data(lines[step].utf8)) as? Object)
      let bands = try #require(line["bands"] as? [Object])
      #expect(line["time"] as? String == row["time"])
      for (place, level) in ["50", "80"].enumerated() {
        #expect(long[2 * step + place]["level"] == level)
        #expect(long[2 * step + place]["upper"] == row["upper_\(level)"])
        #expect(isSame(row["upper_\(level)"], bands[place]["upper"] as? Double))
      }
    }
  }

  /// Hours in a zone, from the first of January 2021 on, whose noise is that of the day by day and little at night.
  private func hours(_ count: Int) throws -> String {
    let path = try Program.temporaryFolder().appending(path: "hours.csv").path
    var lines = ["time,load"]
    // A fixed congruential generator.
    var state: UInt64 = 1
    for hour in 0..<count {
      let (day, clock) = (hour / 24, hour % 24)
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let share = Double(state >> 33) / Double(1 << 31) - 0.5
      let value = 100 + 10 * sin(Double(clock) / 24 * 2 * .pi) + share * ((8...18).contains(clock) ? 30 : 1)
      let date = Date(timeIntervalSince1970: 1_609_459_200 + Double(day) * 86_400)
      let text = date.formatted(.iso8601.year().month().day())
      lines.append("\(text) \(String(format: "%02d", clock)):00,\(value)")
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
    return path
  }

  @Test("Where the file ends within a day it forecasts from midnight, where bands come from, and says what lies behind")
  func places() throws {
    let file = try hours(24 * 120 + 12)
    let ladder = [file, "--recipe", "ridge", "--grain", "1h,1d", "--horizon", "1d", "--levels", "80"]
    let (rows, error) = try forecast(ladder)
    #expect(rows.first?["time"] == "2021-05-01 00:00")
    #expect(
      error.contains("--from \"2021-05-01 12:00\" takes the rows behind it too") || !error.contains("ridge at 1h"))
    // Bands of the day are wide, those of the night narrow.
    func width(_ hour: Int) throws -> Double {
      try #require(Double(rows[hour]["upper_80"] ?? "")) - #require(Double(rows[hour]["lower_80"] ?? ""))
    }
    #expect(try width(12) > 5 * width(2))
    let hourly = [file, "--recipe", "ridge", "--grain", "1h", "--horizon", "1d"]
    #expect(try forecast(hourly).rows.first?["time"] == "2021-05-01 12:00")
    let behind = try forecast(hourly + ["--from", "2021-01-20"]).error
    #expect(behind.contains("It has learnt from rows behind 2021-01-20 00:00"))
  }

  @Test("A change of the clock within the horizon is a sentence where coarse steps have other lengths then")
  func clockChange() throws {
    let file = try hours(24 * 86)
    let zone = [file, "--zone", "Europe/Berlin", "--recipe", "ridge", "--horizon", "1d", "--evaluate-at", "1h"]
    let outcome = try Program.run(["forecast"] + zone + ["--grain", "1d"])
    #expect(outcome.code == 2 && outcome.error.contains("The clock is changed within the 1d from 2021-03-28 00:00"))
    let rows = try forecast([file, "--zone", "Europe/Berlin", "--recipe", "ridge", "--horizon", "1d", "--grain", "1h"])
      .rows
    #expect(
      rows.count == 24 && rows[1]["time"] == "2021-03-28 01:00+01:00" && rows[2]["time"] == "2021-03-28 03:00+02:00")
  }

  @Test(
    "What cannot be asked is refused in a sentence",
    arguments: [
      (["--from", "tomorrow"], "is no time of these data"),
      (["--from", "2099-01-01"], "is beyond the end of the data"),
      (["--from", "2000-06-05 00:10"], "is no boundary of every grain"),
      (["--levels", "99.9"], "needs 999 origins whose values are known"), (["--levels", "80,"], "from 1 to 99.9"),
      (["--from", "2000-06-05", "--every-origin"], "give one of them"),
      (["--refit", "--every-origin"], "give one of them"),
      (["--refit", "--from", "2000-06-12"], "has learnt from all rows, those behind --from too"),
    ])
  func refused(_ options: [String], _ words: String) throws {
    let outcome = try Program.run(["forecast"] + demand + ["--recipe", "ridge"] + options)
    #expect(outcome.code == 2 && outcome.output.isEmpty && outcome.error.contains(words), "\(outcome.error)")
  }

  @Test("Times of one file are written alike, with seconds where one of them has some")
  func alike() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = (0..<900).map { (second: Int) -> String in
      String(format: "2024-01-01 00:%02d:%02d,%d\n", second / 60, second % 60, second % 10 * 3 + second % 7)
    }
    let path = folder.appending(path: "seconds.csv")
    try ("time,v\n" + rows.joined()).write(to: path, atomically: true, encoding: .utf8)
    let found = try forecast([path.path, "--recipe", "ridge", "--grain", "1s", "--horizon", "10s"]).rows
    #expect(found.count == 10 && found.allSatisfy { $0["time"]?.count == 19 && $0["origin"]?.count == 19 })
    #expect(found[0]["time"] == "2024-01-01 00:15:00")
  }
}
