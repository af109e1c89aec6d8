import Datasets
import Glibc
import Telemetry

/// Files that could be opened instead: those beside the open one, and the samples.
enum DataSources {
  /// More are no choice any more.
  private static let most = 200

  static func beside(_ path: String) -> [DataSource] {
    var sources: [DataSource] = []
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let samples = Sample.folder()
    if folder != samples {
      sources = files(in: folder.isEmpty ? "/" : folder).map { DataSource(name: $0, path: "\(folder)/\($0)") }
    }
    guard let samples else { return sources }
    return sources
      + Sample.all.map { DataSource(name: $0.name, path: "\(samples)/\($0.name)", about: $0.explanation) }
  }

  private static func files(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < most, let entry = readdir(stream) {
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !isFolder, !name.hasPrefix("."), FileFormat.promisesData(name) { names.append(name) }
    }
    return names.sorted()
  }
}
