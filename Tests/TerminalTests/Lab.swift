import Glibc
import TemporaryPaths
import Testing

/// A folder of its own for what is kept and for the configuration, and the program in it.
final class Lab {
  let folder: String
  let pty: Pty

  /// - Parameters:
  ///   - arguments: of the program, made in the folder that it will have.
  ///   - redirected: what a shell does with its standard places, as `1>&-`; `FOLDER` stands for the folder.
  init(
    redirected: String = "", columns: Int = 80, rows: Int = 24, arguments: (String) throws -> [String]
  ) throws {
    let folder = TemporaryPaths.unused().path
    try #require(mkdir(folder, 0o700) == 0)
    self.folder = folder
    var environment = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder,
      "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder,
    ]
    // Where the program was built to look for races, it writes what it finds into the folder.
    if let options = getenv("TSAN_OPTIONS") {
      environment["TSAN_OPTIONS"] = String(cString: options) + " log_path=\(folder)/race"
    }
    let program = try #require(Probe.program)
    // What is typed may name files: they lie in the folder.
    let words = try ([program] + arguments(folder)).map(Self.quoted).joined(separator: " ")
    let line = "cd '\(folder)' && exec \(words) " + Self.replaced("FOLDER", in: redirected, by: folder)
    pty = try Pty("/bin/sh", ["-c", line], environment: environment, columns: columns, rows: rows)
  }

  private static func quoted(_ word: String) -> String { "'" + replaced("'", in: word, by: "'\\''") + "'" }

  private static func replaced(_ text: String, in whole: String, by other: String) -> String {
    whole.split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
  }

  convenience init(
    _ arguments: [String] = ["demand", "--grain", "1d", "--epochs", "1000000"], redirected: String = ""
  ) throws {
    try self.init(redirected: redirected) { _ in arguments }
  }

  deinit {
    kill(pty.process, SIGKILL)
    _ = try? Pty("rm", ["-rf", folder], environment: ["PATH": "/usr/bin:/bin"]).waitForExit()
  }

  /// Two threads came by the same memory with nothing between them: what the thread sanitizer says of it.
  func expectNoRaces(sourceLocation: SourceLocation = #_sourceLocation) {
    guard let names = opendir(folder) else { return }
    defer { closedir(names) }
    while let entry = readdir(names) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard name.hasPrefix("race."), let file = fopen(folder + "/" + name, "r") else { continue }
      defer { fclose(file) }
      var text = [UInt8](repeating: 0, count: 6000)
      let count = fread(&text, 1, text.count, file)
      Issue.record("\(String(decoding: text.prefix(count), as: UTF8.self))", sourceLocation: sourceLocation)
    }
  }

  func write(_ bytes: [UInt8], to path: String) throws { try Lab.write(bytes, to: folder + "/" + path) }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }
}
