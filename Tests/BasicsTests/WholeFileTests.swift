import Basics
import Foundation
import TemporaryPaths
import Testing

@Suite("A file is written whole, or what was there stays")
struct WholeFileTests {
  private let folder: String

  init() throws {
    folder = TemporaryPaths.unused().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder + "/" + name }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
  private func put(_ text: String, in name: String) throws { try Data(text.utf8).write(to: URL(filePath: path(name))) }
  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? [] }

  private func refusal(_ name: String) -> String? {
    do { try WholeFile.write(Array("new".utf8), to: path(name)) } catch { return error.reason }
    return nil
  }

  @Test("A file that the program reads is never written: not by its name, nor by a link of either kind")
  func input() throws {
    try put("old", in: "input.csv")
    InputFiles.note(path("input.csv"))
    #expect(symlink(path("input.csv"), path("symbolic.csv")) == 0 && link(path("input.csv"), path("hard.csv")) == 0)
    for name in ["input.csv", "symbolic.csv", "hard.csv", "../" + folder.split(separator: "/").last! + "/input.csv"] {
      #expect(refusal(name) == "it is a file that the program reads", "\(name)")
      #expect(throws: AppendedFile.Refusal.file(FileRefusal("it is a file that the program reads"))) {
        try AppendedFile(path(name), .none, after: .lines)
      }
    }
    #expect(try text("input.csv") == "old" && names == ["hard.csv", "input.csv", "symbolic.csv"])
  }

  @Test("Through a link the file that it names is written, and the link stays; one that leads nowhere is refused")
  func links() throws {
    try put("old", in: "target")
    #expect(symlink(path("target"), path("link")) == 0 && symlink(path("nowhere"), path("dangling")) == 0)
    #expect(refusal("link") == nil)
    #expect(try text("target") == "new" && FileManager.default.destinationOfSymbolicLink(atPath: path("link")) != "")
    #expect(refusal("dangling") == "it is a link that leads nowhere")
    #expect(names == ["dangling", "link", "target"])
  }

  @Test("What lies in wait under names that look like temporary ones is not followed")
  func waiting() throws {
    try put("old", in: "victim")
    for name in ["w.part", "w.0.part"] { #expect(symlink(path("victim"), path(name)) == 0) }
    #expect(refusal("w") == nil)
    #expect(try text("w") == "new" && text("victim") == "old")
    #expect(names == ["victim", "w", "w.0.part", "w.part"])
  }

  @Test("Devices and pipes are written as they are and stay what they are; folders are refused")
  func devices() throws {
    let pipe = path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    #expect(refusal("pipe") == nil)
    var bytes = [UInt8](repeating: 0, count: 8)
    #expect(read(reader, &bytes, 8) == 3)
    #expect(throws: FileRefusal("No space left on device")) { try WholeFile.write([1], to: "/dev/full") }
    try WholeFile.write([1], to: "/dev/null")
    #expect(symlink("/dev/full", path("full")) == 0 && refusal("full") == "No space left on device")
    for device in ["/dev/full", "/dev/null"] {
      var status = stat()
      #expect(stat(device, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }
    try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: true)
    #expect(refusal("folder") == "Is a directory")
    #expect(names == ["folder", "full", "pipe"])
  }

  @Test("Of several files none takes its place before all are written")
  func several() throws {
    try put("old", in: "first")
    #expect(
      throws: WholeFile.SeveralRefusal(path: path("no/second"), refusal: FileRefusal("No such file or directory"))
    ) {
      try WholeFile.write([(path("first"), [1]), (path("no/second"), [2])])
    }
    #expect(try text("first") == "old" && names == ["first"])
    try WholeFile.write([(path("first"), Array("a".utf8)), (path("second"), Array("b".utf8))])
    #expect(try text("first") + text("second") == "ab" && names == ["first", "second"])
  }

  @Test("Rights of an old file stay")
  func rights() throws {
    try put("old", in: "file")
    #expect(chmod(path("file"), 0o604) == 0 && refusal("file") == nil)
    var status = stat()
    #expect(stat(path("file"), &status) == 0 && status.st_mode & 0o777 == 0o604)
  }

  @Test("A file that somebody appends to is not replaced, and has no second writer")
  func held() throws {
    var journal: AppendedFile? = try AppendedFile(path("j"), .none, after: .nothing)
    try journal?.append(Array("line\n".utf8))
    #expect(refusal("j") == "another program writes into it")
    #expect(throws: AppendedFile.Refusal.isHeld) { try AppendedFile(path("j"), .none, after: .nothing) }
    #expect(throws: AppendedFile.Refusal.isHeld) { try AppendedFile(path("j"), .none, after: .lines) }
    journal = nil
    #expect(throws: AppendedFile.Refusal.file(FileRefusal("there is something in it already"))) {
      try AppendedFile(path("j"), .none, after: .nothing)
    }
    try put("line\nhalf", in: "j")
    try AppendedFile(path("j"), .none, after: .lines).append(Array("next\n".utf8))
    #expect(try text("j") == "line\nnext\n")
  }

  @Test("A pipe and a device have no end to be read to")
  func reading() throws {
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    for path in [path("pipe"), "/dev/zero"] {
      #expect(throws: FileRefusal("it is no ordinary file")) { try RegularFile.bytes(of: path) }
    }
    try put("12345", in: "long")
    #expect(throws: FileRefusal("it is longer than 4 bytes")) { try RegularFile.bytes(of: path("long"), limit: 4) }
    #expect(try RegularFile.bytes(of: path("none")) == nil)
    var lines: [String] = []
    RegularFile.forEachLine(of: Array("a\n\nb".utf8)) { number, line, isWhole in
      lines.append("\(number) \(String(decoding: line, as: UTF8.self)) \(isWhole)")
      return true
    }
    #expect(lines == ["1 a true", "2  true", "3 b false"])
  }
}
