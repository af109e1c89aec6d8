import Basics
import Glibc

/// What the store asks of the file system, with the system's own reason where it refuses.
enum Disk {
  static var reason: String { String(cString: strerror(errno)) }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a folder and those above it; one that is there already stays.
  static func makeFolder(_ path: String) throws(StoreError) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      folder += part + "/"
      if folder != "/", mkdir(folder, 0o755) != 0, errno != EEXIST {
        let refusal = reason
        // A folder that may not be written into may still hold the one that is asked for.
        if exists(folder) { continue }
        throw .unwritable(path: path, reason: refusal)
      }
    }
  }

  /// Names in a folder without the two dots, in no order; nil where there is no such folder.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Size and moment of the last change; what is not there has neither.
  struct Change: Hashable, Sendable {
    var bytes: Int64 = 0
    /// ns since 1970.
    var time: Int64 = 0
  }

  /// The present, ns since 1970, by the clock that stamps files: any finer one is ahead of a file that is written after it.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// - Parameter folder: from which `path` counts; by default that of the process.
  static func change(of path: UnsafePointer<CChar>, from folder: Int32 = AT_FDCWD) -> Change {
    var status = stat()
    guard fstatat(folder, path, &status, 0) == 0 else { return Change() }
    return Change(
      bytes: Int64(status.st_size), time: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }

  /// Of a file in a folder within an open one.
  static func change(of name: StaticString, in folder: StoreID, below parent: Int32) -> Change {
    var folder = folder.text
    return folder.withUTF8 { folder in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: folder.count + name.utf8CodeUnitCount + 2) { path in
        var end = 0
        func add(_ bytes: UnsafeBufferPointer<UInt8>) {
          for byte in bytes { path[end] = CChar(bitPattern: byte); end += 1 }
        }
        add(folder)
        path[end] = CChar(bitPattern: UInt8(ascii: "/"))
        end += 1
        name.withUTF8Buffer(add)
        path[end] = 0
        return path.baseAddress.map { change(of: $0, from: parent) } ?? Change()
      }
    }
  }

  /// Lets a file seem changed just now, and later than it was.
  static func touch(_ path: String) {
    let time = max(now, change(of: path).time + 1)
    let stamp = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
    utimensat(AT_FDCWD, path, [stamp, stamp], 0)
  }

  /// All bytes of a file; nil where there is none.
  static func bytes(of path: String) throws(StoreError) -> [UInt8]? {
    do throws(FileRefusal) { return try RegularFile.bytes(of: path) } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
  }

  /// Writes a file whole or not at all: under a temporary name, onto the disk, then renamed.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let isNew = !exists(path)
    try place(try stage(bytes, for: path, isSettled: true), at: path)
    // Of a file that takes another's place both are whole, whichever outlives a loss of power.
    if isNew { StagedFile.settle(folderOf: path) }
  }

  /// Puts bytes into a file of a temporary name beside `path`.
  ///
  /// - Parameter isSettled: waits until they are on the disk.
  static func stage(_ bytes: [UInt8], for path: String, isSettled: Bool) throws(StoreError) -> StagedFile {
    do throws(FileRefusal) { return try StagedFile(bytes, for: path, rights: 0o644, isSettled: isSettled) } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  /// Gives what was staged its name.
  static func place(_ file: StagedFile, at path: String) throws(StoreError) {
    do throws(FileRefusal) { try file.place() } catch { throw .unwritable(path: path, reason: error.reason) }
  }

  /// Whether a folder's disk has no room left, or none for this user, found by trying.
  static func isFull(_ folder: String) -> Bool {
    let bytes = [UInt8](repeating: 32, count: 4096)
    do throws(FileRefusal) { try StagedFile(bytes, for: folder + "/room", isSettled: false).discard() } catch {
      return [ENOSPC, EDQUOT].contains { error.reason == String(cString: strerror($0)) }
    }
    return false
  }

  static func unlink(_ path: String) { _ = Glibc.unlink(path) }

  /// Takes a folder away with all that is in it.
  static func remove(_ folder: String) throws(StoreError) {
    for name in names(in: folder) ?? [] {
      let path = folder + "/" + name
      guard Glibc.unlink(path) != 0 else { continue }
      guard errno == EISDIR || errno == EPERM else { throw .unwritable(path: path, reason: reason) }
      try remove(path)
    }
    guard rmdir(folder) == 0 || errno == ENOENT else { throw .unwritable(path: folder, reason: reason) }
  }

  /// Whether a folder lies on a file system of another machine, whose locks SQLite cannot rely on.
  static func isRemote(_ folder: String) -> Bool {
    guard let resolved = realpath(folder, nil) else { return false }
    defer { free(resolved) }
    return isRemote(String(cString: resolved), mounts: SystemFile.text("/proc/self/mounts") ?? "")
  }

  private static let remoteTypes = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "lustre", "gpfs", "beegfs", "fuse.sshfs",
    "fuse.glusterfs", "fuse.ceph",
  ]

  /// By the table of what is mounted where: a line is device, place and type. The longest place that holds the path counts.
  static func isRemote(_ path: String, mounts: String) -> Bool {
    var found: (place: String, type: String) = ("", "")
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2 else { continue }
      let place = String(fields[1]).replacing("\\040", with: " ")
      let holds = path == place || path.hasPrefix(place.hasSuffix("/") ? place : place + "/")
      if holds, place.utf8.count >= found.place.utf8.count { found = (place, String(fields[2])) }
    }
    return remoteTypes.contains(found.type)
  }
}
