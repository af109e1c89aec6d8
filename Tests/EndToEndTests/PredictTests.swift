import Foundation
import Testing

@Suite("predict asks a model that was trained before about samples")
struct PredictTests {
  private typealias Object = [String: Any]

  /// Flowers of three kinds whose petals tell them apart, with a name each; the file-order split tests the last rows.
  private func flowers(_ rows: Range<Int>, heading: String = "plant,long,wide,kind", swapped: Bool = false) -> String {
    var text = heading + "\n"
    for row in rows {
      let kind = row % 3
      let long = Double(kind) * 2 + Double(row * 37 % 11) / 10
      let wide = 3 - Double(kind) + Double(row * 53 % 7) / 10
      text += swapped ? "\(wide),\"no, \(row)\",\(long)\n" : "\"no, \(row)\",\(long),\(wide),\(["a", "b", "c"][kind])\n"
    }
    return text
  }

  private func file(_ text: String, _ name: String, in folder: URL) throws -> String {
    let url = folder.appending(path: name)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.replacing("no, ", with: "no ").split(separator: ",").map(String.init) }
  }

  @Test("What it says of the test part's rows is what was scored there; ids and actual classes stand beside")
  func sameAsScored() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = try file(flowers(0..<120), "all.csv", in: folder)
    let model = folder.appending(path: "m.safetensors").path
    let trained = try Program.run([
      "train", all, "--target", "kind", "--split", "file-order", "--epochs", "20", "--json", "--predictions",
      "--save-model",
      model,
    ])
    #expect(trained.code == 0, "\(trained.error)")
    let last = try #require(trained.lines.last)
    let end = try #require(JSONSerialization.jsonObject(with: Data(last.utf8)) as? Object)
    let test = try #require((end["rungs"] as? [Object])?.first?["test"] as? Object)
    let scored = try #require(test["predicted"] as? [String])
    let outcome = try Program.run(["predict", all, "--model", model])
    #expect(outcome.code == 0, "\(outcome.error)")
    let said = rows(outcome.output)
    try #require(said.first == ["row", "plant", "predicted", "probability", "p_a", "p_b", "p_c", "actual"])
    #expect(said.count == 121 && said.dropFirst().map { $0[0] } == (1...120).map(String.init))
    #expect(said.suffix(scored.count).map { $0[2] } == scored)
    #expect(outcome.output.contains("\n120,\"no, 119\","))
    for row in said.dropFirst() {
      let shares = try row[4...6].map { try #require(Double($0)) }
      #expect(abs(shares.reduce(0, +) - 1) < 1e-5 && Double(row[3]) == shares.max())
    }
    let right = said.dropFirst().count { $0[2] == $0[7] }
    #expect(outcome.error.contains("mlp from \(model) predicts kind of 120 samples."))
    let accuracy = try #require(outcome.error.firstMatch(of: /Accuracy ([0-9.]+) on the 120 samples that have/)).1
    #expect(abs((Double(accuracy) ?? 0) - Double(right) / 120) < 1e-3)
  }

  @Test("Columns in another order, without the target, with one more: the same numbers, and what is not read is said")
  func otherColumns() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appending(path: "m.safetensors").path
    let all = try file(flowers(0..<120), "all.csv", in: folder)
    _ = try Program.run(["train", all, "--target", "kind", "--epochs", "5", "--save-model", model])
    let same = try Program.run(["predict", all, "--model", model])
    let bare = try file(flowers(0..<120, heading: "wide,plant,long", swapped: true), "bare.csv", in: folder)
    let other = try Program.run(["predict", bare, "--model", model, "--id", "wide"])
    #expect(
      other.code == 0 && other.error.contains("The column plant is not read.") && !other.error.contains("Accuracy"))
    #expect(rows(other.output).map { Array($0[2...6]) } == rows(same.output).map { Array($0[2...6]) })
    let lines = try Program.run(["predict", bare, "--model", model, "--json"]).lines
    let first = try #require(JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? Object)
    #expect(
      first["id"] as? [String: String] == ["plant": "no, 0"] && first["actual"] == nil && first["row"] as? Int == 1)
    #expect(first["predicted"] as? String == rows(same.output)[1][2])
  }

  @Test("A value that lacks keeps its row; what cannot be read is refused in a sentence")
  func refusals() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appending(path: "m.safetensors").path
    let all = try file(flowers(0..<120), "all.csv", in: folder)
    _ = try Program.run(["train", all, "--target", "kind", "--epochs", "1", "--save-model", model])
    let gap = try file("plant,long,wide\nx,1.5,\ny,1.5,2\n", "gap.csv", in: folder)
    let said = try Program.run(["predict", gap, "--model", model])
    #expect(
      said.output.contains("\n1,x,,,,,\n2,y,") && said.error.contains("1 sample lacks a value that the model reads"))
    for (text, sentence) in [
      ("plant,long\nx,1\ny,2\n", "The model reads the column wide, which these data lack (they have long)"),
      ("long,wide\n1,few\n2,many\n", "The model reads numbers in the column wide, and here it holds words as “few”"),
      ("long,wide\n", "there is a header (long, wide) and no rows below it"),
    ] {
      let outcome = try Program.run(["predict", try file(text, "odd.csv", in: folder), "--model", model])
      #expect(outcome.code == 2 && outcome.output.isEmpty && outcome.error.contains(sentence), "\(outcome.error)")
    }
    let wrong = try Program.run(["predict", Program.sample("digits.csv"), "--model", model, "--as", "images"])
    #expect(
      wrong.code == 2 && wrong.error.contains("The model predicts from rows of a table, and these data are images"))
    let id = try Program.run(["predict", all, "--model", model, "--id", "plan"])
    #expect(id.code == 2 && id.error.contains("There is no column “plan”; did you mean plant?"))
    let series = folder.appending(path: "s.safetensors").path
    _ = try Program.run(["train", Program.sample("co2.csv"), "--recipe", "ridge", "--save-model", series])
    let asked = try Program.run(["predict", all, "--model", series])
    #expect(asked.code == 2 && asked.error.contains("is a model of a series; grainscope forecast asks it"))
    let forecast = try Program.run(["forecast", Program.sample("co2.csv"), "--model", series])
    #expect(forecast.code == 0 && forecast.output.hasPrefix("origin,time,forecast"))
  }

  @Test("Images by their files; numbers in the target's own units, with their errors")
  func imagesAndNumbers() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appending(path: "m.safetensors").path
    for name in ["dark", "bright"] {
      let place = folder.appending(path: "train/\(name)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for index in 0..<12 {
        let level = UInt8((name == "dark" ? 5 : 200) + index)
        let picture = Data("P5 8 8 255\n".utf8) + Data(repeating: level, count: 64)
        try picture.write(to: place.appending(path: "\(index).pgm"))
      }
    }
    let trained = try Program.run([
      "train", folder.appending(path: "train").path, "--grain", "8×8", "--epochs", "30", "--save-model", model,
    ])
    #expect(trained.code == 0 && trained.output.contains("mlp at 8×8, the best on validation, is written to"))
    let loose = folder.appending(path: "loose")
    try FileManager.default.createDirectory(at: loose, withIntermediateDirectories: true)
    // Alone in its folder a picture is as dark as among others.
    try (Data("P5 8 8 255\n".utf8) + Data(repeating: 9, count: 64)).write(to: loose.appending(path: "night.pgm"))
    let said = try Program.run(["predict", loose.path, "--model", model])
    #expect(said.output.contains("row,file,predicted,probability,p_bright,p_dark\n1,night.pgm,dark,"), "\(said.error)")

    var text = "size,price\n"
    for row in 0..<80 { text += "\(row),\(1000 + 50 * row + row * 31 % 13)\n" }
    let houses = try file(text, "houses.csv", in: folder)
    _ = try Program.run([
      "train", houses, "--recipe", "linear2", "--epochs", "400", "--learning-rate", "1e-2", "--save-model", model,
    ])
    let prices = try Program.run(["predict", houses, "--model", model])
    let found = rows(prices.output)
    try #require(found.first == ["row", "predicted", "actual"])
    let errors = try found.dropFirst().map { try #require(Double($0[1])) - #require(Double($0[2])) }
    let rmse = (errors.reduce(0) { $0 + $1 * $1 } / 80).squareRoot()
    let written = try #require(prices.error.firstMatch(of: /RMSE ([0-9.]+),/))
    #expect(rmse < 200 && abs((Double(written.1) ?? 0) - rmse) < 1e-3 * rmse, "\(prices.error)")
  }
}
