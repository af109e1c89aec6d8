import Glibc
import Synchronization

/// The system's zone database: one TZif file a zone, read once.
final class ZoneDatabase: Sendable {
  static let shared = ZoneDatabase(folder: "/usr/share/zoneinfo")

  let folder: String
  private let tables = Mutex<[String: ZoneTable?]>([:])

  init(folder: String) { self.folder = folder }

  var exists: Bool { access(folder, R_OK) == 0 }

  /// The table of a zone; nil where there is no such zone.
  func table(named name: String) -> ZoneTable? {
    tables.withLock { known in
      if let table = known[name] { return table }
      let table = read(name)
      known[name] = .some(table)
      return table
    }
  }

  private func read(_ name: String) -> ZoneTable? {
    // A name is untrusted: only the characters that zone names use, and no way out of the folder.
    let allowed = name.utf8.allSatisfy { byte in
      65...90 ~= byte || 97...122 ~= byte || 48...57 ~= byte || [UInt8(ascii: "/"), 95, 43, 45].contains(byte)
    }
    guard allowed, !name.isEmpty, !name.hasPrefix("/"), let bytes = contents("\(folder)/\(name)") else { return nil }
    return ZoneTable(tzif: bytes)
  }

  /// The whole of a small file.
  private func contents(_ path: String) -> [UInt8]? {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < 1 << 20 else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    return count == bytes.count ? bytes : nil
  }

  /// Up to three names of the database that resemble `name`.
  func names(near name: String) -> [String] {
    guard let list = contents("\(folder)/tzdata.zi") ?? contents("\(folder)/zone1970.tab") else { return [] }
    var names: Set<String> = []
    for line in list.split(separator: 10) {
      for word in line.split(whereSeparator: { $0 == 32 || $0 == 9 }) where word.contains(47) {
        names.insert(String(decoding: word, as: UTF8.self))
      }
    }
    return Clean.nearest(to: name, among: names.sorted())
  }
}
