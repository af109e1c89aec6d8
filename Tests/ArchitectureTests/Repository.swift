import Foundation

/// The checkout that these tests look at.
enum Repository {
  /// The folder above `Tests`; links are resolved, so that a linked test folder finds its real home.
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The names of what lies directly in a folder, sorted, hidden files left out.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The paths, from the root, of all files below a folder whose name ends in `suffix`.
  static func files(below folder: String, suffix: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
  }
}
