import Configuration
import Glibc
import Models

/// `config.toml` where the XDG rules put it, and whether it has changed since it was read.
struct ConfigurationFile {
  let path: String?
  /// Whether it is there and no ordinary file of a bearable size.
  private(set) var isUnreadable = false
  private var stamp: Stamp?

  /// Changes with every write of the file.
  private struct Stamp: Equatable {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
  }

  static let name = "config.toml"
  static let sizeLimit = 1 << 20
  static let recipes = Recipe.allCases.map(\.rawValue)

  init(path: String? = FilePath.configurationFolder().map { "\($0)/\(Self.name)" }) { self.path = path }

  /// What the file says now; the defaults where there is none.
  mutating func read() -> ConfigurationReader {
    stamp = currentStamp()
    let text = stamp == nil ? "" : path.flatMap { FilePath.text($0, limit: Self.sizeLimit) }
    isUnreadable = text == nil
    return ConfigurationReader(parsing: text ?? "", recipes: Self.recipes)
  }

  /// Why nothing of it holds; nil where it could be read.
  ///
  /// - Parameter name: in place of its path, where room is short.
  func refusal(naming name: String? = nil) -> String? {
    isUnreadable ? (name ?? path).map { Words.configUnreadable(path: $0) } : nil
  }

  /// True once after each change; costs one look at the file's entry.
  func hasChanged() -> Bool { currentStamp() != stamp }

  private func currentStamp() -> Stamp? {
    var status = stat()
    guard let path, stat(path, &status) == 0 else { return nil }
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Stamp(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }
}

extension ConfigurationReader {
  /// What is wrong, in one line of the screen; nil where nothing is.
  func notice(file: String) -> String? {
    guard let first = faults.first else { return nil }
    let more = faults.count - 1
    return more == 0
      ? Words.configFault(path: file, fault: first.sentence)
      : Words.configMoreFaults(path: file, fault: first.sentence, more: more)
  }
}
