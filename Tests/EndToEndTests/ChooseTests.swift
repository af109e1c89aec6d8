import Foundation
import Testing

@Suite("choose names a grain and says why")
struct ChooseTests {
  @Test("Text has a bar a grain, the best error and the reason; JSON the figures behind them")
  func chooses() throws {
    let common = ["choose", Program.sample("demand.csv"), "--recipe", "ridge", "--grain", "2h,6h,1d"]
    let text = try Program.run(common)
    #expect(text.code == 0, "\(text.error)")
    #expect(
      text.output.contains("the best: what reaches it is not clearly worse") && text.output.contains("chosen")
        && text.output.contains("lowest mean RMSSE")
    )
    let json = try Program.run(common + ["--json"])
    let line = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rungs = try #require(line["rungs"] as? [[String: Any]])
    #expect(rungs.compactMap { $0["grain"] as? String } == ["2h", "6h", "1d"])
    let chosen = try #require(rungs.first { $0["grain"] as? String == line["chosen"] as? String })
    #expect(chosen["likeBest"] as? Bool == true)
    let best = try #require(rungs.first { $0["grain"] as? String == line["best"] as? String })
    #expect(best["difference"] as? Double == 0 && best["differenceError"] as? Double == 0)
    // Behind the reason stand the notes on the data.
    #expect(line["reason"] as? String == text.lines.last { !$0.hasPrefix("Note: ") }.map(String.init))
    #expect(line["remarks"] as? [String] == ["stamps carry no zone and are taken as written"])
  }

  @Test("Images are refused")
  func refusal() throws {
    let outcome = try Program.run(["choose", Program.sample("digits.csv")])
    #expect(outcome.code == 2 && outcome.error.contains("no time axis"))
  }
}
