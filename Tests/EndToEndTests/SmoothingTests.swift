import Foundation
import Testing

@Suite("Smoothing and hybrid from a file to forecasts, through the program")
struct SmoothingTests {
  private typealias Object = [String: Any]

  /// RMSSE of the finest rung and of seasonal naive on both parts.
  private struct Scores {
    let validation, test, seasonal: Double
  }

  private func last(_ arguments: [String]) throws -> Object {
    let outcome = try Program.run(arguments + ["--json"])
    #expect(outcome.code == 0, "\(outcome.error)")
    let line = try #require(outcome.lines.last)
    return try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object)
  }

  private func scores(_ sample: String, _ recipe: String, _ grain: String) throws -> Scores {
    let end = try last(["train", Program.sample("\(sample).csv"), "--grain", grain, "--recipe", recipe])
    let rung = try #require((end["rungs"] as? [Object])?.first)
    let seasonal = try #require((end["baselines"] as? Object)?["seasonalNaive"] as? Object)
    func rmsse(_ object: Any?) throws -> Double { try #require((object as? Object)?["rmsse"] as? Double) }
    return Scores(
      validation: try rmsse(rung["validation"]), test: try rmsse(rung["test"]), seasonal: try rmsse(seasonal["test"]))
  }

  @Test(
    "Both beat seasonal naive, and hybrid is never worse than smoothing on validation",
    arguments: [("demand", "30min,1d"), ("co2", "1w,12w")])
  func beatsSeasonalNaive(sample: String, grain: String) throws {
    let (smoothing, hybrid) = (
      try scores(sample, "smoothing", grain), try scores(sample, "hybrid", grain)
    )
    #expect(smoothing.test < 0.6 * smoothing.seasonal && hybrid.test < 0.6 * hybrid.seasonal)
    #expect(hybrid.validation <= smoothing.validation)
  }

  @Test(
    "A kept model forecasts what was forecast, and each origin of the test part", arguments: ["smoothing", "hybrid"])
  func files(recipe: String) throws {
    let folder = try Program.temporaryFolder()
    let model = folder.appending(path: "m.safetensors").path
    let co2 = Program.sample("co2.csv")
    let asked = ["forecast", co2, "--grain", "1w", "--recipe", recipe]
    let first = try Program.run(asked + ["--save-model", model])
    let again = try Program.run(["forecast", co2, "--model", model])
    #expect(first.code == 0 && first.lines.count == 13, "\(first.error)")
    #expect(again.code == 0 && again.output == first.output, "\(again.error)")
    for more in [["--refit"], ["--every-origin"], ["--reconcile", "structural"]] {
      let outcome = try Program.run(
        asked.filter { more[0] != "--reconcile" || !["--grain", "1w"].contains($0) } + more)
      #expect(outcome.code == 0 && outcome.lines.count > 10, "\(more) \(outcome.error)")
    }
  }

  @Test("Runs are kept, opened, replayed and evaluated; what they are not is said")
  func runs() throws {
    let folder = try Program.temporaryFolder()
    let (store, journal) = (folder.appending(path: "store").path, folder.appending(path: "s.journal").path)
    let co2 = Program.sample("co2.csv")
    let trained = try Program.run(
      [
        "train", co2, "--grain", "2w,4w", "--recipe", "smoothing", "--slope", "damped", "--store", store, "--journal",
        journal,
      ])
    #expect(trained.code == 0, "\(trained.error)")
    let replayed = try Program.run(["replay", journal])
    #expect(replayed.code == 0, "\(replayed.output)\(replayed.error)")
    let listed = try Program.run(["runs", "list", "--json", "--store", store])
    let row = try #require(JSONSerialization.jsonObject(with: Data(listed.lines[0].utf8)) as? Object)
    let id = try #require(row["run"] as? String)
    let arrays = folder.appending(path: "m.npz").path
    #expect(try Program.run(["runs", "export", id, "--numpy", arrays, "--store", store]).code == 0)
    let inspected = try Program.run(["inspect", arrays])
    #expect((inspected.output + inspected.error).contains("rates"))
    let graph = try Program.run(
      ["runs", "export", id, "--onnx", folder.appending(path: "m.onnx").path, "--store", store])
    #expect(graph.code != 0 && graph.error.contains("smoothing goes along the whole past"))
    #expect(try Program.run(["evaluate", co2, "--grain", "2w,4w", "--recipe", "hybrid"]).code == 0)
    #expect(try Program.run(["choose", co2, "--grain", "2w,4w", "--recipe", "smoothing"]).code == 0)
    let idle = try Program.run(["train", co2, "--recipe", "smoothing", "--lookback", "9"])
    #expect(idle.code != 0 && idle.error.contains("--lookback"))
    let streamed = try Program.run(["watch", "--recipe", "smoothing"], input: Data("1\n2\n".utf8))
    #expect(streamed.code != 0 && streamed.error.contains("smoothing"))
  }

  @Test("The Lab draws it, with its own knobs")
  func lab() throws {
    let drawn = try Program.run(
      ["picture", Program.sample("co2.csv"), "--recipe", "smoothing", "--size", "120x36"])
    #expect(
      drawn.code == 0 && drawn.output.contains("season form") && drawn.output.contains("52 steps")
        && drawn.output.contains("seasons"))
  }
}
