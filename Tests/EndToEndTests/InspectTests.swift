import Foundation
import Testing

/// The report of the real program on files as strangers bring them.
@Suite("inspect")
struct InspectTests {
  /// Hourly rows with decimal commas, a gap of three rows, two odd cells, a copy in other units and wide signs.
  private func file() throws -> String {
    let folder = try Program.temporaryFolder()
    var lines = ["Zeit;Last kW;温度;Watt"]
    for hour in 0..<24 * 60 where !(500..<503).contains(hour) {
      let load = 1200 + 300 * sin(Double(hour) * .pi / 12) + Double(hour * 7919 % 101)
      let day = hour / 24
      let date = day < 28 ? "\(day + 1).2" : day < 59 ? "\(day - 27).3" : "\(day - 58).4"
      let stamp = "\(date).2021 \(hour % 24):00"
      let cell = hour == 100 ? "n.v." : String(format: "%.1f", load).replacingOccurrences(of: ".", with: ",")
      let watt = String(format: "%.0f", load * 1000)
      lines.append("\(stamp);\(cell);\(hour == 200 ? "kaputt" : "\(hour % 13),5");\(watt)")
    }
    let path = folder.appending(path: "Zähler-😀.csv").path
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("80 columns hold every line; sections tell gaps, odd cells, cycles, ladder, split and leaks")
  func text() throws {
    let outcome = try Program.run(["inspect", try file()])
    #expect(outcome.code == 0, "\(outcome.error)")
    // Sentences are broken between words.
    let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for text in [
      "Zähler-😀.csv", "温度", "3 rows before line 502", "line 102, Last kW: “n.v.” is not a number", "kaputt", "1 d",
      "periodogram", "the file's own step", "as long as the horizon", "training", "Watt follows from the target",
      "semicolon", "comma", "--decimal",
    ] { #expect(words.contains(text), "“\(text)” is missing in\n\(outcome.output)") }
    for line in outcome.lines { #expect(columns(line) <= 80, "\(line)") }
  }

  @Test("Columns stand under each other, whatever the width of their names' signs")
  func alignment() throws {
    let lines = try Program.run(["inspect", try file()]).lines
    let rows = lines.filter {
      ($0.contains(" number ") || $0.contains(" integer ")) && !$0.contains("“") && !$0.contains("not compared")
    }
    #expect(rows.count == 3)
    // The type begins in the same display column in every row.
    let places = Set(
      rows.map { row in
        columns(row.prefix(upTo: (row.range(of: "number") ?? row.range(of: "integer"))?.lowerBound ?? row.endIndex))
      })
    #expect(places.count == 1, "\(rows.joined(separator: "\n"))")
  }

  @Test("JSON tells the same")
  func json() throws {
    let outcome = try Program.run(["inspect", try file(), "--json"])
    let object = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let gaps = try #require(object["gaps"] as? [String: Any])
    #expect(gaps["count"] as? Int == 1 && gaps["missingRows"] as? Int == 3)
    #expect((gaps["longest"] as? [String: Any])?["line"] as? Int == 502)
    #expect((object["leaks"] as? [[String: Any]])?.map { $0["column"] as? String } == ["Watt"])
    let cycles = try #require(object["cycles"] as? [[String: Any]])
    #expect(
      cycles.contains { $0["length"] as? String == "1 d" && $0["periodogram"] != nil && $0["autocorrelation"] != nil })
    #expect((object["ladder"] as? [[String: Any]])?.allSatisfy { ($0["reason"] as? String)?.isEmpty == false } == true)
  }

  /// Columns of a terminal: wide signs take two.
  private func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let isWide =
        (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
        || (0xAC00...0xD7A3).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
        || scalar.value >= 0x1F300
      return sum + (isWide ? 2 : 1)
    }
  }
}
