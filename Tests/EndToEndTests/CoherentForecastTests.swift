import Foundation
import Testing

@Suite("forecast --reconcile forecasts every grain so that they add up")
struct CoherentForecastTests {
  private typealias Object = [String: Any]

  private let demand = [Program.sample("demand.csv"), "--horizon", "1d"]
  /// Fine to coarse, with the steps of a day.
  private let grains = [("30min", 48), ("1h", 24), ("3h", 8), ("6h", 4), ("1d", 1)]

  private func forecast(_ arguments: [String]) throws -> (rows: [Object], error: String) {
    let outcome = try Program.run(["forecast"] + arguments + ["--json"])
    #expect(outcome.code == 0, "\(outcome.error)")
    let rows = try outcome.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
    return (rows, outcome.error)
  }

  /// The forecasts of each grain, in the order of the rows.
  private func values(_ rows: [Object], _ field: String = "forecast") -> [String: [Double]] {
    Dictionary(grouping: rows) { $0["grain"] as? String ?? "" }.mapValues { $0.compactMap { $0[field] as? Double } }
  }

  private func isClose(_ left: [Double]?, _ right: [Double]?) -> Bool {
    guard let left, let right, left.count == right.count, !left.isEmpty else { return false }
    return zip(left, right).allSatisfy { abs($0 - $1) <= 1e-9 * abs($1) }
  }

  @Test(
    "Behind the last row coarse steps are the means of the fine ones",
    arguments: ["bottom-up", "top-down", "ols", "structural", "variance", "mint-shrink", "mint-structural"])
  func addsUp(method: String) throws {
    let (rows, error) = try forecast(demand + ["--reconcile", method])
    let found = values(rows)
    let fine = try #require(found["30min"])
    for (grain, steps) in grains {
      let width = 48 / steps
      let means = (0..<steps).map { step in fine[step * width..<(step + 1) * width].reduce(0, +) / Double(width) }
      #expect(isClose(found[grain], means), "\(grain)")
    }
    #expect(rows.first?["time"] as? String == "2000-08-28 00:00" && rows.last?["grain"] as? String == "1d")
    #expect(error.contains("1w is left out: a day is not a whole number of weeks."))
    #expect(rows.allSatisfy { ($0["bands"] as? [Object])?.count == 1 } && error.contains("before and after: 30min"))
  }

  @Test(
    "Without a name the method is mint-structural; validation scores and bands are of origins that it has not learnt from"
  )
  func usual() throws {
    let (rows, error) = try forecast(demand + ["--reconcile"])
    let named = try forecast(demand + ["--reconcile", "mint-structural"])
    #expect(isClose(values(rows)["1d"], values(named.rows)["1d"]) && error == named.error)
    // What all validation origins say of a method that has learnt from them is better.
    let scored = try Program.run(["reconcile"] + demand + ["--json"])
    let report = try #require(JSONSerialization.jsonObject(with: Data(scored.output.utf8)) as? Object)
    let part = try #require((report["methods"] as? [Object])?.first?["validation"] as? Object)
    let inSample = try #require((part["rmsse"] as? [Double])?.last)
    let told = try #require(error.split(separator: "→").last).drop { $0 == " " }.prefix { $0.isNumber || $0 == "." }
    let own = try #require(Double(told.hasSuffix(".") ? told.dropLast() : told))
    #expect(part["inSample"] as? Bool == true && own > inSample)
  }

  @Test("From the bottom up the finest grain forecasts what it forecasts alone")
  func bottomUp() throws {
    // The mean of models weighs them by origins, of which one grain has others than several.
    let (rows, _) = try forecast(demand + ["--recipe", "hybrid", "--reconcile", "bottom-up"])
    let alone = try forecast(demand + ["--recipe", "hybrid", "--grain", "30min"]).rows
      .compactMap { $0["forecast"] as? Double }
    #expect(isClose(values(rows)["30min"], alone))
  }

  @Test("At the test origins these are the forecasts that reconcile scores")
  func everyOrigin() throws {
    let (rows, _) = try forecast(demand + ["--reconcile", "structural", "--every-origin"])
    let scored = try Program.run(["reconcile"] + demand + ["--method", "structural", "--json", "--predictions"])
    let report = try #require(JSONSerialization.jsonObject(with: Data(scored.output.utf8)) as? Object)
    let part = try #require((report["methods"] as? [Object])?.first?["test"] as? Object)
    let predicted = try #require(part["predicted"] as? [[[Double]]])
    for (index, grain) in grains.enumerated() {
      #expect(isClose(values(rows)[grain.0], predicted[index].flatMap { $0 }), "\(grain.0)")
      #expect(values(rows, "actual")[grain.0]?.count == 21 * grain.1)
    }
  }

  @Test("--refit learns anew at every grain, and what comes of it adds up")
  func refit() throws {
    let (plain, refitted) = (
      try forecast(demand + ["--reconcile", "structural"]),
      try forecast(demand + ["--reconcile", "structural", "--refit"])
    )
    let (before, after) = (values(plain.rows), values(refitted.rows))
    #expect(grains.allSatisfy { before[$0.0] != after[$0.0] })
    let mean = try #require(after["30min"]).reduce(0, +) / 48
    #expect(isClose(after["1d"], [mean]) && refitted.error.contains("It has then learnt anew from all rows before"))
  }

  @Test("With origins enough to learn from and too few to judge it there is no band, and it is said why")
  func fewOrigins() throws {
    let arguments = ["forecast", demand[0], "--horizon", "3d", "--grain", "1d,3d", "--reconcile", "mint-shrink"]
    let plain = try Program.run(arguments)
    #expect(plain.code == 0 && plain.error.contains("too few to take bands from as well: none is written"))
    let asked = try Program.run(arguments + ["--levels", "80"])
    #expect(asked.code != 0 && asked.error.contains("leave out --levels, or reconcile by structural"))
  }

  @Test(
    "What cannot be made to add up is a sentence",
    arguments: [
      (["--reconcile", "ols", "--recipe", "per-grain"], "so that there is nothing to add up"),
      (["--reconcile", "ols", "--save-model", "m.safetensors"], "A model's file holds one grain"),
      (["--reconcile", "ols", "--grain", "1h"], "Only the grain 1h fills the horizon"),
      (["--reconcile", "ols", "--from", "2000-08-20T01:00"], "is no boundary of every grain that is read"),
    ])
  func refused(options: [String], words: String) throws {
    let outcome = try Program.run(["forecast"] + demand + options)
    #expect(outcome.code != 0 && outcome.output.isEmpty && outcome.error.contains(words), "\(outcome.error)")
  }
}
