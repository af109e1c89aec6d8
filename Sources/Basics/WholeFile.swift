import Glibc

/// Files that are written whole or not at all.
///
/// Beside ``AppendedFile`` the only code that opens a file for writing: a file that the program reads is never written, nor one
/// that somebody else appends to.
package enum WholeFile {
  /// Devices and pipes are written as they are; through a link the file that it names is written.
  ///
  /// - Throws: ``FileRefusal``; what was there is as before then.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    guard let staged = try stage(bytes, for: path) else { return }
    try staged.place()
    StagedFile.settle(folderOf: path)
  }

  /// Several files, of which none takes its place before all are written.
  ///
  /// - Throws: ``FileRefusal`` beside the path that it is about.
  package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(SeveralRefusal) {
    try OutputPlace.look(at: files.map { ($0.path, false) })
    var staged: [(path: String, file: StagedFile)] = []
    var path = ""
    do throws(FileRefusal) {
      for file in files {
        path = file.path
        if let made = try stage(file.bytes, for: path) { staged.append((path, made)) }
      }
      while let next = staged.first {
        path = next.path
        staged.removeFirst()
        try next.file.place()
      }
    } catch {
      for left in staged { left.file.discard() }
      throw SeveralRefusal(path: path, refusal: error)
    }
    for folder in Set(files.map(\.path)) { StagedFile.settle(folderOf: folder) }
  }

  package struct SeveralRefusal: Error, Hashable {
    package let path: String
    package let refusal: FileRefusal

    package init(path: String, refusal: FileRefusal) { (self.path, self.refusal) = (path, refusal) }
  }

  /// - Returns: nil where it is written already, as a device has no temporary name.
  private static func stage(_ bytes: [UInt8], for path: String) throws(FileRefusal) -> StagedFile? {
    _ = try OutputPlace.look(at: path)
    switch try FileRefusal.Place(path) {
    case .nothing: return try StagedFile(bytes, for: path, isSettled: true)
    case .stream:
      try put(bytes, into: open(PathBytes.bytes(path), O_WRONLY | O_CLOEXEC | O_NOCTTY))
      return nil
    case .regular(let status):
      if let descriptor = Descriptor.standard(of: status) {
        // `/dev/stdout`, which leads to a file: that file has the program's other lines too.
        guard Descriptor.write(bytes, to: descriptor) else { throw .system }
        return nil
      }
      // Its rights stay, whatever the user lets new files have.
      return try StagedFile(bytes, for: OutputPlace.resolved(path), rights: status.st_mode & 0o777, isSettled: true)
    }
  }

  /// Closes the descriptor.
  private static func put(_ bytes: [UInt8], into descriptor: Int32) throws(FileRefusal) {
    guard descriptor >= 0 else { throw .system }
    guard Descriptor.write(bytes, to: descriptor) else {
      let refusal = FileRefusal.system
      close(descriptor)
      throw refusal
    }
    guard close(descriptor) == 0 else { throw .system }
  }
}
