import Foundation

/// A private tmux server with one window that runs the program.
final class Tmux {
  private let name = "grainscope-\(UUID().uuidString.prefix(8))"

  init(_ arguments: [String], width: Int = 80, height: Int = 24, environment: [String: String] = [:]) throws {
    let state = try Program.temporaryFolder().path
    var command = "exec env XDG_STATE_HOME=\(state) "
    for (key, value) in environment { command += "\(key)=\(value) " }
    command += ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    try run(
      [
        "-f", "/dev/null", "new-session", "-d", "-x", String(width), "-y", String(height), "sh", "-c",
        "sh -c '\(command.replacing("'", with: "'\\''"))'; printf 'left with %s' $?; sleep 60",
      ])
  }

  deinit { _ = try? run(["kill-server"]) }

  func send(_ keys: String...) throws { try run(["send-keys"] + keys) }

  func resize(_ width: Int, _ height: Int) throws {
    try run(["resize-window", "-x", String(width), "-y", String(height)])
  }

  /// The visible screen as text.
  func screen() throws -> String { try run(["capture-pane", "-p"]) }

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
