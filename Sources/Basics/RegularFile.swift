import Glibc

/// All bytes of an ordinary file at once.
package enum RegularFile {
  /// - Parameter limit: of what is read at all.
  /// - Returns: nil where there is no such file.
  /// - Throws: ``FileRefusal``, also for a pipe or a device, which may have no end.
  package static func bytes(of path: String, limit: Int = .max) throws(FileRefusal) -> [UInt8]? {
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    let descriptor = path.utf8.contains(0) ? -1 : open(PathBytes.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR || path.utf8.contains(0) { return nil }
      throw .system
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw status.st_mode & S_IFMT == S_IFDIR
        ? FileRefusal(String(cString: strerror(EISDIR))) : FileRefusal(Words.fileNotRegular)
    }
    guard status.st_size <= limit else { throw FileRefusal(Words.fileTooLong(most: limit)) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system }
      // Cut shorter meanwhile.
      guard count > 0 else { break }
      filled += count
    }
    if filled < bytes.count { bytes.removeSubrange(filled...) }
    return bytes
  }

  /// Calls `use` for each piece that a line break ends, then for what is behind the last one, if anything.
  ///
  /// - Parameter use: with the line's number, from 1, its bytes without the break, and whether there was one; false ends it.
  package static func forEachLine(of bytes: [UInt8], _ use: (Int, ArraySlice<UInt8>, Bool) -> Bool) {
    var (start, number) = (0, 1)
    while start < bytes.count {
      let end = bytes.withUnsafeBytes { raw in
        raw.baseAddress.flatMap { memchr($0 + start, 10, raw.count - start) }.map { raw.baseAddress!.distance(to: $0) }
      }
      guard use(number, bytes[start..<(end ?? bytes.count)], end != nil) else { return }
      start = end.map { $0 + 1 } ?? bytes.count
      number += 1
    }
  }
}
