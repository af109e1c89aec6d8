import Foundation
import Testing

@testable import Datasets

@Suite("Pipes")
struct PipeTests {
  /// A pipe that holds these bytes, by the path of its reading end.
  private final class FilledPipe {
    private let ends: [Int32]
    var path: String { "/dev/fd/\(ends[0])" }

    init(_ text: String) {
      var ends: [Int32] = [-1, -1]
      _ = pipe(&ends)
      let bytes = Array(text.utf8)
      _ = write(ends[1], bytes, bytes.count)
      close(ends[1])
      self.ends = ends
    }

    deinit { close(ends[0]) }
  }

  @Test("A pipe is read like a file, and as often")
  func twice() throws {
    let pipe = FilledPipe("a,b\n1,2\n3,4\n")
    for _ in 0..<2 {
      guard case .table(let table) = try Reader.open(path: pipe.path) else { throw NotOfThisKind() }
      #expect(table.columns.map(\.values) == [[1, 3], [2, 4]])
    }
  }

  @Test("What the kernel makes up as it is read has no size and is read all the same")
  func made() {
    let error = #expect(throws: DatasetError.self) { try Reader.open(path: "/proc/self/limits") }
    guard case .onlyText(_, let names) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(names.first == "Limit")
  }

  @Test("Noise and zeros without end are refused at their beginning", arguments: ["/dev/zero", "/dev/urandom"])
  func endless(device: String) throws {
    let noise = Pipe()
    let source = Process()
    source.executableURL = URL(filePath: "/bin/cat")
    source.arguments = [device]
    source.standardOutput = noise
    try source.run()
    defer {
      kill(source.processIdentifier, SIGKILL)
      source.waitUntilExit()
    }
    let path = "/dev/fd/\(noise.fileHandleForReading.fileDescriptor)"
    let error = #expect(throws: DatasetError.self) { try Reader.open(path: path) }
    guard case .binary = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("An empty pipe is an empty file")
  func empty() {
    let pipe = FilledPipe("")
    let error = #expect(throws: DatasetError.self) { try Reader.open(path: pipe.path) }
    guard case .empty = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Waiting for a pipe that nobody writes to can be stopped")
  func stopped() {
    let file = TemporaryFile("")
    unlink(file.path)
    mkfifo(file.path, 0o600)
    let error = #expect(throws: DatasetError.self) { try Reader.open(path: file.path) { _ in false } }
    #expect(error == .stopped(path: file.path))
  }
}
