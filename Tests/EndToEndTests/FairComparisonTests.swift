import Foundation
import Testing

/// What is held against what, and what is said where nothing can be.
@Suite("Comparisons that are fair, or not made")
struct FairComparisonTests {
  /// Hours from a Monday on.
  private func hours(_ count: Int, _ value: (Int) -> Double) throws -> String {
    try Program.file(
      "hours.csv",
      ["time,value"]
        + (0..<count).map { hour in
          let (day, rest) = (hour / 24, hour % 24)
          let stamp = String(format: "2023-%02d-%02d %02d:00", day / 28 + 1, day % 28 + 1, rest)
          return "\(stamp),\(value(hour))"
        })
  }

  @Test("A forecast is held against the naive one too, where there is no season")
  func naive() throws {
    var level = 0.0
    let path = try hours(24 * 28) { hour in
      // Steps to and fro without a cycle: a walk.
      level += Double((hour * 7919 + hour * hour % 7907) % 13) - 6
      return level
    }
    let outcome = try Program.run([
      "forecast", path, "--recipe", "mlp", "--epochs", "1", "--horizon", "2h", "--grain", "1h,2h",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.error.contains("Naive has ") && outcome.error.contains("--recipe naive forecasts with it"))
  }

  @Test("Where the target repeats itself exactly, that is the reason, not too few origins")
  func repeating() throws {
    let path = try hours(24 * 28) {
      Double([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4][$0 % 24])
    }
    let options = ["--grain", "1h,6h", "--horizon", "6h", "--recipe", "ridge"]
    let trained = try Program.run(["train", path] + options)
    #expect((trained.output + trained.error).contains("is the same again after 1d"), "\(trained.output)")
    for command in ["forecast", "choose"] {
      let outcome = try Program.run([command, path] + options)
      #expect(outcome.code != 0 && outcome.error.contains("repeats itself exactly"), "\(command): \(outcome.error)")
    }
  }

  @Test("Runs on classes are found and sorted by their accuracy; one of several seeds says whose rows it learnt from")
  func accuracy() throws {
    let store = try Program.temporaryFolder().appending(path: "store").path
    let digits = Program.sample("digits.csv")
    let options = ["--grain", "4x4", "--epochs", "1", "--store", store]
    #expect(try Program.run(["evaluate", digits, "--seeds", "2"] + options).code == 0)
    func runs(_ arguments: [String]) throws -> Program.Outcome {
      try Program.run(["runs"] + arguments + ["--store", store])
    }
    let listed = try runs(["list", "--json", "--sort", "accuracy"]).lines.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let shares = listed.compactMap { $0["accuracy"] as? Double }
    #expect(
      shares.count == 2 && shares[0] >= shares[1]
        && abs(shares[0] + (listed[0]["validation"] as? Double ?? 9) - 1) < 1e-9)
    #expect(try runs(["list", "--where", "accuracy>=\(shares[0])"]).output.contains("validation samples"))
    #expect(try runs(["list", "--where", "accuracy>1"]).output.contains("no such runs"))
    for run in listed {
      let said = try runs(["command", try #require(run["run"] as? String)])
      #expect(
        (said.output + said.error).contains("that the seed 1 draws") == (run["seed"] as? Int == 2), "\(said.error)")
    }
  }
}
