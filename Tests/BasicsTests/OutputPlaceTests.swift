import Basics
import Foundation
import TemporaryPaths
import Testing

@Suite("Where something is to be written is looked at before anything is")
struct OutputPlaceTests {
  private let folder: String

  init() throws {
    folder = TemporaryPaths.unused().path
    try make("")
  }

  private func path(_ name: String) -> String { folder + "/" + name }
  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }
  private func put(_ text: String, in name: String) throws { try Data(text.utf8).write(to: URL(filePath: path(name))) }

  private func refusal(_ paths: String..., makesFolders: Bool = false) -> String? {
    do { try OutputPlace.look(at: paths.map { ($0 == "-" ? $0 : path($0), makesFolders) }) } catch {
      return error.refusal.reason
    }
    return nil
  }

  private static let kept = "it lies in a store of runs, which the program alone writes"
  private static let twice = "the same command writes something else there"

  @Test("Nothing goes into a store of runs, by whatever name, and a folder with a file of that name is none")
  func store() throws {
    try make("store/runs/abcdefgh")
    try put("{\"format\":\"grainscope-store\",\"version\":1}\n", in: "store/store.json")
    try put("{}\n", in: "store/runs/abcdefgh/run.ndjson")
    try make("unlabelled/runs")
    try put("", in: "unlabelled/index.sqlite")
    try make("shop")
    try put("{\"open\":9}\n", in: "shop/store.json")
    #expect(symlink(path("store/runs"), path("link")) == 0)
    #expect(symlink(path("store/store.json"), path("label")) == 0)
    for name in [
      "store/store.json", "store/new", "store/runs/abcdefgh/run.ndjson", "store/runs/abcdefgh/new", "link/new",
      "link/abcdefgh/run.ndjson", "label", "unlabelled/new", "shop/../store/new",
    ] {
      #expect(refusal(name) == Self.kept, "\(name)")
      #expect(throws: FileRefusal(Self.kept), "\(name)") { try WholeFile.write([1], to: path(name)) }
      #expect(throws: AppendedFile.Refusal.file(FileRefusal(Self.kept)), "\(name)") {
        try AppendedFile(path(name), .none, after: .nothing)
      }
    }
    #expect(refusal("store/a/b/new", makesFolders: true) == Self.kept)
    #expect(refusal("shop/new") == nil && refusal("new") == nil)
    #expect(try String(contentsOfFile: path("store/runs/abcdefgh/run.ndjson"), encoding: .utf8) == "{}\n")
  }

  @Test("Two outputs of one command have two places, whatever they are called")
  func twice() throws {
    try make("a")
    try put("old", in: "old")
    #expect(symlink(path("old"), path("symbolic")) == 0 && symlink(path("a"), path("b")) == 0)
    for (first, second) in [
      ("new", "new"), ("new", "./new"), ("new", "a/../new"), ("a/new", "b/new"), ("old", "symbolic"), ("-", "-"),
    ] { #expect(refusal(first, second) == Self.twice, "\(first) \(second)") }
    #expect(refusal("a/c/new", "b/c/new", makesFolders: true) == Self.twice)
    #expect(refusal("new", "a/new", "old", "-") == nil)
    #expect(throws: WholeFile.SeveralRefusal(path: path("./old"), refusal: FileRefusal(Self.twice))) {
      try WholeFile.write([(path("old"), [1]), (path("./old"), [2])])
    }
    #expect(try String(contentsOfFile: path("old"), encoding: .utf8) == "old")
    // A device takes what both say.
    #expect(throws: Never.self) { try OutputPlace.look(at: [("/dev/null", false), ("/dev/null", false)]) }
  }

  @Test("Folders, what lies in none, and what lies in a file are refused; folders may be made first")
  func places() throws {
    try make("folder")
    try put("old", in: "file")
    #expect(refusal("folder") == "Is a directory" && refusal("folder/") == "Is a directory")
    #expect(refusal("none/new") == "No such file or directory" && refusal("none/new", makesFolders: true) == nil)
    #expect(refusal("file/new") == "Not a directory" && refusal("file/a/new", makesFolders: true) == "Not a directory")
    // Who may write everywhere is refused by no rights.
    try make("closed")
    #expect(chmod(path("closed"), 0o555) == 0)
    if geteuid() != 0 { #expect(refusal("closed/new") == "Permission denied") }
  }
}
