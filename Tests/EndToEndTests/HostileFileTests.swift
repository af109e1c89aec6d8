import Foundation
import Testing

/// Files whose names, columns, cells and classes would act on a terminal, through every command that reads one.
@Suite("Nothing in a file reaches the terminal raw")
struct HostileFileTests {
  private static func cell(_ text: String, _ more: [UInt8] = HostileText.bytes) -> [UInt8] {
    Array("\"".utf8) + more + Array("\n\(text)\"".utf8)
  }

  private static func write(_ rows: [[[UInt8]]], to path: String) throws {
    let lines = rows.map { Array($0.joined(separator: [0x2C])) }
    try Data(lines.joined(separator: [0x0A])).write(to: URL(filePath: path))
  }

  /// Hours of forty days, with an odd cell and an odd stamp.
  private static func series(in folder: URL) throws -> String {
    let path = folder.path + "/" + HostileText.name + ".csv"
    var rows = [[Array("time".utf8), cell("load"), cell("heat"), cell("kind")]]
    for hour in 0..<960 {
      let day = hour / 24
      let stamp = String(format: "2021-%02d-%02d %02d:00", day < 31 ? 1 : 2, day < 31 ? day + 1 : day - 30, hour % 24)
      let load = hour == 50 ? cell("odd") : Array("\(100 + hour * 7919 % 97)".utf8)
      rows.append([hour == 60 ? cell("odd") : Array(stamp.utf8), load, Array("\(hour % 24)".utf8), cell("\(hour % 3)")])
    }
    try write(rows, to: path)
    return path
  }

  private static func table(in folder: URL) throws -> String {
    let path = folder.path + "/table" + HostileText.name + ".csv"
    var rows = [[cell("a"), cell("b"), cell("class")]]
    for row in 0..<90 {
      rows.append([Array("\(row % 7)".utf8), Array("\(row * 13 % 11)".utf8), cell(row % 2 == 0 ? "cat" : "dog")])
    }
    try write(rows, to: path)
    return path
  }

  @Test(
    "A series",
    arguments: [
      ["inspect"], ["audit", "--grain", "6h,1d"], ["train", "--epochs", "1", "--grain", "6h,1d"],
      ["train", "--epochs", "1", "--target", "no such column"], ["train", "--zone", HostileText.lines],
      ["train", "--columns", HostileText.lines], ["train", "--missing", HostileText.lines, "--recipe", "naive"],
      ["evaluate", "--recipe", "ridge", "--grain", "6h,1d"], ["reconcile", "--recipe", "ridge", "--grain", "1h,6h"],
      ["choose", "--recipe", "ridge", "--grain", "1h,6h"], ["find-rate", "--grain", "1h", "--epochs", "1"],
      ["adapt", "--grain", "6h,1d", "--budget", "1k", "--seeds", "1", "--policy", "even"],
      ["sharing", "--columns", HostileText.lines], ["protocol", "--borders", "400,500,600", "--horizons", "24"],
    ])
  func series(command: [String]) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try Self.series(in: folder)
    for format in [[], ["--json"]] {
      let arguments = [command[0], path] + command.dropFirst() + format
      let outcome = try Program.run(arguments, in: folder)
      HostileText.expectClean(outcome, "\(command)\(format)")
      if format == ["--json"], outcome.code == 0 {
        for line in outcome.lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      }
    }
  }

  @Test(
    "Forecasts and pictures on standard output and in places that there are not",
    arguments: [
      ["forecast", "--recipe", "ridge", "--grain", "1h", "--horizon", "1d"],
      ["forecast", "--recipe", "ridge", "--grain", "1h", "--horizon", "1d", "--layout", "wide"],
      ["forecast", "--recipe", "ridge", "--grain", "1h", "--horizon", "1d", "--layout", "ndjson"],
      ["forecast", "--recipe", "ridge", "--grain", "1h", "--output", "/nowhere/" + HostileText.lines],
      ["picture", "--recipe", "naive", "--output", "-", "--screen", "data"],
      ["picture", "--recipe", "naive", "--output", "-", "--screen", "lab"],
      ["picture", "--recipe", "naive", "--theme", HostileText.lines, "--output", "-"],
    ])
  func output(command: [String]) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try Self.series(in: folder)
    let outcome = try Program.run([command[0], path] + command.dropFirst(), in: folder)
    HostileText.expectClean(outcome, "\(command)", tabs: true)
  }

  @Test("A table of classes, from the first look to predictions by a model that was kept")
  func table() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try Self.table(in: folder)
    let model = folder.path + "/" + HostileText.name + ".safetensors"
    let lines = [
      ["inspect", path], ["audit", path], ["evaluate", path, "--epochs", "1"],
      ["train", path, "--epochs", "2", "--save-model", model], ["predict", path, "--model", model],
      ["predict", path, "--model", model, "--layout", "ndjson"], ["predict", path, "--model", path],
    ]
    for line in lines { HostileText.expectClean(try Program.run(line, in: folder), "\(line)", tabs: true) }
  }

  @Test("A stream, lines that are none, and a journal with other words in its fields")
  func streamAndJournal() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let state = ["XDG_STATE_HOME": folder.path]
    var input = Self.cell("value") + [0x0A]
    for row in 0..<120 { input += row % 9 == 0 ? HostileText.bytes + [0x0A] : Array("\(row % 10)\n".utf8) }
    for format in [[], ["--json"]] {
      let watched = try Program.run(
        ["watch", "-", "--every", "1s", "--horizon", "5s"] + format, input: Data(input), environment: state)
      HostileText.expectClean(watched, "watch \(format)")
    }
    let path = try Self.series(in: folder)
    let journal = folder.path + "/" + HostileText.name + ".journal"
    let trained = try Program.run(
      ["train", path, "--epochs", "1", "--grain", "6h,1d", "--journal", journal], environment: state)
    #expect(trained.code == 0, "\(trained)")
    let escaped = #"\u001b]0;owned\u0007\u009b2J\u202e\n\ud83d\ude00"#
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    for (old, new) in [("\"6h\"", "\"\(escaped)\""), ("\"mlp\"", "\"\(escaped)\""), (".csv\"", "\(escaped)\"")] {
      try text.replacing(old, with: new).write(toFile: journal, atomically: true, encoding: .utf8)
      for format in [[], ["--json"]] {
        HostileText.expectClean(try Program.run(["replay", journal] + format, environment: state), "replay \(new)")
      }
      HostileText.expectClean(try Program.run(["runs", "import", journal], environment: state), "import \(new)")
    }
  }

  @Test("Notes and tags of runs, wherever runs are listed")
  func runs() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let state = ["XDG_STATE_HOME": folder.path]
    let path = try Self.series(in: folder)
    let trained = try Program.run(["train", path, "--epochs", "1", "--grain", "6h"], environment: state)
    #expect(trained.code == 0, "\(trained)")
    let listed = try Program.run(["runs", "list", "--json"], environment: state)
    let row = try #require(JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any])
    let run = try #require(row["run"] as? String)
    let export = folder.path + "/no/" + HostileText.lines
    let lines = [
      ["note", run, HostileText.lines], ["tag", run, HostileText.lines], ["star", run], ["list"], ["list", "--json"],
      ["list", "--csv"], ["list", "--latex"], ["list", "--where", HostileText.lines], ["show", run],
      ["show", run, "--json"], ["show", HostileText.lines], ["command", run], ["diff", run, run], ["disk"],
      ["disk", "--json"], ["export", run, "--csv", "-"], ["export", run, "--csv", export], ["index"], ["rm", run],
      ["list", "--trash"], ["restore", run],
    ]
    for line in lines {
      HostileText.expectClean(
        try Program.run(["runs"] + line, environment: state), "\(line)", tabs: line.contains("--csv"))
    }
    // In JSON the words are what they were.
    let shown = try Program.run(["runs", "list", "--json"], environment: state)
    let kept = try #require(JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
    #expect((kept["note"] as? String)?.contains("\u{1B}]0;owned\u{7}") == true, "\(shown.output)")
  }

  @Test("A configuration file, and themes")
  func configuration() throws {
    let home = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: home) }
    let themes = home.appending(path: "grainscope/themes")
    try FileManager.default.createDirectory(at: themes, withIntermediateDirectories: true)
    let (name, environment) = (HostileText.name, ["XDG_CONFIG_HOME": home.path])
    let theme = themes.path + "/" + name + ".theme"
    try Data(Array("theme[main_bg]=\"".utf8) + HostileText.bytes + Array("\"\n".utf8) + HostileText.bytes).write(
      to: URL(filePath: theme))
    let file = home.path + "/grainscope/config.toml"
    var text: [UInt8] = []
    for line in ["[look]\ntheme = \"", "\"\n", " = 1\n[", "]\n[keys]\npause = [\"", "\"]\n\"", "\" = ", "\n"] {
      text += Array(line.utf8) + HostileText.bytes
    }
    try Data(text).write(to: URL(filePath: file))
    for line in [["config"], ["config", file], ["picture", "demand", "--theme", theme, "--output", "-"]] {
      let outcome = try Program.run(line, environment: environment)
      #expect(outcome.code == 2 && !(outcome.output + outcome.error).isEmpty, "\(outcome)")
      HostileText.expectClean(outcome, "\(line)")
    }
    let store = try Program.run(["runs", "disk", "--store", home.path + "/" + HostileText.lines])
    HostileText.expectClean(store, "store")
  }
}
