import Foundation
import Testing

/// What a newcomer asks of the command line, and what it answers.
@Suite("A newcomer's questions")
struct NewcomerTests {
  /// Months from January 2000 on; values of `value` by their number.
  private func months(_ count: Int, _ value: (Int) -> String) throws -> String {
    try Program.file(
      "months.csv",
      ["Month,Passengers"] + (0..<count).map { String(format: "%d-%02d,", 2000 + $0 / 12, $0 % 12 + 1) + value($0) })
  }

  private var airline: String {
    get throws { try months(144) { "\(100 + $0 + 20 * ($0 % 12))" } }
  }

  /// Without the breaks between words.
  private func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  @Test("A sentinel is told beside scores, taken as missing by its value, and what matches nothing is said")
  func sentinels() throws {
    let path = try Program.file(
      "weather.csv",
      ["time,temp"]
        + (0..<24 * 28).map { hour in
          let stamp = String(format: "2023-02-%02d %02d:00", hour / 24 + 1, hour % 24)
          return stamp + (hour % 97 == 5 ? ",-999" : ",\(10 + hour * 37 % 41)")
        })
    let note = "7 cells of temp hold −999, far from all others; --missing -999 leaves them out"
    #expect(words(try Program.run(["inspect", path]).output).contains(note))
    let trained = try Program.run(["train", path, "--recipe", "ridge"])
    #expect(trained.code == 0 && (trained.output + trained.error).contains(note), "\(trained.error)")
    let left = words(try Program.run(["inspect", path, "--missing", "-999.0"]).output)
    #expect(left.contains("7 cells that hold −999.0 count as missing") && !left.contains("far from"))
    #expect(left.contains("7 1.0 %"), "\(left)")
    #expect(
      words(try Program.run(["inspect", path, "--missing", "-998"]).output).contains("--missing -998 matches no cell"))
  }

  @Test("The column of time is no target, and nothing lies before a file's first row")
  func time() throws {
    let target = try Program.run(["train", try airline, "--target", "Month"])
    #expect(target.code == 2)
    #expect(
      target.error.contains(
        "The column Month holds the time, which is not forecast; choose another --target: Passengers."))
    let early = try Program.run(["forecast", try airline, "--from", "1900-01-01"])
    #expect(early.code == 2)
    #expect(
      early.error.contains(
        "--from 1900-01-01: the file begins at 2000-01-01 00:00, and there are no rows before to read"))
  }

  @Test("Months are forecast by their dates, and --json writes lines of JSON")
  func dates() throws {
    let rows = try Program.run(["forecast", try airline, "--recipe", "ridge", "--horizon", "1q"])
    #expect(
      rows.lines.dropFirst().map { $0.split(separator: ",")[..<2].joined(separator: " ") }
        == ["2012-01-01 2012-01-01", "2012-01-01 2012-02-01", "2012-01-01 2012-03-01"])
    let json = try Program.run(["forecast", try airline, "--recipe", "ridge", "--horizon", "1q", "--json"])
    let lines = try Program.run(["forecast", try airline, "--recipe", "ridge", "--horizon", "1q", "--layout", "ndjson"])
    #expect(json.code == 0 && json.output == lines.output && json.output.contains("\"time\":\"2012-03-01\""))
    #expect(try Program.run(["forecast", try airline, "--json", "--layout", "long"]).code == 2)
  }

  @Test("A misspelled command is met with the near ones, a word that is near none is a file")
  func misspelled() throws {
    let near = try Program.run(["trian", try airline])
    #expect(near.code == 2)
    #expect(
      near.error.contains(
        "There is neither a command nor a file trian; did you mean grainscope train?"), "\(near.error)")
    #expect(try Program.run(["zebrafish"]).error.contains("There is no file"))
  }

  @Test("Months without a gap are all one step apart; of a constant it is said why it has no scores")
  func steps() throws {
    #expect(words(try Program.run(["inspect", try airline]).output).contains("step 1mo, 100 % of all steps"))
    let constant = words(try Program.run(["inspect", try months(100) { _ in "5" }]).output)
    #expect(constant.contains("target Passengers: the first column of numbers; none of them varies"))
    #expect(constant.contains("Passengers has one value in every row: RMSSE, MASE and skill measure errors"))
  }

  @Test("A column of 0 and 1 is read as classes unless amounts are asked for, which then have no sMAPE")
  func flags() throws {
    let path = try Program.file(
      "titanic.csv", ["Survived,Age,Fare"] + (0..<200).map { "\($0 * 7 % 3 == 0 ? 1 : 0),\($0 % 60),\($0 * 13 % 90)" })
    let classes = try Program.run(["train", path, "--target", "Survived", "--epochs", "2"])
    #expect(
      (classes.output + classes.error).contains(
        "the target Survived has 2 distinct whole numbers: read as classes; --task number reads amounts"))
    #expect(classes.output.contains("accuracy"))
    let json = try Program.run(
      ["train", path, "--target", "Survived", "--task", "number", "--epochs", "2", "--json"])
    #expect(json.code == 0 && json.output.contains("\"rmse\":") && !json.output.contains("\"smape\":1"))
  }

  @Test("A journal of a session is replayed by its name alone")
  func journals() throws {
    let state = try Program.temporaryFolder()
    let runs = state.appending(path: "grainscope/runs")
    try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
    let journal = runs.appending(path: "kept.journal").path
    #expect(try Program.run(["train", try airline, "--recipe", "ridge", "--journal", journal]).code == 0)
    let environment = ["XDG_STATE_HOME": state.path]
    let replayed = try Program.run(["replay", "kept.journal"], in: state, environment: environment)
    #expect(replayed.code == 0, "\(replayed.error)")
    #expect(try Program.run(["replay", "other.journal"], in: state, environment: environment).code == 2)
  }

  @Test(
    "So is a misspelled command behind runs", arguments: [("lst", "list"), ("shwo", "show"), ("contiune", "continue")])
  func misspelledOfRuns(word: String, meant: String) throws {
    let outcome = try Program.run(["runs", word])
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.error.contains("grainscope runs \(meant)") && outcome.error.split(separator: "\n").count == 1)
  }

  @Test("Business days, and rows that are missing here and there, train at first contact, and what is filled is said")
  func gaps() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // 2024 began on a Monday.
    let days = (0..<364).filter { $0 % 7 < 5 }.map { day in
      let month = Calendar(identifier: .gregorian).date(
        from: DateComponents(timeZone: .gmt, year: 2024, month: 1, day: 1 + day))
      let stamp = (month ?? .distantPast).formatted(.iso8601.year().month().day())
      return "\(stamp),\(100 + day * 37 % 11 + day % 7)"
    }
    let closes = folder.appending(path: "closes.csv").path
    try ("date,close\n" + days.joined(separator: "\n") + "\n").write(toFile: closes, atomically: true, encoding: .utf8)
    let trained = try Program.run(["train", closes, "--recipe", "ridge", "--json", "--no-store"])
    #expect(trained.code == 0, "\(trained.error)")
    #expect(trained.output.contains("\"gaps\":\"carry-forward:3\"") && trained.output.contains("\"horizon\":\"1d\""))
    #expect(trained.output.contains("Saturdays and Sundays are missing"))
    let forecast = try Program.run(["forecast", closes])
    #expect(
      forecast.code == 0 && forecast.error.contains("read it as that of the next business day"), "\(forecast.error)")
    // Somebody who speaks of gaps decides alone.
    let left = try Program.run(["train", closes, "--recipe", "ridge", "--gaps", "leave-out", "--no-store"])
    #expect(left.code != 0 || !left.output.contains("Saturdays and Sundays"))

    let text = try String(contentsOfFile: Program.sample("demand.csv"), encoding: .utf8)
    let rows = text.split(separator: "\n")
    let kept = rows.indices.filter { $0 == 0 || $0 * 7919 % 50 != 3 }
    let demand = folder.appending(path: "demand.csv").path
    try kept.map { String(rows[$0]) }.joined(separator: "\n").write(toFile: demand, atomically: true, encoding: .utf8)
    let outcome = try Program.run(["train", demand, "--recipe", "ridge", "--no-store"])
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.output.contains("Gaps, interpolate:3: values filled: \(rows.count - kept.count) of demand"))
    #expect(outcome.output.contains("30min") && outcome.output.contains("--gaps leave-out fills none"))
  }

  @Test("Where no season is found no seasonal naive stands beside the scores, and it is said what they are relative to")
  func withoutSeason() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var text = "year,count\n"
    var (state, level): (UInt64, Double) = (7, 100)
    for year in 1800..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      level += Double(state >> 33) / Double(UInt32.max) - 0.25
      text += "\(year),\(level)\n"
    }
    let path = folder.appending(path: "walk.csv")
    try text.write(to: path, atomically: true, encoding: .utf8)
    for command in ["train", "evaluate"] {
      let outcome = try Program.run([command, path.path, "--recipe", "ridge"])
      #expect(outcome.code == 0 && outcome.output.contains("\nnaive ") && !outcome.output.contains("\nseasonal"))
      #expect(outcome.output.contains("No season was found in the training part"))
      let json = try Program.run([command, path.path, "--recipe", "ridge", "--json"])
      #expect(json.code == 0 && json.output.contains("\"naive\":") && !json.output.contains("\"seasonalNaive\":"))
      #expect(json.output.contains("\"season\":null"), "\(json.output.prefix(2000))")
    }
  }
}
