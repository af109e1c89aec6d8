import Datasets
import Foundation
import Granularity
import Models
import Telemetry
import TemporaryPaths
import Testing

@testable import Training

@Suite("A stream's text leads to its watch")
struct WatchFeedTests {
  /// Reads a text to its end.
  private func watch(
    _ text: String, pieces: Int = 999, record: String? = nil, _ change: (inout WatchRequest) -> Void = { _ in }
  ) throws -> (feed: WatchFeed, news: [WatchNews]) {
    var request = WatchRequest(settings: Settings(online: .ridge))
    request.grains = [.seconds(1), .seconds(4), .seconds(8)]
    change(&request)
    let feed = WatchFeed(
      TextSource(text, pieces: pieces), request, recordPath: record, now: { 1_700_000_003_200 }, zoneOffset: { _ in 0 })
    var news: [WatchNews] = []
    while !feed.hasEnded {
      _ = try feed.turn()
      news += feed.takeNews()
    }
    return (feed, news)
  }

  private func bits(_ news: [WatchNews]) -> [UInt64] {
    news.compactMap { news in
      if case .event(.ended(_, let report)) = news { report.weightsHash } else { nil }
    }
  }

  private func notices(_ news: [WatchNews]) -> [String] {
    news.compactMap { if case .event(.notice(let text)) = $0 { text } else { nil } }
  }

  @Test("What is recorded is watched again to the same bits, however it was cut into pieces")
  func recording() throws {
    let path = TemporaryPaths.unused(".csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = (PlantedStream.noise(300) + PlantedStream.wave(300)).map { "\($0)\n" }.joined()
    let live = try watch("name of it, twice\n" + text, record: path) { $0.step = 1_000 }
    let recorded = try String(contentsOfFile: path, encoding: .utf8)
    #expect(recorded.hasPrefix("time,") && recorded.split(separator: "\n").count == 601)
    #expect(recorded.contains("2023-11-14 22:13:23Z,"))
    let again = try watch(recorded, pieces: 7)
    #expect(again.feed.points == 600 && live.feed.points == 600)
    #expect(bits(live.news).count == 3 && bits(again.news) == bits(live.news))
    #expect(again.feed.engine?.judged == live.feed.engine?.judged)
  }

  @Test("A stream without stamps that comes faster or slower than its step says once that times are counted")
  func paces() throws {
    /// What is said of two hundred values, of which one comes every so many milliseconds.
    func said(every milliseconds: Int64, stamped: Bool = false) throws -> [String] {
      var request = WatchRequest(settings: Settings(online: .ridge))
      (request.grains, request.step) = ([.seconds(1), .seconds(4)], 1_000)
      var instant: Int64 = 1_700_000_003_200
      let lines = (0..<200).map { stamped ? "2023-11-14 22:\(13 + $0 / 60):\(10 + $0 % 60 / 2),\($0)" : "\($0)" }
      let feed = WatchFeed(
        TextSource(lines.joined(separator: "\n") + "\n", pieces: 7), request,
        now: {
          defer { instant += milliseconds }
          return instant
        }, zoneOffset: { _ in 0 })
      var news: [WatchNews] = []
      while !feed.hasEnded {
        _ = try feed.turn()
        news += feed.takeNews()
      }
      return notices(news).filter { $0.contains("counted") }
    }
    let rest = "without time stamps each counts as one step, so that the times shown are counted and"
    #expect(
      try said(every: 10) == [
        "Values come faster than one every 1s: \(rest) run ahead of the clock; --every gives the stream's step."
      ])
    #expect(
      try said(every: 3_000) == [
        "Values come slower than one every 1s: \(rest) fall behind the clock; --every gives the stream's step."
      ])
    #expect(try said(every: 1_000).isEmpty && said(every: 10, stamped: true).isEmpty)
  }

  @Test("A count of one origin is in the singular")
  func singular() {
    #expect(
      Words.watchBest(rung: "1s", measure: "RMSSE", own: "0.4", origins: 1)
        == "1s forecasts best: RMSSE 0.4 over the last origin")
    #expect(
      Words.watchBestAgainst(rung: "1s", measure: "RMSSE", own: "0.4", other: "0.5", against: "4s", origins: 2)
        == "1s forecasts best: RMSSE 0.4 against 0.5 of 4s over the last 2 origins")
  }

  @Test("A record keeps every digit of what it was fed")
  func digits() throws {
    let path = TemporaryPaths.unused(".csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let values = (0..<200).map { $0 % 4 == 3 ? "\(1_000_000_000 + $0).0625" : "\(1_000_000_000 + $0)" }
    _ = try watch(values.joined(separator: "\n") + "\n", record: path) { $0.step = 1_000 }
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.map { String($0.split(separator: ",")[1]) } == values)
  }

  @Test("The step is what stamps tell, with one that is missing among them")
  func step() throws {
    let rows = (0..<40).filter { $0 != 3 }.map { "2024-01-01 00:\($0 / 6 < 10 ? "0" : "")\($0 / 6):\($0 % 6)0,\($0)" }
    let (feed, _) = try watch("time,load\n" + rows.joined(separator: "\n")) { $0.grains = nil }
    #expect(feed.engine?.ladder.step == 10_000 && feed.points == 39)
    #expect(feed.engine?.plan.target == "load" && feed.engine?.plan.zoneOffset == nil)
    #expect(feed.engine?.ladder.grains.map(\.label) == ["10s", "30s", "2min"])
    // A file that is too short to tell is watched nevertheless.
    #expect(try watch("time,load\n2024-01-01,3\n") { $0.grains = nil }.feed.points == 1)
  }

  @Test("It ends after so many values; stamps may be passed over; the choice of a column is told")
  func options() throws {
    let text = "time,a,b\n" + (0..<50).map { "2024-01-01 00:00:\($0 + 10),\($0),\(-$0)\n" }.joined()
    let until = try watch(text) {
      $0.until = 20
      $0.column = "b"
    }
    #expect(until.feed.points == 20 && until.feed.hasEnded && notices(until.news).isEmpty)
    let plain = try watch(text) { $0.ignoresStamps = true }
    #expect(plain.feed.points == 50 && plain.feed.engine?.plan.zoneOffset == 0)
    #expect(notices(plain.news) == ["a is watched; --column takes another: time, b."])
  }

  @Test("What cannot be watched is refused in a sentence")
  func refusals() throws {
    let column = try #require(throws: WatchError.self) { try watch("a,b\n1,2\n") { $0.column = "c" } }
    #expect(column.sentence.contains("no column “c”"))
    let ladder = try #require(throws: WatchError.self) { try watch("1\n2\n") { $0.horizon = .milliseconds(1_500) } }
    #expect(ladder.sentence.contains("horizon") || ladder.sentence.contains("whole number"))
    let record = try #require(throws: WatchError.self) {
      try watch("1\n", record: "/nowhere/x.csv") { $0.step = 1_000 }
    }
    #expect(record.sentence.contains("/nowhere/x.csv"))
    #expect(try watch("words\nalone\n").feed.engine == nil)
  }
}
