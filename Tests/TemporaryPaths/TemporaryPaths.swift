import Foundation

/// Where tests put files: all below one folder of their process, which is removed when it ends.
package enum TemporaryPaths {
  /// Below what TMPDIR names.
  package static let root: URL = {
    let name = "grainscope-tests-\(ProcessInfo.processInfo.processIdentifier)"
    let root = FileManager.default.temporaryDirectory.appending(path: name)
    try? FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: TemporaryPaths.root) }
    return root
  }()

  /// A path that nothing has yet.
  package static func unused(_ ending: String = "") -> URL { root.appending(path: UUID().uuidString + ending) }
}
