import Glibc
import TestMutations
import Testing

/// Seeded random keys for a time: memory and descriptors stay within what is told, and every key is answered.
///
/// GRAINSCOPE_SOAK_SECONDS says how long each takes, GRAINSCOPE_SOAK_SEED which keys are pressed.
@Suite("The Lab outlives whatever is typed", .enabled(if: Probe.program != nil, "grainscope is not built"))
struct SoakTests {
  private static let seconds = setting("GRAINSCOPE_SOAK_SECONDS").flatMap(Double.init) ?? 20
  private static let seed = setting("GRAINSCOPE_SOAK_SEED").flatMap(UInt64.init) ?? 1

  private static func setting(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// All keys but those that leave; what begins, branches, joins and ends runs comes more often.
  private static let keys =
    ["\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F", "\r", "\t"]
    + ["\u{1B}", " ", "b", "b", "D", "r", "E", "j", "g", "G", "n", "u", "1", "2", "3", "4", "?", ":", "a", "c"]
    + Array("abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789+-=[],./*<>").map(String.init)

  /// What a process holds: megabytes of memory and open descriptors.
  private struct Held: CustomStringConvertible {
    var megabytes = 0
    var descriptors = 0
    var description: String { "\(megabytes) MB, \(descriptors) descriptors" }

    init(_ process: pid_t) {
      if let file = fopen("/proc/\(process)/statm", "r") {
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        if fgets(&line, 256, file) != nil {
          let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
          let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
          megabytes = (pages * Int(sysconf(Int32(_SC_PAGESIZE)))) >> 20
        }
      }
      guard let folder = opendir("/proc/\(process)/fd") else { return }
      defer { closedir(folder) }
      while readdir(folder) != nil { descriptors += 1 }
    }
  }

  /// What each thread of a process waits for, as far as the system says so.
  private static func threads(of process: pid_t) -> [String] {
    func text(_ path: String) -> String {
      guard let file = fopen(path, "r") else { return "" }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      guard fgets(&line, 256, file) != nil else { return "" }
      return String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard let folder = opendir("/proc/\(process)/task") else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard Int(name) != nil else { continue }
      let task = "/proc/\(process)/task/\(name)"
      let state = text(task + "/stat").split(separator: ")").last?.split(separator: " ").first ?? ""
      found.append("\(text(task + "/comm")) \(state) \(text(task + "/wchan")) \(text(task + "/syscall"))")
    }
    return found
  }

  /// Presses keys, twenty a second, and looks every few seconds whether the screen answers.
  ///
  /// What the palette is asked for may stop the program, which goes on then, or end it: another one is started.
  private func soak(_ start: () throws -> Lab, whileWaiting: (Pty) -> Void = { _ in }) throws -> [Held] {
    var lab = try start()
    var generator = SplitMix64(Self.seed)
    var held: [Held] = []
    let began = Pty.now()
    var nextLook = began
    var pressed: [String] = []
    while Pty.now() - began < Self.seconds {
      let key = Self.keys[Int(generator.next() % UInt64(Self.keys.count))]
      pressed.append(key)
      lab.pty.send(key)
      let end = Pty.now() + 0.05
      while Pty.now() < end {
        lab.pty.receive(milliseconds: 10)
        whileWaiting(lab.pty)
      }
      guard Pty.now() >= nextLook else { continue }
      nextLook = Pty.now() + max(1, Self.seconds / 60)
      if lab.pty.waitForExit(seconds: 0) == .code(0) {
        lab.expectNoRaces()
        lab = try start()
      }
      let pty = lab.pty
      pty.signal(SIGCONT)
      pty.forgetOutput()
      // Ctrl-L draws every cell again, whatever is on view.
      pty.send("\u{0C}")
      let recent = pressed.suffix(40).joined().debugDescription
      try #require(
        pty.wait(seconds: 300) { $0.output.count > 1000 },
        "No answer after \(pressed.count) keys, the last of them \(recent): \(pty.waitForExit(seconds: 0)) \(Self.threads(of: pty.process))"
      )
      held.append(Held(pty.process))
    }
    lab.expectNoRaces()
    print(
      "soak: \(pressed.count) keys, \(held.map(\.description).suffix(3)), at most \(held.map(\.megabytes).max() ?? 0) MB"
    )
    return held
  }

  /// Bytes that the open runs may hold, as the configuration of these sessions has it.
  private static let runMegabytes = 64

  private static func configure(_ folder: String) throws {
    mkdir(folder + "/grainscope", 0o755)
    try Lab.write(
      Array("[runs]\nmemory = \"\(runMegabytes) MB\"\nlimit = \"200 MB\"\n".utf8),
      to: folder + "/grainscope/config.toml")
  }

  @Test("Random keys over training: memory, descriptors and answers")
  func keysOverTraining() throws {
    let held = try soak {
      let lab = try Lab(columns: 120, rows: 36) { folder in
        try Self.configure(folder)
        return ["demand", "--grain", "6h,1d", "--epochs", "100000"]
      }
      try #require(lab.pty.wait(seconds: 60) { $0.shows("Knobs") })
      return lab
    }
    try check(held)
  }

  @Test("Random keys over a stream of a thousand lines a second")
  func keysOverStream() throws {
    var pipe: Int32 = -1
    var (began, lines) = (0.0, 0)
    defer { close(pipe) }
    func feed(_ pty: Pty) {
      let due = Int((Pty.now() - began) * 1000)
      var text = ""
      while lines < due {
        text += "\(lines % 97 + lines % 31)\n"
        lines += 1
      }
      _ = Array(text.utf8).withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
    }
    let held = try soak(
      {
        let lab = try Lab(redirected: "< FOLDER/stream", columns: 120, rows: 36) { folder in
          try Self.configure(folder)
          try #require(mkfifo(folder + "/stream", 0o600) == 0)
          if pipe >= 0 { close(pipe) }
          // For reading too, so that it opens at once and never ends.
          pipe = open(folder + "/stream", O_RDWR | O_NONBLOCK | O_CLOEXEC)
          return ["watch"]
        }
        try #require(pipe >= 0)
        (began, lines) = (Pty.now(), 0)
        while Pty.now() < began + 3 {
          feed(lab.pty)
          lab.pty.receive(milliseconds: 20)
        }
        return lab
      }, whileWaiting: feed)
    try check(held)
  }

  private func check(_ held: [Held]) throws {
    try #require(held.count > 1)
    // The program with its data, and what is allowed for its runs.
    let most = 192 + Self.runMegabytes
    #expect(held.allSatisfy { $0.megabytes < most && $0.descriptors < 128 }, "\(held)")
    // Flat: once the runs fill their room, nothing is added.
    guard Self.seconds >= 120 else { return }
    let half = held.dropFirst(held.count / 2)
    let (first, last) = (half.prefix(half.count / 2), half.suffix(half.count / 2))
    let growth = (last.map(\.megabytes).max() ?? 0) - (first.map(\.megabytes).max() ?? 0)
    #expect(growth < 24, "\(growth) MB more in the last quarter: \(held)")
  }
}
