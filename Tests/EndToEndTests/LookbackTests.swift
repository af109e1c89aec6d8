import Foundation
import Testing

@Suite("An explicit lookback leaves every row of a table at the same origins")
struct LookbackTests {
  /// 300 days of hours: an hour of `load` is missing on the days 200 and 240, one of `temperature` on day 250.
  private func file(in folder: URL) throws -> String {
    var lines = ["time,load,temperature"]
    for hour in 0..<7_200 {
      let (day, of) = (hour / 24, hour % 24)
      let date = Calendar.utc.date(byAdding: .hour, value: hour, to: Date(timeIntervalSince1970: 1_704_067_200))
      let load = (day == 200 || day == 240) && of == 7 ? "" : "\(hour * 37 % 24 + hour * hour % 11 + day % 5)"
      let temperature = day == 250 && of == 3 ? "" : "\(10 + hour * 7 % 13)"
      lines.append("\(Self.stamp(date)),\(load),\(temperature)")
    }
    let file = folder.appending(path: "hourly.csv")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    return file.path
  }

  private static func stamp(_ date: Date?) -> String {
    let parts = Calendar.utc.dateComponents([.year, .month, .day, .hour], from: date ?? .distantPast)
    return String(
      format: "%04d-%02d-%02d %02d:00", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0, parts.hour ?? 0)
  }

  private let asked = ["--horizon", "1d", "--grain", "1h,1d", "--recipe", "ridge", "--lookback", "20"]

  @Test("train, evaluate, reconcile and forecast stand at the same origins, with one hash; replay finds them again")
  func same() throws {
    let folder = try Program.temporaryFolder()
    let arguments = [try file(in: folder)] + asked
    let journal = folder.appending(path: "a.journal").path
    let train = try Program.run(["train"] + arguments + ["--json", "--journal", journal])
    let line = try #require(train.lines.last)
    let end = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let rungs = try #require(end["rungs"] as? [[String: Any]])
    let baselines = try #require(end["baselines"] as? [String: [String: Any]])
    let rows = rungs + baselines.values
    #expect(rows.count == 4)
    for (part, count) in [("validation", 24), ("test", 54)] {
      let scores = rows.compactMap { $0[part] as? [String: Any] }
      #expect(scores.map { $0["origins"] as? Int } == Array(repeating: count, count: 4), "\(train.output)")
      #expect(Set(scores.compactMap { $0["originsHash"] as? String }).count == 1)
    }
    #expect(try Program.run(["replay", journal]).code == 0)
    for command in ["train", "evaluate", "reconcile"] {
      let text = try Program.run([command] + arguments).output
      #expect(text.contains("Validation, by which one chooses: 24 origins, 21 left out"), "\(text)")
      #expect(text.contains("Test, which tells how good the choice is: 54 origins, 21 left out"), "\(text)")
      #expect(!text.contains(" of 54"), "\(text)")
    }
    let forecast = try Program.run(["forecast"] + arguments)
    #expect(forecast.code == 0 && forecast.error.contains("the best of 2 grains on validation"), "\(forecast.error)")
  }

  @Test("A change of an error that is shown as 0 has no sign")
  func rounding() throws {
    // From the top down the coarsest errors stay as they are, but for the last bit.
    let text = try Program.run([
      "reconcile", try file(in: try Program.temporaryFolder()), "--horizon", "1d", "--grain", "1h,1d",
      "--method", "all",
    ]).output
    #expect(text.contains("  0.0 %") && !text.contains("+0.0 %"), "\(text)")
  }

  @Test("All columns that are asked for cut the origins of all rows too, and the note says so")
  func columns() throws {
    let arguments = [try file(in: try Program.temporaryFolder())] + asked + ["--inputs", "all"]
    for command in ["train", "evaluate", "reconcile"] {
      let text = try Program.run([command] + arguments).output
      #expect(text.contains("Validation, by which one chooses: 24 origins, 21 left out"), "\(text)")
      // Twenty days read the one on which a temperature is missing, of which ten end within the twenty that are left out for
      // the load already.
      #expect(text.contains("Test, which tells how good the choice is: 44 origins, 31 left out"), "\(text)")
      #expect(!text.contains(" of 54"), "\(text)")
      #expect(
        text.contains("30 where the 20 rows of 1d before them are not known in all columns"), "\(text)")
    }
  }
}

extension Calendar {
  fileprivate static let utc: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    return calendar
  }()
}
