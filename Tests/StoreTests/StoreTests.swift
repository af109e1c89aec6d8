import Basics
import Foundation
import Telemetry
import Testing

@testable import Store

@Suite("A store of runs")
struct StoreTests {
  private let path = Ground.folder()

  @Test("A folder that is not there yet is a store without runs, and is not made by looking")
  func empty() throws {
    let store = try RunStore(path: path)
    let index = try StoreIndex(store)
    #expect(try store.folders.isEmpty && index.refresh().isEmpty && index.rows(RunQuery()).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path) && !index.isKept)
  }

  @Test("A folder of other things is left alone, and so is a store of a newer version")
  func others() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: Never.self) { try RunStore(path: path) }
    try Data().write(to: URL(filePath: path + "/thesis.tex"))
    #expect(throws: StoreError.notAStore(path: path)) { try RunStore(path: path) }
    try Data(#"{"format":"grainscope-store","version":9}"#.utf8).write(to: URL(filePath: path + "/store.json"))
    #expect(throws: StoreError.newerVersion(path: path, found: 9)) { try RunStore(path: path) }
    #expect(
      StoreError.newerVersion(path: "/s", found: 9).sentence
        == "The store /s is of version 9, this program reads up to 1; use a newer Grainscope.")
  }

  @Test(
    "A label that is lost is made anew where the runs beside it are of a form that is known", arguments: [nil, "{"])
  func lostLabel(text: String?) throws {
    let recorder = try Ground.recorder(try RunStore(path: path))
    recorder.note(Ground.story(Ground.plan()))
    recorder.close()
    let label = path + "/store.json"
    let whole = try Disk.bytes(of: label)
    func lose() throws {
      try FileManager.default.removeItem(atPath: label)
      if let text { try Data(text.utf8).write(to: URL(filePath: label)) }
    }
    #expect(try !RunStore(path: path).mendLabel())
    try lose()
    // Looking mends nothing, and hides nothing.
    #expect(try RunStore(path: path).folders.count == 1)
    #expect(try RunStore(path: path).mendLabel() && Disk.bytes(of: label) == whole)
    try lose()
    let folder = try #require(try RunStore(path: path).folders.first)
    let content = Array(#""line":"thought","value":{}}"#.utf8)
    let file = try #require(FileHandle(forUpdatingAtPath: folder.shard))
    try file.seekToEnd()
    try file.write(contentsOf: Data(SummedLine.bytes(content)))
    #expect(throws: StoreError.lostLabel(path: path)) { try RunStore(path: path) }
    try FileManager.default.removeItem(atPath: folder.path)
    #expect(throws: StoreError.notAStore(path: path)) { try RunStore(path: path) }
  }

  @Test("Where no folder can be made the system's reason is said")
  func unwritable() throws {
    try Data().write(to: URL(filePath: path))
    #expect(throws: StoreError.unwritable(path: path + "/store", reason: "Not a directory")) {
      try RunStore(path: path + "/store").make()
    }
  }

  @Test("A run is named by the beginning of its name, as far as no other begins so")
  func names() throws {
    let store = try RunStore(path: path)
    try store.make()
    for name in ["abcdefgh", "abcxyzzz", "bcdefghj"] {
      _ = try store.newFolder { StoreID(name)! }
    }
    #expect(try store.folder(named: "b").id.text == "bcdefghj" && store.folder(named: "abcd").id.text == "abcdefgh")
    #expect(throws: StoreError.ambiguousRun("abc", among: ["abcdefgh", "abcxyzzz"])) { try store.folder(named: "abc") }
    for unknown in ["c", "", "../x", "1", "abcdefghj"] {
      #expect(throws: StoreError.unknownRun(unknown)) { try store.folder(named: unknown) }
    }
    // A name that is taken is not given again.
    var drawn = ["abcdefgh", "cdefghjk"].makeIterator()
    #expect(try store.newFolder { StoreID(drawn.next() ?? "")! }.id.text == "cdefghjk")
  }

  @Test("Which file systems are of other machines")
  func remote() {
    let mounts = "/dev/sda1 / ext4 rw 0 0\nhost:/home /home nfs4 rw 0 0\n/dev/sdb /home/me/local\\040disk xfs rw 0 0\n"
    #expect(Disk.isRemote("/home/me/store", mounts: mounts) && Disk.isRemote("/home", mounts: mounts))
    #expect(!Disk.isRemote("/homes/me", mounts: mounts))
    #expect(!Disk.isRemote("/home/me/local disk/store", mounts: mounts))
  }
}
