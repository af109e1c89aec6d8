import Glibc

/// A program on a pseudo-terminal of its own, as its session leader: what a terminal window runs.
///
/// Point it at any program. Everything that the program writes is collected; nothing is interpreted.
final class Pty {
  enum Exit: Equatable {
    case code(Int32)
    case signal(Int32)
    case stillRunning
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var controller: Int32
  /// Kept open so that modes can be read after the program's end, nil once hung up.
  private var terminal: Int32
  let process: pid_t
  /// From before the program started.
  let initialModes: [UInt32]
  /// All output so far.
  private(set) var output: [UInt8] = []
  private var exit: Exit?
  /// The size that the terminal was made with.
  private let size: (columns: Int, rows: Int)

  /// - Parameters:
  ///   - program: a path; looked up in PATH where it has no slash.
  ///   - environment: the whole environment.
  init(
    _ program: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80, rows: Int = 24
  ) throws {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard controller >= 0, ioctl(controller, Pty.setLock, &locked) == 0, ioctl(controller, Pty.getNumber, &number) == 0
    else { throw Failure(description: "no pseudo-terminal (error \(errno))") }
    let path = "/dev/pts/\(number)"
    terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    _ = fcntl(controller, F_SETFL, O_NONBLOCK)
    size = (columns, rows)
    initialModes = Pty.modes(of: terminal)
    process = try Pty.spawn(program, arguments, environment, terminal: path, controller, columns, rows)
  }

  // TIOCSPTLCK and TIOCGPTN of <asm/ioctls.h>, macros that Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  deinit {
    if exit == nil || exit == .stillRunning {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    if controller >= 0 { close(controller) }
    if terminal >= 0 { close(terminal) }
  }

  /// The first open of a terminal by a session leader makes it the controlling one.
  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String: String], terminal: String, _ controller: Int32,
    _ columns: Int, _ rows: Int
  ) throws -> pid_t {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Set in <spawn.h>; signals that the test runner ignores or blocks must not be inherited.
    let setSession: Int16 = 0x80
    var every = sigset_t()
    var none = sigset_t()
    sigfillset(&every)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, setSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

    var process = pid_t()
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let code = posix_spawnp(&process, program, &actions, &attributes, words, variables)
    guard code == 0 else { throw Failure(description: "\(program) does not start (error \(code))") }
    return process
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  /// What a terminal of the given size would show, by default its own.
  func picture(columns: Int? = nil, rows: Int? = nil) -> FrameEmulator {
    var emulator = FrameEmulator(size: .init(columns ?? size.columns, rows ?? size.rows))
    emulator.receive(output)
    return emulator
  }

  // MARK: Doing

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends all of it, and reads meanwhile, as a terminal does.
  func send(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes {
        write(controller, $0.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written > 0 { start += written } else if errno != EAGAIN && errno != EINTR { return }
      _ = receive(milliseconds: written > 0 ? 0 : 10)
    }
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  func signal(_ number: Int32) { kill(process, number) }

  /// The window is closed.
  func hangUp() {
    close(terminal)
    close(controller)
    terminal = -1
    controller = -1
  }

  func forgetOutput() { output.removeAll() }

  // MARK: Watching

  /// Reads what comes within the time; false when nothing came.
  @discardableResult
  func receive(milliseconds: Int32) -> Bool {
    guard controller >= 0 else { return false }
    var wait = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0, Int32(wait.revents) & POLLIN != 0 else { return false }
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = read(controller, &part, part.count)
    if count > 0 { output += part.prefix(count) }
    return count > 0
  }

  /// Reads until the condition holds; false when it does not within the time.
  func wait(seconds: Double = 10, until condition: (Pty) -> Bool) -> Bool {
    let end = Pty.now() + seconds
    while !condition(self) {
      if Pty.now() > end { return false }
      receive(milliseconds: 20)
    }
    return true
  }

  /// Reads until the output contains the text.
  func waitFor(_ wanted: String, seconds: Double = 10) -> Bool {
    wait(seconds: seconds) { $0.text.contains(wanted) }
  }

  /// How the program ended, reading its output meanwhile.
  func waitForExit(seconds: Double = 10, reading: Bool = true) -> Exit {
    if let exit, exit != .stillRunning { return exit }
    let end = Pty.now() + seconds
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if Pty.now() > end { return .stillRunning }
      if !reading || controller < 0 { usleep(20_000) } else { receive(milliseconds: 20) }
    }
    while receive(milliseconds: 50) {}
    let result: Exit = status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
    exit = result
    return result
  }

  /// The terminal's modes as bytes, to compare before and after.
  var modes: [UInt32] { Pty.modes(of: terminal) }

  private static func modes(of descriptor: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  var echoes: Bool { modes[3] & UInt32(ECHO) != 0 }

  /// Processor time that the program has used, in seconds.
  var processorTime: Double {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 1024)
    guard fgets(&line, 1024, file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Fields 14 and 15 of proc(5), counted after the name in parentheses.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
