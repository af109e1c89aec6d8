import Foundation
import Testing

@Suite("--init begins with trained weights")
struct InitialWeightsTests {
  private let folder: URL
  private var store: String { folder.appending(path: "store").path }
  private var model: String { folder.appending(path: "m.safetensors").path }

  init() throws { folder = try Program.temporaryFolder() }

  private func train(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["train"] + arguments + ["--store", store])
  }

  private func losses(_ outcome: Program.Outcome) throws -> [Double] {
    try outcome.lines.compactMap { line in
      let event = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return event["event"] as? String == "epoch" ? event["validationLoss"] as? Double : nil
    }
  }

  @Test("A model's file gives recipe, grain and structure with its weights, and what is learnt goes on from there")
  func file() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try train(
      "demand", "--grain", "6h", "--recipe", "mlp", "--units", "24,12", "--epochs", "40", "--save-model", model,
      "--json")
    #expect(first.code == 0, "\(first.error)")
    let (fresh, further) = (
      try train("demand", "--grain", "6h", "--units", "24,12", "--epochs", "1", "--json"),
      try train("demand", "--init", model, "--epochs", "1", "--json")
    )
    #expect(further.code == 0, "\(further.error)")
    #expect(further.output.contains("begins with the weights of m.safetensors."), "\(further.output)")
    let (trained, begun, random) = (try losses(first), try losses(further), try losses(fresh))
    try #require(trained.count == 40 && begun.count == 1 && random.count == 1)
    #expect(begun[0] < 0.6 * random[0] && begun[0] < 1.3 * trained[39], "\(begun) \(random) \(trained[39])")
  }

  @Test("A run of the store is named by the beginning of its name, and its command begins with the same weights")
  func run() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try train("demand", "--grain", "1d", "--recipe", "gru", "--units", "8", "--epochs", "3").code == 0)
    func names() throws -> [String] {
      try Program.run(["runs", "list", "--json", "--store", store]).lines.map { line in
        let row = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return try #require(row["run"] as? String)
      }
    }
    let parent = try #require(try names().first)
    let further = try train("demand", "--init", parent, "--epochs", "2", "--learning-rate", "1e-4")
    #expect(further.code == 0, "\(further.error)")
    let own = try #require(try names().first { $0 != parent })
    let line = try Program.run(["runs", "command", own, "--store", store]).output
    #expect(line.contains("--recipe gru") && line.contains("--init ") && line.contains("\(parent)/best.safetensors"))
    let words = line.split { $0 == " " || $0 == "\n" }.dropFirst().map(String.init)
    #expect(try Program.run(words + ["--store", store]).code == 0)
    let weights = try names().filter { $0 != parent }.map { name in
      let shown = try Program.run(["runs", "show", name, "--json", "--store", store])
      let page = try #require(JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
      return try #require((page["end"] as? [String: Any])?["lastWeights"] as? String)
    }
    #expect(weights.count == 2 && Set(weights).count == 1)
    try FileManager.default.removeItem(atPath: "\(store)/runs/\(parent)")
    // The run goes on without the model that it began with.
    let on = try Program.run(["runs", "continue", own, "--epochs", "+1", "--store", store])
    #expect(on.code == 0, "\(on.error)")
  }

  @Test("A classifier of other classes takes all but the last layer; images take those of a network of ours")
  func images() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try train(
      "digits", "--grain", "8x8", "--recipe", "conv", "--epochs", "3", "--save-model", model, "--json")
    #expect(first.code == 0, "\(first.error)")
    let further = try train("digits", "--init", model, "--epochs", "1", "--freeze", "1")
    #expect(further.code == 0, "\(further.error)")
    #expect(further.output.contains("8×8: begins with the weights of m.safetensors.\n"), "\(further.output)")
    let (two, three) = (try flowers(kinds: 2), try flowers(kinds: 3))
    #expect(try train(two, "--target", "kind", "--epochs", "3", "--save-model", model).code == 0)
    let other = try train(three, "--target", "kind", "--epochs", "1", "--init", model)
    #expect(other.code == 0, "\(other.error)")
    #expect(other.output.contains("begins with the weights of m.safetensors, but for the last layer"))
  }

  private func flowers(kinds: Int) throws -> String {
    let rows = (0..<90).map { "\($0 % kinds * 2 + $0 % 7),\($0 % kinds + $0 % 5),\(["a", "b", "c"][$0 % kinds])\n" }
    let url = folder.appending(path: "\(kinds).csv")
    try ("long,wide,kind\n" + rows.joined()).write(to: url, atomically: true, encoding: .utf8)
    return url.path
  }

  @Test("Columns and classes go by their names, whatever their order; other names are not taken for them")
  func names() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ heading: String, _ rows: [Int], _ cells: (Int) -> String) throws -> String {
      let url = folder.appending(path: name)
      try (heading + "\n" + rows.map { cells($0) + "\n" }.joined()).write(to: url, atomically: true, encoding: .utf8)
      return url.path
    }
    let (long, wide) = ({ (row: Int) in row % 3 * 3 + row % 7 }, { (row: Int) in 40 - row % 3 * 9 + row % 5 })
    let kind = { (row: Int) in ["a", "b", "c"][row % 3] }
    let rows = Array(0..<120)
    let first = try file("first.csv", "long,wide,kind", rows) { "\(long($0)),\(wide($0)),\(kind($0))" }
    let still = ["--optimizer", "sgd", "--batch", "0", "--learning-rate", "1e-6", "--epochs", "1"]
    let trained = try train(first, "--target", "kind", "--epochs", "40", "--save-model", model, "--json")
    let loss = try #require(try losses(trained).last)
    // Kinds are met in another order, and columns stand in another.
    let other = try file("other.csv", "wide,long,kind", rows.reversed()) { "\(wide($0)),\(long($0)),\(kind($0))" }
    let begun = try Program.run(["train", other, "--init", model, "--store", store, "--json"] + still)
    #expect(begun.code == 0, "\(begun.error)")
    #expect(try losses(begun)[0] < loss + 0.3, "\(begun.output)")
    let renamed = try file("renamed.csv", "long,broad,kind", rows) { "\(long($0)),\(wide($0)),\(kind($0))" }
    let refused = try train(renamed, "--target", "kind", "--init", model)
    #expect(refused.code == 2 && refused.error.contains("wide"), "\(refused.error)")
    let kinds = try file("kinds.csv", "long,wide,kind", rows) { "\(long($0)),\(wide($0)),\(kind($0))x" }
    let taken = try train(kinds, "--target", "kind", "--init", model, "--epochs", "1")
    #expect(taken.output.contains("but for the last layer"), "\(taken.output)")
    let seeded = try train(first, "--init", model, "--epochs", "1", "--seed", "5")
    #expect(seeded.output.contains("was trained with seed 1, and the seed here is 5"), "\(seeded.output)")
  }

  @Test("What cannot begin with them is refused in a sentence", .timeLimit(.minutes(2)))
  func refusals() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try train("demand", "--grain", "1d", "--recipe", "mlp", "--epochs", "2", "--save-model", model).code == 0)
    let ridge = folder.appending(path: "ridge.safetensors").path
    #expect(try train("demand", "--grain", "1d", "--recipe", "ridge", "--save-model", ridge).code == 0)
    let cases: [([String], String)] = [
      (["train", "demand", "--init", "nowhere"], "nowhere: there is no such file, and no such run in the store. "),
      (["train", "demand", "--init", "./nowhere.safetensors"], "nowhere.safetensors"),
      (["train", "demand", "--init", Program.sample("demand.csv")], "demand.csv"),
      (["train", "demand", "--init", model, "--recipe", "gru"], "is a model of the recipe mlp; give --recipe mlp"),
      (
        ["train", "demand", "--init", model, "--units", "7"],
        "The weights do not fit 1d: m.safetensors reads 30 values and is Dense 64"
      ),
      (
        ["evaluate", "demand", "--init", model, "--lookback", "9"],
        "The weights do not fit 1d: m.safetensors reads 30 values"
      ),
      (["train", "demand", "--init", ridge], "which is computed from the data and begins with nothing"),
      (["inspect", "demand", "--init", model], "nothing is trained here"),
    ]
    for (arguments, sentence) in cases {
      let outcome = try Program.run(arguments)
      #expect(outcome.code == 2 && outcome.error.contains(sentence), "\(arguments): \(outcome.error)")
    }
  }
}
