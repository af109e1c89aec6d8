import Foundation
import Testing

@Suite("find-rate")
struct FindRateTests {
  private static let common = ["find-rate", Program.sample("demand.csv"), "--grain", "6h,1d"]

  @Test("Proposes a rate for each grain, the same for the same seed, in text and JSON")
  func proposes() throws {
    let first = try Program.run(Self.common)
    #expect(first.code == 0, "\(first.error)")
    let lines = first.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("6h ") } && lines.contains { $0.hasPrefix("1d ") })
    #expect(try Program.run(Self.common + ["--threads", "1"]).output == first.output)
    let json = try Program.run(Self.common + ["--json"])
    let objects = try json.output.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["grain"] as? String } == ["6h", "1d"])
    for object in objects {
      let rates = try #require(object["rates"] as? [Double])
      #expect((object["losses"] as? [Double])?.count == rates.count && rates.count > 20)
      #expect(object["proposed"] is Double && object["rule"] is String)
    }
  }

  @Test("A recipe without steps is refused with what to do")
  func noSteps() throws {
    let outcome = try Program.run(Self.common + ["--recipe", "ridge"])
    #expect(outcome.code == 2 && outcome.error.contains("needs a recipe that learns step by step"), "\(outcome)")
  }
}
