import Foundation
import Testing

@Suite("What a command is to write is looked at before it begins, and a store holds what it wrote itself")
struct OutputPlaceTests {
  private let folder: URL

  init() throws {
    folder = try Program.temporaryFolder()
    try FileManager.default.copyItem(atPath: Program.sample("demand.csv"), toPath: folder.path + "/d.csv")
  }

  private func run(_ line: String) throws -> Program.Outcome {
    try Program.run(
      line.split(separator: " ").map(String.init), in: folder,
      environment: ["XDG_STATE_HOME": folder.appending(path: "state").path])
  }

  private func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  private func trained() throws -> String {
    #expect(try run("train d.csv --grain 1d --recipe mlp --epochs 2 --json --store store").code == 0)
    let listed = try run("runs list --json --store store")
    let row = try #require(JSONSerialization.jsonObject(with: Data(listed.lines[0].utf8)) as? [String: Any])
    return try #require(row["run"] as? String)
  }

  @Test("No output takes the place of a file of the store")
  func store() throws {
    let id = try trained()
    let own =
      ["store.json", "index.sqlite", "new"].map { "store/\($0)" }
      + ["run.ndjson", "marks.ndjson", "best.safetensors", "last.safetensors"].map { "store/runs/\(id)/\($0)" }
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "store/runs")
    let before = own.map { try? bytes($0) }
    for path in own + ["link/\(id)/run.ndjson"] {
      for command in [
        "runs export \(id) --store store --csv", "runs export \(id) --store store --onnx",
        "forecast d.csv --grain 1d --recipe ridge --output", "forecast d.csv --grain 1d --recipe ridge --save-model",
        "train d.csv --grain 1d --epochs 2 --no-store --save-model",
        "train d.csv --grain 1d --epochs 2 --no-store --journal", "watch d.csv --until 5 --json --no-store --record",
      ] {
        let outcome = try run("\(command) \(path)")
        #expect(outcome.code != 0 && outcome.output.isEmpty, "\(command) \(path)")
        #expect(
          ["it lies in a store of runs", "it is a file that the program reads"].contains(where: outcome.error.contains),
          "\(command) \(path): \(outcome.error)")
      }
    }
    for option in ["tensorboard", "mlflow"] {
      let outcome = try run("runs export \(id) --store store --\(option) store/board")
      #expect(outcome.code != 0 && outcome.error.contains("it lies in a store of runs"), "\(outcome.error)")
    }
    #expect(own.map { try? bytes($0) } == before)
    #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path + "/store").contains("board"))
    #expect(try run("runs show \(id) --store store").code == 0)
  }

  @Test("The data that a run was trained on are an input of its export")
  func data() throws {
    let id = try trained()
    let before = try bytes("d.csv")
    for option in ["csv", "onnx", "numpy", "safetensors"] {
      let outcome = try run("runs export \(id) --store store --\(option) d.csv")
      #expect(outcome.code != 0 && outcome.error.contains("it is a file that the program reads"), "\(outcome.error)")
    }
    #expect(try bytes("d.csv") == before)
  }

  @Test("Two outputs of one command at one place are refused, and nothing is written")
  func twice() throws {
    let id = try trained()
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for line in [
      "forecast d.csv --grain 1d --recipe ridge --output same --save-model ./same",
      "train d.csv --grain 1d --epochs 2 --no-store --journal same --save-model same",
      "runs export \(id) --store store --onnx two --numpy two",
      "runs export \(id) --store store --onnx two --csv ./two",
      "runs export \(id) --store store --onnx three --csv three.md",
    ] {
      let outcome = try run(line)
      #expect(outcome.code != 0 && outcome.output.isEmpty, "\(line)")
      #expect(outcome.error.contains("the same command writes something else there"), "\(line): \(outcome.error)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
  }

  @Test("What cannot be written is said before training begins; an export says nothing of stores")
  func places() throws {
    let id = try trained()
    for path in ["store", "none/m", "d.csv/m"] {
      for command in [
        "train d.csv --grain 1d --epochs 1000000 --no-store --save-model",
        "forecast d.csv --grain 1d --epochs 1000000 --save-model",
        "forecast d.csv --grain 1d --epochs 1000000 --output",
      ] {
        let outcome = try run("\(command) \(path)")
        #expect(outcome.code == 2 && outcome.output.isEmpty, "\(command) \(path): \(outcome)")
        #expect(outcome.error.contains("\(path) cannot be written: "), "\(outcome.error)")
      }
    }
    for option in ["tensorboard", "mlflow"] {
      let outcome = try run("runs export \(id) --store store --\(option) d.csv/board")
      #expect(outcome.code != 0 && !outcome.error.contains("-store"), "\(outcome.error)")
    }
  }
}
