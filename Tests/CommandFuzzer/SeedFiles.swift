import Foundation

/// Valid files, from which those of the cases are made. They are small, so that a case costs little.
struct SeedFiles: Sendable {
  enum Kind: CaseIterable { case series, table, images, other, stream, model, journal, configuration, theme }

  struct File: Sendable {
    let name: String
    var bytes: [UInt8]
  }

  /// A store with runs of a series and of a table, by paths within it.
  let store: [File]
  /// The names of the runs in it.
  let runs: [String]
  private let files: [Kind: [File]]

  /// - Parameters:
  ///   - root: the checkout's folder.
  ///   - configuration: what `grainscope config --default` prints.
  init(root: URL, configuration: [UInt8]) throws {
    let own = root.appending(path: "Tests/CommandFuzzer/Seeds")
    let readers = root.appending(path: "Tests/Fuzz/Seeds")
    store = try Self.files(in: own.appending(path: "store"))
    runs = Set(store.compactMap { $0.name.split(separator: "/").dropFirst().first.map(String.init) }).sorted()
      .filter { !$0.contains(".") }
    let others = try Self.files(in: readers)
    let themes = try Self.files(in: root.appending(path: "themes"))
    files = [
      .series: [try Self.file("hours.csv", own), Self.lines, Self.gaps], .table: [try Self.file("table.csv", own)],
      .images: [try Self.file("images.csv", own)]
        + others.filter { $0.name.hasSuffix(".idx") || $0.name == "cube.npy" },
      .other: others, .stream: Self.streams,
      .model: try ["series.safetensors", "classes.safetensors"].map { try Self.file($0, own) },
      .journal: [try Self.file("session.journal", own)],
      .configuration: [File(name: "config.toml", bytes: configuration)],
      .theme: themes + [Self.foreignTheme],
    ]
  }

  func drawn(_ kind: Kind, _ draw: inout Draw) -> File { draw.one(files[kind] ?? []) }

  private static func file(_ name: String, _ folder: URL) throws -> File {
    File(name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
  }

  private static func files(in folder: URL) throws -> [File] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.appending(path: $0).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.map { try file($0, folder) }
  }

  /// A series of JSON objects.
  private static let lines = text(
    "lines.jsonl",
    (0..<96).map {
      #"{"at":"2021-03-0\#(1 + $0 / 24)T\#(two($0 % 24)):00:00Z","load":\#($0 * 37 % 23),"on":\#($0 % 5 > 1)}"#
    })

  /// A series with an hour missing here and there.
  private static let gaps = text(
    "gaps.csv",
    ["when;load;x"]
      + (0..<150).filter { $0 % 31 > 2 }.map { "\(1 + $0 / 24).3.2021 \(two($0 % 24)):00;\($0 * 7 % 19),5;\($0 % 3)" })

  /// As btop's are.
  private static let foreignTheme = text(
    "btop.theme",
    ["theme[main_bg]=\"#000000\"", "theme[main_fg]=\"#cc\"", "theme[title]=\"12 200 3\"", "theme[hi_fg]=\"#ff8800\""])

  private static let streams = [
    text("numbers", (0..<80).map { "\($0 * 13 % 17)" }),
    text("rows", ["time,load"] + (0..<80).map { "2021-03-01 00:\(two($0 / 60)):\(two($0 % 60)),\($0 % 9)" }),
    text("objects", (0..<80).map { #"{"value":\#($0 % 7),"us":\#($0)}"# }),
    text(
      "vmstat",
      ["procs -----------memory----------", " r  b   swpd   free  us sy id"]
        + (0..<60).map { " \($0 % 3)  0      0 \(90_000 + $0)  \($0 % 40)  2 \(60 - $0 % 40)" }),
  ]

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func text(_ name: String, _ lines: [String]) -> File {
    File(name: name, bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
