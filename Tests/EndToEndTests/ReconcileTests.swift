import Foundation
import Testing

@Suite("reconcile makes forecasts add up and shows gain and loss")
struct ReconcileTests {
  @Test("On the sample of demand structural scaling's mean error over levels is below the base forecasts'")
  func gains() throws {
    let outcome = try Program.run(["reconcile", Program.sample("demand.csv"), "--method", "all", "--json"])
    #expect(outcome.code == 0, "\(outcome.error)")
    let line = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.output)")
    let base = try #require((line["test"] as? [String: Any])?["meanBase"] as? Double)
    let methods = try #require(line["methods"] as? [[String: Any]])
    #expect(methods.count == 7)
    let mint = try #require(methods.first { $0["name"] as? String == "mint-shrink" })
    // MinT's covariance comes from 12 validation origins here, too few for it to gain.
    let structural = try #require(methods.first { $0["name"] as? String == "structural" }?["test"] as? [String: Any])
    #expect(try #require(structural["meanRMSSE"] as? Double) < 0.98 * base)
    let usual = try #require(methods.first { $0["name"] as? String == "mint-structural" }?["test"] as? [String: Any])
    #expect(try #require(usual["meanRMSSE"] as? Double) < 0.98 * base)
    let test = try #require(mint["test"] as? [String: Any])
    #expect((test["gain"] as? [Double])?.count == 5)
    #expect((mint["validation"] as? [String: Any])?.keys == test.keys)
    // What learnt from validation errors is marked there, and there alone.
    let marked = methods.filter { ($0["validation"] as? [String: Any])?["inSample"] as? Bool == true }
    #expect(marked.compactMap { $0["name"] as? String } == ["variance", "mint-shrink", "mint-structural"])
    #expect(methods.allSatisfy { ($0["test"] as? [String: Any])?["inSample"] as? Bool == false })
  }

  @Test("The table has a row a grain, the mean, and every loss with its sign")
  func table() throws {
    let outcome = try Program.run([
      "reconcile", Program.sample("demand.csv"), "--grain", "30min,6h,1d", "--horizon", "1d",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let starts = outcome.lines.dropFirst().map { String($0.prefix { $0 != " " }) }
    let table = ["grain", "30min", "6h", "1d", "mean"]
    #expect(Array(starts.prefix(12)) == ["Validation,"] + table + ["Test,"] + table)
    #expect(
      outcome.output.contains(
        "Minus is gain, plus is loss. *: mint-structural learnt from the errors at the validation"))
    let heads = outcome.lines.filter { $0.hasPrefix("grain ") }
    #expect(heads.map { $0.contains("mint-structural *") } == [true, false])
    let structural = try Program.run(["reconcile", Program.sample("demand.csv"), "--method", "structural"])
    #expect(structural.output.contains("Minus is gain, plus is loss.\n") && !structural.output.contains("*"))
  }

  @Test("What cannot be had is refused with exit code 2 and a suggestion")
  func refusals() throws {
    let grains = try Program.run(["reconcile", Program.sample("demand.csv"), "--grain", "4h,6h,1d"])
    #expect(grains.code == 2 && grains.error.contains("leave out 6h and take 4h,1d with a horizon of 1d"))
    let method = try Program.run(["reconcile", Program.sample("demand.csv"), "--method", "magic"])
    #expect(
      method.code == 2
        && method.error.contains("bottom-up, top-down, ols, structural, variance, mint-shrink, mint-structural or all"))
    let images = try Program.run(["reconcile", Program.sample("digits.csv")])
    #expect(images.code == 2 && images.error.contains("no time axis"))
  }
}
