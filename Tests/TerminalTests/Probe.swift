import Glibc

/// The program that these tests drive, beside the test program. PROBE names another.
enum Probe {
  static let path: String? = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let directory = String(decoding: buffer.prefix(count), as: UTF8.self).split(
      separator: "/", omittingEmptySubsequences: false)
    let neighbour = (directory.dropLast() + ["TerminalProbe"]).joined(separator: "/")
    let named = getenv("PROBE").map { String(cString: $0) }
    return [named ?? neighbour].first { access($0, X_OK) == 0 }
  }()

  static func start(
    _ extra: [String: String] = [:], type: String = "xterm-256color", columns: Int = 80, rows: Int = 24
  ) throws -> Pty {
    var environment = ["TERM": type, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    environment.merge(extra) { $1 }
    return try Pty(path ?? "TerminalProbe", environment: environment, columns: columns, rows: rows)
  }
}
