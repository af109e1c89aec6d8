import Glibc

/// Where something is to be written, looked at before anything is.
package struct OutputPlace: Hashable {
  /// Of the file, or of the folder that it will be in.
  private let device: dev_t
  private let inode: ino_t
  /// What the file will be called in that folder; nil where it is there already.
  private let name: String?

  /// Looks whether a file can be written at a path.
  ///
  /// - Parameters:
  ///   - makesFolders: whether folders that are missing are made first.
  /// - Returns: nil for what two may write at once: a device, a pipe, a standard stream.
  /// - Throws: ``FileRefusal`` where nothing may be written, or nothing can be.
  package static func look(at path: String, makesFolders: Bool = false) throws(FileRefusal) -> OutputPlace? {
    switch try FileRefusal.Place(path) {
    case .stream: return nil
    case .regular(let status):
      if Descriptor.standard(of: status) != nil { return nil }
      guard !InputFiles.contain(status) else { throw FileRefusal(Words.fileIsInput) }
      guard !AppendedFile.isHeld(path) else { throw FileRefusal(Words.fileIsHeld) }
      try checkFolder(parent(resolved(path)))
      return OutputPlace(device: status.st_dev, inode: status.st_ino, name: nil)
    case .nothing: return try new(path, makesFolders: makesFolders)
    }
  }

  /// Looks at several outputs, which must have places of their own. One of them may be standard output, as `-`.
  ///
  /// - Throws: ``WholeFile/SeveralRefusal`` with the first path that cannot be written.
  package static func look(at outputs: [(path: String, makesFolders: Bool)]) throws(WholeFile.SeveralRefusal) {
    var places: Set<OutputPlace> = []
    var hasStandardOutput = false
    for output in outputs {
      do throws(FileRefusal) {
        var isNew = true
        if output.path == "-" {
          isNew = !hasStandardOutput
          hasStandardOutput = true
        } else if let place = try look(at: output.path, makesFolders: output.makesFolders) {
          isNew = places.insert(place).inserted
        }
        guard isNew else { throw FileRefusal(Words.fileIsNamedTwice) }
      } catch { throw WholeFile.SeveralRefusal(path: output.path, refusal: error) }
    }
  }

  /// - Throws: ``FileRefusal`` for a path in a folder of the program's own, whether or not it is there.
  static func checkIsForeign(_ path: String) throws(FileRefusal) {
    var (found, status) = (path, stat())
    while stat(PathBytes.bytes(found.isEmpty ? "/" : found), &status) != 0, found != "." { found = parent(found) }
    guard !KeptFolder.holds(resolved: resolved(found)) else { throw FileRefusal(Words.fileIsKept) }
  }

  /// Through all links; the path itself where nothing is there.
  static func resolved(_ path: String) -> String {
    guard let found = realpath(PathBytes.bytes(path.isEmpty ? "/" : path), nil) else { return path }
    defer { free(found) }
    return PathBytes.text(found)
  }

  private static func new(_ path: String, makesFolders: Bool) throws(FileRefusal) -> OutputPlace {
    var (folder, status) = (parent(path), stat())
    while stat(PathBytes.bytes(folder.isEmpty ? "/" : folder), &status) != 0 {
      guard errno == ENOENT, makesFolders, folder != "." else { throw .system }
      folder = parent(folder)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileRefusal(String(cString: strerror(ENOTDIR))) }
    try checkFolder(folder)
    let rest = path.dropFirst(folder == "." ? 0 : folder.count).split(separator: "/").filter { $0 != "." }
    guard !path.hasSuffix("/"), !rest.isEmpty else { throw FileRefusal(String(cString: strerror(EISDIR))) }
    return OutputPlace(device: status.st_dev, inode: status.st_ino, name: rest.joined(separator: "/"))
  }

  private static func checkFolder(_ folder: String) throws(FileRefusal) {
    guard !KeptFolder.holds(resolved: resolved(folder)) else { throw FileRefusal(Words.fileIsKept) }
    // A new file is made beside what is there.
    guard access(PathBytes.bytes(folder.isEmpty ? "/" : folder), W_OK | X_OK) == 0 else { throw .system }
  }

  /// Of a path from the root down to one part, empty is the root.
  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }
}
