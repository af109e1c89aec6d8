import Basics
import FoundationEssentials
import Glibc
import Models
import Synchronization

/// An append-only file of what happened in a session, written before it takes effect.
package final class Journal: Sendable {
  package let path: String
  private let state: Mutex<State>
  private let failed: @Sendable (JournalError) -> Void

  private struct State {
    /// Nil once a line could not be written: what follows a gap would be replayed wrongly.
    var file: AppendedFile?
    var failure: JournalError?
  }

  /// Creates the file, with its folders. It is this session's alone.
  ///
  /// - Parameter failed: called once, from any thread, with the first line that could not be written.
  /// - Throws: ``JournalError/unwritable(path:reason:)``, also where there is something in it already.
  package init(path: String, failed: @escaping @Sendable (JournalError) -> Void = { _ in }) throws(JournalError) {
    self.path = path
    self.failed = failed
    Self.makeFolders(for: path)
    do throws(AppendedFile.Refusal) {
      state = Mutex(State(file: try AppendedFile(path, .none, after: .nothing)))
    } catch { throw .unwritable(path: path, reason: error.reason) }
  }

  /// Why the journal is not whole; nil while it is.
  package var failure: JournalError? { state.withLock(\.failure) }

  /// Appends the first line.
  ///
  /// - Throws: ``JournalError/unwritable(path:reason:)``.
  package func begin(_ session: SessionLine) throws(JournalError) {
    if let failure = write(.session(session)) { throw failure }
  }

  /// Appends one line by a single write, so that a crash leaves whole lines. A run's end waits for the disk.
  package func append(_ line: JournalLine) {
    if let failure = write(line) { failed(failure) }
  }

  /// - Returns: the first failure, once.
  private func write(_ line: JournalLine) -> JournalError? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return state.withLock { state in
      guard let file = state.file else { return nil }
      do throws(FileRefusal) {
        guard let json = try? encoder.encode(line) else { throw FileRefusal(Words.journalLineNoJson) }
        try file.append(SummedLine.bytes(Array(json.dropFirst())))
        if case .end = line { try file.settle() }
        return nil
      } catch {
        state = State(failure: .unwritable(path: path, reason: error.reason))
        return state.failure
      }
    }
  }

  private static func makeFolders(for path: String) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if folder != "/" { mkdir(PathBytes.bytes(folder), 0o755) }
    }
  }
}
