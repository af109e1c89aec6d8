import Foundation
import Glibc

/// A process of the program, with what it wrote and what it took.
struct Child {
  struct Outcome {
    /// As of `wait4`: a code, or the signal that ended it.
    var code: Int32 = 0
    var signal: Int32 = 0
    var output: [UInt8] = []
    var error: [UInt8] = []
    /// The most memory that it held, in bytes.
    var peak = 0
    /// Why it was ended, where it would not end.
    var hang: String?
    /// Whether the terminal has the modes that it had.
    var isRestored = true
  }

  /// Seconds of computing, and seconds without any, after which a program hangs. The first do not depend on what else the machine
  /// does.
  static let computing = 20.0
  static let idling = 20.0

  private var process = pid_t()
  private var output: Int32 = -1
  private var error: Int32 = -1
  private var terminal: PseudoTerminal?

  /// - Parameters:
  ///   - folder: in which it runs, and where everything that it keeps by itself goes.
  static func run(_ program: String, _ test: Case, in folder: String) throws -> Outcome {
    var child = try Child(program, test, folder)
    return child.watch(test)
  }

  private init(_ program: String, _ test: Case, _ folder: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = []
    defer { ends.forEach { close($0) } }
    // No other child is begun before the ends of these pipes are marked as not for it.
    Self.beginning.lock()
    defer { Self.beginning.unlock() }
    let (input, output, error) = (try Self.pipe(), try Self.pipe(), try Self.pipe())
    ends = [input.reading, output.writing, error.writing]
    if let wanted = test.terminal {
      let terminal = try PseudoTerminal(wanted)
      posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
      // A stream comes through a pipe, and the keys through the terminal.
      if !test.standardInput.isEmpty {
        posix_spawn_file_actions_addopen(&actions, 2, terminal.path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
      } else {
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
      }
      posix_spawn_file_actions_adddup2(&actions, 2, 1)
      self.terminal = terminal
      close(output.reading)
      close(error.reading)
    } else {
      posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
      posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
      posix_spawn_file_actions_adddup2(&actions, error.writing, 2)
      (self.output, self.error) = (output.reading, error.reading)
    }
    // Less than a pipe holds, so that nobody has to write while it runs.
    let sent = test.standardInput.prefix(60_000)
    _ = sent.withUnsafeBytes { write(input.writing, $0.baseAddress, $0.count) }
    close(input.writing)
    process = try Self.spawn(["/usr/bin/env", "-C", folder, program] + test.words + test.arguments, &actions, folder)
    if test.ending == .unread {
      close(self.output)
      self.output = -1
    }
  }

  private static let beginning = NSLock()

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EMFILE) }
    ends.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ words: [String], _ actions: inout posix_spawn_file_actions_t, _ folder: String
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var every = sigset_t()
    var none = sigset_t()
    sigfillset(&every)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    // A session of its own, which is set in <spawn.h>: it finds no terminal but the one that it is given.
    let setSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, setSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    let environment = [
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(folder)", "XDG_STATE_HOME=\(folder)/state",
      "XDG_CONFIG_HOME=\(folder)/config", "OPENBLAS_NUM_THREADS=1",
    ]
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(&process, words[0], &actions, &attributes, arguments, variables)
    guard code == 0 else { throw POSIXError(.init(rawValue: code) ?? .ENOENT) }
    return process
  }

  // MARK: Watching

  private mutating func watch(_ test: Case) -> Outcome {
    var outcome = Outcome()
    var keys = (test.terminal?.keys ?? [])[...]
    let start = Self.now()
    var (busy, lastBusy, quiet) = (0.0, start, start)
    var (isInterrupted, wasAsked, pressed) = (false, false, start + 2)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      let now = Self.now()
      if read(&outcome, milliseconds: 10) { quiet = now }
      // Where nothing comes any more the next key is pressed, and after the last one Ctrl-C: again only after longer than the
      // silence that ends a paste, in which it is text.
      let isReady = now - quiet > 0.03 && (!outcome.output.isEmpty || now - start > 3)
      if terminal != nil, isReady && !keys.isEmpty || now - pressed > (keys.isEmpty && wasAsked ? 3 : 1) {
        wasAsked = keys.isEmpty
        terminal?.send(keys.popFirst() ?? [3])
        (quiet, pressed) = (now, now)
      }
      if case .interrupted(let after) = test.ending, !isInterrupted, now - start > Double(after) / 1000 {
        kill(process, SIGINT)
        isInterrupted = true
      }
      let progress = progress
      if progress.seconds > busy + 0.02 || !progress.waits { (busy, lastBusy) = (max(busy, progress.seconds), now) }
      if busy > Self.computing { outcome.hang = "computes for more than \(Int(Self.computing)) s" }
      if now - lastBusy > Self.idling { outcome.hang = "waits for \(Int(Self.idling)) s" }
      if outcome.hang != nil { kill(process, SIGKILL) }
    }
    while read(&outcome, milliseconds: 0) {}
    outcome.isRestored = terminal?.isRestored ?? true
    if output >= 0 { close(output) }
    if error >= 0 { close(error) }
    terminal?.close()
    outcome.signal = status & 0x7F
    outcome.code = status >> 8 & 0xFF
    outcome.peak = usage.ru_maxrss * 1024
    return outcome
  }

  /// Takes in what was written; false where there was nothing within that time.
  private mutating func read(_ outcome: inout Outcome, milliseconds: Int32) -> Bool {
    var places = [output, error, terminal?.controller ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&places, 3, milliseconds) > 0 else { return false }
    var isAny = false
    for (number, place) in places.enumerated() where place.revents != 0 {
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = Glibc.read(place.fd, &part, part.count)
      if count > 0 {
        if number == 1 { outcome.error += part.prefix(count) } else { outcome.output += part.prefix(count) }
        isAny = true
      } else if number < 2 {
        // At its end; polling it would return at once for ever.
        close(place.fd)
        if number == 0 { output = -1 } else { error = -1 }
      } else if milliseconds > 0 {
        usleep(5_000)
      }
    }
    return isAny
  }

  /// What it has computed so far, in seconds, and whether it waits for something else than its turn.
  private var progress: (seconds: Double, waits: Bool) {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return (0, false) }
    // Fields 3, 14 and 15 of proc(5), counted after the name in parentheses.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return (0, false) }
    return ((user + system) / Double(sysconf(Int32(_SC_CLK_TCK))), !["R", "D"].contains(fields[0]))
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
