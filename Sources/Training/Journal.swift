import Basics
import FoundationEssentials
import Glibc
import Models
import Synchronization

/// An append-only file of what happened in a session, written before it takes effect.
package final class Journal: Sendable {
  package let path: String
  private let descriptor: Mutex<Int32>

  /// Creates the file, with its folders.
  ///
  /// - Throws: ``JournalError/unreadableFile(path:reason:)``.
  package init(path: String) throws(JournalError) {
    self.path = path
    Self.makeFolders(for: path)
    let opened = open(PathBytes.bytes(path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw .unreadableFile(path: path, reason: String(cString: strerror(errno))) }
    descriptor = Mutex(opened)
  }

  deinit {
    descriptor.withLock { _ = close($0) }
  }

  /// Appends one line by a single write, so that a crash leaves whole lines.
  package func append(_ line: JournalLine) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var bytes = try? encoder.encode(line) else { return }
    bytes.append(UInt8(ascii: "\n"))
    descriptor.withLock { descriptor in
      bytes.withUnsafeBytes { _ = write(descriptor, $0.baseAddress, $0.count) }
    }
  }

  private static func makeFolders(for path: String) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if folder != "/" { mkdir(PathBytes.bytes(folder), 0o755) }
    }
  }

  /// Reads all whole lines of a journal; a last line that was cut off by a crash is left out, and `isCut` says so.
  ///
  /// - Throws: ``JournalError``.
  package static func read(
    path: String
  ) throws(JournalError) -> (session: SessionLine, lines: [JournalLine], isCut: Bool) {
    guard let data = Descriptor.contents(of: path).map({ Data($0) }) else {
      throw .unreadableFile(path: path, reason: Words.journalNoFile)
    }
    let decoder = JSONDecoder()
    var lines: [JournalLine] = []
    var isCut = false
    let pieces = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() where !piece.isEmpty {
      guard let line = try? decoder.decode(JournalLine.self, from: piece) else {
        if index == pieces.count - 1, !lines.isEmpty {
          isCut = true
          break
        }
        throw .notAJournal(path: path, line: index + 1)
      }
      lines.append(line)
    }
    guard case .session(let session)? = lines.first else { throw .noSession(path: path) }
    guard session.version <= SessionLine.newestVersion else { throw .newerVersion(path: path, found: session.version) }
    return (session, Array(lines.dropFirst()), isCut)
  }
}
