import Foundation
import Testing

@Suite("runs export writes runs for other programs")
struct ExportTests {
  private typealias Object = [String: Any]

  private func trained(_ arguments: [String], store: String) throws -> (id: String, epochs: [Object]) {
    let outcome = try Program.run(["train"] + arguments + ["--json", "--store", store])
    #expect(outcome.code == 0, "\(outcome.error)")
    let events = try outcome.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
    let listed = try Program.run(["runs", "list", "--json", "--limit", "1", "--store", store])
    let row = try #require(JSONSerialization.jsonObject(with: Data(listed.lines[0].utf8)) as? Object)
    return (try #require(row["run"] as? String), events.filter { $0["event"] as? String == "epoch" })
  }

  @Test("Epochs as CSV, the model as NumPy's arrays, as a graph and as a file that forecasts")
  func demand() throws {
    let folder = try Program.temporaryFolder()
    let store = folder.appending(path: "store").path
    let arguments = [Program.sample("demand.csv"), "--grain", "1h", "--horizon", "1d"]
    let (id, epochs) = try trained(arguments + ["--recipe", "mlp", "--epochs", "3"], store: store)
    func path(_ name: String) -> String { folder.appending(path: name).path }
    let written = try Program.run([
      "runs", "export", id, "--csv", "-", "--numpy", path("m.npz"), "--onnx", path("m.onnx"), "--safetensors",
      path("m.safetensors"), "--tensorboard", path("board"), "--store", store,
    ])
    #expect(written.code == 0, "\(written.error)")
    let rows = written.lines.map { $0.split(separator: ",").map(String.init) }
    #expect(rows.first?.prefix(4) == ["epoch", "step", "training_loss", "validation_loss"] && rows.count == 4)
    for (row, epoch) in zip(rows.dropFirst(), epochs) {
      #expect(Double(row[3]) == epoch["validationLoss"] as? Double && row[4] == "0.001")
    }
    // NumPy's own archives are read here too.
    let arrays = try Program.run(["inspect", path("m.npz")])
    #expect((arrays.output + arrays.error).contains("layer1.weight"), "\(arrays.output)\(arrays.error)")
    let graph = try Data(contentsOf: URL(filePath: path("m.onnx")))
    #expect(graph.range(of: Data("Gemm".utf8)) != nil && graph.range(of: Data("forecast".utf8)) != nil)
    let (own, again) = (
      try Program.run(["forecast"] + arguments.prefix(1) + ["--model", path("m.safetensors")]),
      try Program.run([
        "forecast", arguments[0], "--model", store + "/runs/\(id)/best.safetensors",
      ])
    )
    #expect(own.code == 0 && own.output == again.output && !own.output.isEmpty)
    let events = try FileManager.default.contentsOfDirectory(atPath: path("board/\(id)"))
    #expect(events.count == 1 && events[0].hasPrefix("events.out.tfevents."))
  }

  @Test("Beside a model lies a page with its run, inputs, outputs and lines of Python, which is nobody else's")
  func pages() throws {
    let folder = try Program.temporaryFolder()
    let store = folder.appending(path: "store").path
    let rows = (0..<120).map { "\($0 % 7),\(($0 * 37) % 11),\($0 % 7 > 3 ? "yes" : "no")" }
    let table = folder.appending(path: "rows.csv").path
    try (["a|b,c`d,kind"] + rows).joined(separator: "\n").write(toFile: table, atomically: true, encoding: .utf8)
    let (classes, _) = try trained([table, "--target", "kind", "--epochs", "2"], store: store)
    let demand = [Program.sample("demand.csv"), "--horizon", "1d", "--epochs", "1"]
    let (series, _) = try trained(demand + ["--grain", "1h", "--recipe", "mlp"], store: store)
    let (joined, _) = try trained(demand + ["--grain", "1h,6h", "--recipe", "coupled"], store: store)
    let (images, _) = try trained([Program.sample("digits.csv"), "--recipe", "conv", "--epochs", "1"], store: store)
    func page(_ id: String, _ option: String) throws -> String {
      let path = folder.appending(path: "model").path
      let written = try Program.run(["runs", "export", id, "--\(option)", path, "--store", store])
      #expect(written.code == 0 && written.error.contains("\(path).md is written."), "\(written.error)")
      return try String(contentsOfFile: path + ".md", encoding: .utf8)
    }
    let graph = try page(series, "onnx")
    for part in [
      "| run | \(series) |", "| data | demand.csv (", "RMSSE", "origins, with the best weights, of epoch 1 |",
      "| grain | 1h |",
      "| `window` | float64 | `[batch, 168, ", "| `calendar` | float64 |", "| `forecast` | float64 | `[batch, 24]` |",
      "pd.read_csv(\"demand.csv\", index_col=0, parse_dates=True)", ".resample(\"1h\", origin=origin)",
    ] { #expect(graph.contains(part), "\(part)\n\(graph)") }
    #expect(!graph.contains(folder.path), "it names no folder")
    #expect(try page(series, "onnx") == graph, "written again it is the same")
    let samples = try page(classes, "onnx")
    #expect(samples.contains("`a\\|b`, `` c`d ``") && samples.contains("[[\"a|b\", \"c`d\"]]"), "\(samples)")
    #expect(samples.contains("np.array([\"no\", \"yes\"])[probabilities.argmax(axis=1)]"), "\(samples)")
    #expect(try page(classes, "numpy").contains("x = x @ arrays[\"layer1.weight\"] + arrays[\"layer1.bias\"]"))
    let pictures = try page(images, "onnx")
    #expect(pictures.contains("| `images` | float32 | `[batch, 8, 8, 1]` |"), "\(pictures)")
    #expect(pictures.contains(".reshape(-1, 8, 8, 1) / 16"), "\(pictures)")
    let members = try page(joined, "safetensors")
    for part in ["## Network 0, of 1h", "## Network 1, of 6h", "brought to 1h", "forecast demand.csv --model model"] {
      #expect(members.contains(part), "\(part)\n\(members)")
    }
    // Neither a page of somebody else's is written over, nor one beside a device.
    let own = folder.appending(path: "own.npz.md").path
    try "my notes".write(toFile: own, atomically: true, encoding: .utf8)
    let refused = try Program.run([
      "runs", "export", series, "--numpy", folder.appending(path: "own.npz").path, "--store", store,
    ])
    #expect(refused.code != 0 && refused.error.contains("own.npz.md is there and was not written by an export"))
    #expect(try String(contentsOfFile: own, encoding: .utf8) == "my notes")
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "own.npz").path))
    #expect(try Program.run(["runs", "export", series, "--numpy", "/dev/null", "--store", store]).code == 0)
    #expect(!FileManager.default.fileExists(atPath: "/dev/null.md"))
  }

  @Test("Runs on the same data are one experiment of MLflow's store; written again, a run is the same run")
  func mlflow() throws {
    let folder = try Program.temporaryFolder()
    let (store, flow) = (folder.appending(path: "store").path, folder.appending(path: "flow").path)
    let arguments = [Program.sample("demand.csv"), "--grain", "1h", "--horizon", "1d", "--epochs", "2"]
    let (first, epochs) = try trained(arguments, store: store)
    let (second, _) = try trained(arguments + ["--seed", "2"], store: store)
    for id in [first, second, first] {
      let outcome = try Program.run(["runs", "export", id, "--mlflow", flow, "--store", store])
      #expect(outcome.code == 0, "\(outcome.error)")
    }
    let experiments = try FileManager.default.contentsOfDirectory(atPath: flow)
    #expect(experiments.count == 1)
    let runs = try FileManager.default.contentsOfDirectory(atPath: "\(flow)/\(experiments[0])").filter {
      $0 != "meta.yaml"
    }
    #expect(runs.count == 2 && runs.allSatisfy { $0.count == 32 })
    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    let own = try #require(
      runs.map { "\(flow)/\(experiments[0])/\($0)" }.first { try text($0 + "/tags/mlflow.runName") == first })
    let losses = try text(own + "/metrics/loss/validation").split(separator: "\n").map { $0.split(separator: " ") }
    #expect(
      losses.compactMap { Float($0[1]) } == epochs.compactMap { ($0["validationLoss"] as? Double).map(Float.init) })
    #expect(try text(own + "/artifacts/best.safetensors.md").contains("| run | \(first) |"))
    #expect(try text(own + "/params/epochs") == "2" && text(own + "/meta.yaml").contains("\nstatus: 3\n"))
  }

  @Test("What is solved at once has no learning rate, in events, pages, tables, boards and the model's notes")
  func closedForm() throws {
    let folder = try Program.temporaryFolder()
    let store = folder.appending(path: "store").path
    let (id, epochs) = try trained(
      [Program.sample("demand.csv"), "--grain", "1d", "--recipe", "ridge"], store: store)
    #expect(epochs.count == 1 && epochs[0]["learningRate"] is NSNull)
    let (model, board) = (folder.appending(path: "m.safetensors").path, folder.appending(path: "board").path)
    let written = try Program.run([
      "runs", "export", id, "--csv", "-", "--safetensors", model, "--tensorboard", board, "--store", store,
    ])
    #expect(written.code == 0, "\(written.error)")
    #expect(written.lines[0].split(separator: ",")[4] == "learning_rate")
    #expect(written.lines[1].split(separator: ",", omittingEmptySubsequences: false)[4] == "", "\(written.lines[1])")
    for name in try FileManager.default.contentsOfDirectory(atPath: board + "/" + id) {
      let events = try Data(contentsOf: URL(filePath: "\(board)/\(id)/\(name)"))
      #expect(events.range(of: Data("loss/training".utf8)) != nil && events.range(of: Data("learning".utf8)) == nil)
    }
    let notes = try Data(contentsOf: URL(filePath: model))
    for word in ["learningRate", "batchSize", "optimizer"] {
      #expect(notes.range(of: Data(word.utf8)) == nil, "\(word)")
    }
    let page = try Program.run(["runs", "show", id, "--json", "--store", store])
    let metrics = try #require(JSONSerialization.jsonObject(with: Data(page.output.utf8)) as? Object)["metrics"]
    #expect((metrics as? [Object])?.first?["learningRate"] is NSNull)
    // The model forecasts all the same.
    #expect(try Program.run(["forecast", Program.sample("demand.csv"), "--model", model]).code == 0)
  }

  @Test("What cannot be exported is a sentence, and nothing is written")
  func refused() throws {
    let folder = try Program.temporaryFolder()
    let store = folder.appending(path: "store").path
    let (id, _) = try trained(
      [Program.sample("demand.csv"), "--grain", "1h,6h", "--horizon", "1d", "--recipe", "coupled", "--epochs", "1"],
      store: store)
    let graph = folder.appending(path: "m.onnx").path
    func sentence(_ arguments: [String]) throws -> String {
      let outcome = try Program.run(["runs", "export"] + arguments + ["--store", store])
      #expect(outcome.code != 0 && outcome.output.isEmpty)
      return outcome.error
    }
    #expect(try sentence([id, "--onnx", graph, "--csv", graph + ".csv"]).contains("coupled joins several grains"))
    #expect(try sentence([id]).contains("Nothing is asked for"))
    #expect(try sentence(["zzzzzzzz", "--csv", "-"]).contains("zzzzzzzz"))
    #expect(try sentence([store + "/runs/\(id)/best.safetensors", "--csv", "-"]).contains("is a model without a run"))
    #expect(try sentence([id, "--numpy", "/nowhere/m.npz"]).contains("/nowhere/m.npz"))
    #expect(!FileManager.default.fileExists(atPath: graph) && !FileManager.default.fileExists(atPath: graph + ".csv"))
  }

  @Test("A file that is written anew is whole, through a link too, and a device is written as it is")
  func wholeFiles() throws {
    let folder = try Program.temporaryFolder()
    let (real, link) = (folder.appending(path: "real.csv").path, folder.appending(path: "link.csv").path)
    try "old".write(toFile: real, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.csv")
    let arguments = [
      "forecast", Program.sample("demand.csv"), "--grain", "1h", "--recipe", "seasonal-naive", "--output",
    ]
    #expect(try Program.run(arguments + [link]).code == 0)
    #expect(try String(contentsOfFile: real, encoding: .utf8).hasPrefix("origin,time"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.csv")
    #expect(try Program.run(arguments + ["/dev/null"]).code == 0)
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
    let full = try Program.run(arguments + ["/dev/full"])
    #expect(full.code != 0 && full.error.contains("/dev/full"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["link.csv", "real.csv"])
  }
}
