import Basics
import Datasets
import Glibc

/// Paths as text; enough for a command line.
enum FilePath {
  static func exists(_ path: String) -> Bool { access(PathBytes.bytes(path), F_OK) == 0 }

  /// Whether an ordinary file is there, or can be made there.
  static func mayBeFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return PathBytes.text(folder) + "/" + path
  }

  static func name(_ path: String) -> String {
    StandardInput.isMeant(by: path)
      ? StandardInput.label : PathBytes.shown(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Where configuration and themes are looked for: `$XDG_CONFIG_HOME/grainscope`, by default `~/.config/grainscope`.
  static func configurationFolder() -> String? {
    if let folder = getenv("XDG_CONFIG_HOME"), folder.pointee != 0 { return String(cString: folder) + "/grainscope" }
    guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
    return String(cString: home) + "/.config/grainscope"
  }

  /// The text of an ordinary file of at most `limit` bytes; nil where it cannot be read.
  static func text(_ path: String, limit: Int) -> String? {
    let descriptor = open(PathBytes.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      guard count > 0 else { break }
      filled += count
    }
    return String(decoding: bytes[..<filled], as: UTF8.self)
  }

  /// The path, or with a number before its ending where there is such a file already.
  static func unused(_ path: String) -> String {
    guard exists(path) else { return path }
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let stem = path[..<(path[name...].lastIndex(of: ".") ?? path.endIndex)]
    for number in 2... {
      let candidate = "\(stem)-\(number)\(path[stem.endIndex...])"
      if !exists(candidate) { return candidate }
    }
    return path
  }

  /// Where journals are kept: `$XDG_STATE_HOME/grainscope`, by default `~/.local/state/grainscope`.
  static func stateFolder() -> String? {
    if let state = getenv("XDG_STATE_HOME"), state.pointee != 0 { return String(cString: state) + "/grainscope" }
    guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
    return String(cString: home) + "/.local/state/grainscope"
  }

  /// Where runs are kept unless another place is named.
  static func storeFolder() -> String? { stateFolder().map { $0 + "/store" } }

  /// Where journals of sessions are kept that name none.
  static func journalFolder() -> String? { stateFolder().map { $0 + "/runs" } }

  /// A journal as the command line names it: a path, or the name of one among those of sessions.
  static func journal(_ name: String) -> String {
    guard !name.contains("/"), !exists(name), let folder = journalFolder() else { return name }
    let kept = folder + "/" + name
    return exists(kept) ? kept : name
  }

  /// An absolute path as a shell takes it: from `~` on where it lies under the home folder, in quotes where it needs them.
  static func inShell(_ path: String) -> String {
    let quoted = TrainCommandLine.quoted(path)
    guard quoted == path, let home = getenv("HOME"), home.pointee != 0 else { return quoted }
    let folder = String(cString: home) + "/"
    return folder != "/" && path.hasPrefix(folder) ? "~/" + path.dropFirst(folder.count) : path
  }

  /// The path of a new journal, named by data, local time and process: `…/runs/demand-20261121-140503-4711.journal`.
  static func newJournal(for data: String) -> String? {
    guard let folder = journalFolder() else { return nil }
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var stamp = [CChar](repeating: 0, count: 32)
    let length = strftime(&stamp, stamp.count, "%Y%m%d-%H%M%S", &parts)
    let text = String(decoding: stamp[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let stem = name(data).split(separator: ".").first.map { $0.replacing(" ", with: "-") } ?? "data"
    return "\(folder)/\(stem)-\(text)-\(getpid()).journal"
  }
}
