import Glibc

/// Why a file was not written or read, in words that stand within a sentence.
package struct FileRefusal: Error, Hashable {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }

  /// What the system's last call said.
  package static var system: FileRefusal { FileRefusal(String(cString: strerror(errno))) }
}

extension FileRefusal {
  /// What lies at a path, as whoever writes there has to know it.
  enum Place {
    case nothing
    case regular(stat)
    /// A terminal, a pipe, `/dev/null`: what is written to it as it is.
    case stream(stat)

    /// Follows links.
    ///
    /// - Throws: ``FileRefusal`` for what cannot be written in any way.
    init(_ path: String) throws(FileRefusal) {
      guard !path.utf8.contains(0) else { throw FileRefusal(String(cString: strerror(EINVAL))) }
      var status = stat()
      guard stat(PathBytes.bytes(path), &status) == 0 else {
        guard errno == ENOENT else { throw .system }
        guard lstat(PathBytes.bytes(path), &status) != 0 else { throw FileRefusal(Words.fileDanglingLink) }
        self = .nothing
        return
      }
      self = try Self.of(status)
    }

    static func of(_ status: stat) throws(FileRefusal) -> Place {
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .regular(status)
      case S_IFCHR, S_IFIFO, S_IFSOCK: return .stream(status)
      case S_IFDIR: throw FileRefusal(String(cString: strerror(EISDIR)))
      // What stands on a disk is no file of its own.
      default: throw FileRefusal(Words.fileOnDevice)
      }
    }
  }
}
