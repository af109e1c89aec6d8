import Foundation

/// A private tmux server with one window that runs the program.
final class Tmux {
  private let name = "grainscope-\(UUID().uuidString.prefix(8))"

  /// Runs the program; when it ends, the screen says `left with CODE`.
  convenience init(
    _ arguments: [String], width: Int = 80, height: Int = 24, environment: [String: String] = [:]
  ) throws {
    let settings = environment.map { "\($0)=\($1) " }.joined()
    let words = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    try self.init(script: "env \(settings)\(words); echo left with $?; sleep 60", width: width, height: height)
  }

  /// Runs a shell script with a state folder of its own.
  init(script: String, width: Int = 80, height: Int = 24) throws {
    let folder = try Program.temporaryFolder()
    let file = folder.appending(path: "script.sh")
    try "export XDG_STATE_HOME=\(folder.path)\n\(script)\n".write(to: file, atomically: true, encoding: .utf8)
    try run([
      "-f", "/dev/null", "new-session", "-d", "-x", String(width), "-y", String(height), "sh", file.path,
    ])
  }

  deinit { _ = try? run(["kill-server"]) }

  func send(_ keys: String...) throws { try run(["send-keys"] + keys) }

  func resize(_ width: Int, _ height: Int) throws {
    try run(["resize-window", "-x", String(width), "-y", String(height)])
  }

  /// The visible screen as text.
  func screen() throws -> String { try run(["capture-pane", "-p"]) }

  /// A tmux format of the pane, as `#{alternate_on}`.
  func state(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until the screen satisfies `condition`; returns the last screen seen in any case.
  @discardableResult
  func wait(seconds: Double = 30, until condition: (String) -> Bool) throws -> String {
    let end = Date().addingTimeInterval(seconds)
    var seen = ""
    while Date() < end {
      seen = try screen()
      if condition(seen) { return seen }
      usleep(30_000)
    }
    return seen
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux", "-L", name, "-u"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
