import Glibc
import Synchronization

/// The files that this process reads for its user. Nobody may write them, under whatever name.
package enum InputFiles {
  /// Absolute paths; what lies there is looked at when somebody wants to write.
  private static let paths = Mutex<Set<String>>([])

  /// From now on the file at `path` is an input.
  package static func note(_ path: String) {
    // Whatever links lead there now: one as `/dev/fd/5` leads elsewhere once that number is another file's.
    guard let found = realpath(PathBytes.bytes(path), nil) else { return }
    defer { free(found) }
    let file = PathBytes.text(found)
    guard !file.hasPrefix("/proc/") else { return }
    paths.withLock { _ = $0.insert(file) }
  }

  /// Whether a file is one of them, or what standard input reads: by its device and inode, so that a link does not hide it.
  static func contain(_ file: stat) -> Bool {
    var status = stat()
    if fstat(STDIN_FILENO, &status) == 0, status.isOfFile(file) { return true }
    return paths.withLock { paths in
      paths.contains { stat(PathBytes.bytes($0), &status) == 0 && status.isOfFile(file) }
    }
  }
}

extension stat {
  /// Whether both are of one file, under whatever names.
  func isOfFile(_ other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }
}
