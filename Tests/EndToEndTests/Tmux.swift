import Foundation
import TemporaryPaths
import Testing

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
    // A locale of our own: what continuous integration runs in is not to be known.
    let ground = "unset LC_ALL LC_CTYPE NO_COLOR; export LANG=C.UTF-8 XDG_STATE_HOME='\(folder.path)'"
    try "\(ground)\n\(script)\n".write(to: file, atomically: true, encoding: .utf8)
    try run([
      "-f", "/dev/null", "new-session", "-d", "-x", String(width), "-y", String(height), "sh", file.path,
    ])
  }

  deinit { _ = try? run(["kill-server"]) }

  func send(_ keys: String...) throws { try run(["send-keys"] + keys) }

  /// Bytes as a terminal would send them.
  func sendRaw(_ text: String) throws { try run(["send-keys", "-l", text]) }

  /// Pastes a file's text, bracketed where the program asked for that.
  func paste(_ file: URL) throws {
    try run(["load-buffer", file.path])
    try run(["paste-buffer", "-p"])
  }

  func resize(_ width: Int, _ height: Int) throws {
    try run(["resize-window", "-x", String(width), "-y", String(height)])
  }

  /// The visible screen as text.
  func screen() throws -> String { try run(["capture-pane", "-p"]) }

  /// The visible screen with the sequences that colour it.
  func colouredScreen() throws -> String { try run(["capture-pane", "-p", "-e"]) }

  /// Lets the program put text on the clipboard, which tmux keeps.
  func takeClipboard() throws { try run(["set-option", "-s", "set-clipboard", "on"]) }

  func clipboard() throws -> String { try run(["show-buffer"]) }

  /// A tmux format of the pane, as `#{alternate_on}`.
  func state(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until the screen satisfies `condition`, and still does a moment later: a frame may be seen half painted. It is a
  /// failure if it never does.
  ///
  /// - Returns: the last screen seen in any case.
  @discardableResult
  func wait(sourceLocation: SourceLocation = #_sourceLocation, until condition: (String) -> Bool) throws -> String {
    let (screen, isMet) = try watch(seconds: Self.patience, until: condition)
    if !isMet {
      Issue.record("what is waited for never came; the last screen was\n\(screen)", sourceLocation: sourceLocation)
    }
    return screen
  }

  /// Waits likewise for what need not come.
  @discardableResult
  func look(seconds: Double, until condition: (String) -> Bool) throws -> String {
    try watch(seconds: seconds, until: condition).screen
  }

  /// Leaves the Lab, also where something still trains.
  ///
  /// - Returns: the screen that was left behind.
  @discardableResult
  func leave() throws -> String {
    try send("q")
    let screen = try wait { $0.contains("left with") || $0.contains("again quits") }
    guard !screen.contains("left with") else { return screen }
    try send("q")
    return try wait { $0.contains("left with") }
  }

  /// After which what did not come is taken for what never comes, on however slow a machine.
  private static let patience = 300.0

  private func watch(seconds: Double, until condition: (String) -> Bool) throws -> (screen: String, isMet: Bool) {
    let end = Date().addingTimeInterval(seconds)
    var seen = ""
    while Date() < end {
      seen = try screen()
      let held = condition(seen)
      usleep(40_000)
      guard held else { continue }
      seen = try screen()
      if condition(seen) { return (seen, true) }
    }
    return (seen, false)
  }

  /// Waits until the screen shows all of `texts`, and says which are missing if it never does.
  @discardableResult
  func expect(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let (screen, _) = try watch(seconds: Self.patience) { screen in texts.allSatisfy { screen.contains($0) } }
    let missing = texts.filter { !screen.contains($0) }
    #expect(missing.isEmpty, "in\n\(screen)", sourceLocation: sourceLocation)
    return screen
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    // The first call leaves a server behind, which keeps its output open: a pipe would never end, so a file takes it.
    let file = TemporaryPaths.unused()
    defer { try? FileManager.default.removeItem(at: file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, file.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Test threads block signals, and a server that inherits that could not be ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = (["tmux", "-L", name, "-u"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawnp(&process, "tmux", &actions, &attributes, &words, environ) == 0 else {
      throw TmuxError.notInstalled
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }
}

enum TmuxError: Error {
  case notInstalled
}
