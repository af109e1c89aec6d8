import Glibc
import Testing

@testable import Datasets

@Suite("Where a stream comes from")
struct LiveSourceTests {
  private func append(_ text: String, to path: String, truncating: Bool = false) {
    guard let file = fopen(path, truncating ? "w" : "a") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// What the next look gives, as text.
  private func look(_ source: any LiveSource) throws -> String {
    var bytes = [UInt8](repeating: 0, count: 100)
    switch try source.read(into: &bytes) {
    case .bytes(let count): return String(decoding: bytes[..<count], as: UTF8.self)
    case .nothing: return "nothing"
    case .ended: return "ended"
    case .restarted(let sentence): return "restarted: \(sentence)"
    }
  }

  @Test("A file is followed as it grows, is cut short, is replaced, and goes away")
  func followed() throws {
    let file = TemporaryFile("1\n2\n", name: "load.csv")
    let source = try FollowedFile(path: file.path)
    #expect(try look(source) == "1\n2\n")
    #expect(try look(source) == "nothing")
    append("3\n", to: file.path)
    #expect(try look(source) == "3\n" && look(source) == "nothing")
    append("9\n", to: file.path, truncating: true)
    #expect(try look(source).contains("load.csv was cut short") && look(source) == "9\n")
    // Rotated: another file takes the name.
    rename(file.path, file.path + ".1")
    #expect(try look(source).contains("is gone") && look(source) == "nothing")
    append("late\n", to: file.path + ".1")
    #expect(try look(source) == "late\n")
    append("new\n", to: file.path)
    #expect(try look(source).contains("Another file took the name") && look(source) == "new\n")
    unlink(file.path + ".1")
  }

  @Test("What is no file is refused in a sentence")
  func refusals() throws {
    let folder = try #require(throws: LiveError.self) { try FollowedFile(path: "/") }
    #expect(folder.sentence.contains("a folder"))
    let missing = try #require(throws: LiveError.self) { try FollowedFile(path: "/nowhere.csv") }
    #expect(missing.sentence.contains("no such file"))
  }

  @Test("A pipe gives what is there, and its end")
  func pipes() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let source = PipeSource(ends[0], label: "pipe")
    #expect(try look(source) == "nothing")
    _ = write(ends[1], "5\n", 2)
    #expect(try look(source) == "5\n")
    close(ends[1])
    #expect(try look(source) == "ended")
    close(ends[0])
  }

  /// Files of /proc as they would stand at a time.
  private final class Machine: @unchecked Sendable {
    var time = 10_400
    var files = [
      "/proc/stat": "cpu  100 0 100 800 0 0 0 0\ncpu0 1 2 3 4\n",
      "/proc/meminfo": "MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: 250 kB\n",
      "/proc/loadavg": "0.52 0.58 0.59 1/467 12345\n",
    ]
  }

  @Test("This machine's load comes once a step, for the step that is over")
  func host() throws {
    let machine = Machine()
    let source = try HostLoad(step: 1_000, read: { machine.files[$0] }, now: { machine.time })
    #expect(try look(source) == "time,cpu,memory,load\n" && look(source) == "nothing")
    #expect(source.interval == 600)
    machine.time = 11_003
    machine.files["/proc/stat"] = "cpu  150 0 125 825 0 0 0 0\n"
    #expect(try look(source) == "10000,75.0,75.0,0.52\n" && look(source) == "nothing")
    // Sleep leaves a gap, not a heap of lines.
    machine.time = 60_100
    #expect(try look(source) == "59000,,75.0,0.52\n" && source.interval == 900)
    machine.files["/proc/stat"] = nil
    machine.time = 70_000
    #expect(throws: LiveError.self) { try look(source) }
    #expect(throws: LiveError.self) { try HostLoad(step: 1_000, read: { _ in nil }, now: { 0 }) }
  }
}
