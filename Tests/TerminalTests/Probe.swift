import Glibc

/// The program that these tests drive, beside the test program. PROBE names another.
enum Probe {
  static let path: String? = named("PROBE") ?? neighbour("TerminalProbe")

  /// The program itself. GRAINSCOPE_PROGRAM names another.
  static let program: String? = named("GRAINSCOPE_PROGRAM") ?? neighbour("grainscope")

  private static func named(_ variable: String) -> String? {
    getenv(variable).map { String(cString: $0) }.flatMap { access($0, X_OK) == 0 ? $0 : nil }
  }

  /// A program in the folder of the test runner.
  private static func neighbour(_ name: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let directory = String(decoding: buffer.prefix(count), as: UTF8.self).split(
      separator: "/", omittingEmptySubsequences: false)
    let path = (directory.dropLast() + [Substring(name)]).joined(separator: "/")
    return access(path, X_OK) == 0 ? path : nil
  }

  static func start(
    _ extra: [String: String] = [:], type: String = "xterm-256color", columns: Int = 80, rows: Int = 24
  ) throws -> Pty {
    var environment = ["TERM": type, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    environment.merge(extra) { $1 }
    return try Pty(path ?? "TerminalProbe", environment: environment, columns: columns, rows: rows)
  }
}
