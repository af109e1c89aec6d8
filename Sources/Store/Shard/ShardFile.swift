import Basics

/// A shard open for appending. Each line is one write, so that a process that is killed leaves whole lines; what it had
/// begun to write when the machine stopped is cut off by whoever appends next.
final class ShardFile {
  let path: String
  private let file: AppendedFile
  private let encoder = ShardLine.Encoder()

  var isEmpty: Bool { file.isEmpty }

  /// Opens or creates the file and takes its lock, which the system takes back when the process ends however it ends.
  ///
  /// A run's own shard belongs to the process that trains it, marks to whoever waits for its turn.
  ///
  /// - Throws: ``StoreError``; ``StoreError/isTrained(_:)`` where another process holds it.
  init(_ path: String, _ sharing: AppendedFile.Sharing, of run: StoreID) throws(StoreError) {
    self.path = path
    do throws(AppendedFile.Refusal) { file = try AppendedFile(path, sharing, after: .lines) } catch {
      switch error {
      case .isHeld: throw .isTrained(run.text)
      case .file(let refusal): throw .unwritable(path: path, reason: refusal.reason)
      }
    }
  }

  /// Of several lines none is there without the others.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``; the file is as before then.
  func append(_ lines: ShardLine...) throws(StoreError) {
    var bytes: [UInt8] = []
    for line in lines { bytes += try encoder.bytes(line) }
    do throws(FileRefusal) { try file.append(bytes) } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  /// Sees whether it was removed meanwhile.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  func checkIsThere() throws(StoreError) {
    do throws(FileRefusal) { try file.checkIsThere() } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  /// Onto the disk, so that it outlives a loss of power.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  func settle() throws(StoreError) {
    do throws(FileRefusal) { try file.settle() } catch { throw .unwritable(path: path, reason: error.reason) }
  }

  /// Whether a process holds the file as its own.
  static func isHeld(_ path: String) -> Bool { AppendedFile.isHeld(path) }
}
