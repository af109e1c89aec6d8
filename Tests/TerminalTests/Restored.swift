import Glibc
import Testing

/// The signals of which a process ends that does nothing about them, from signal(7).
enum EndingSignals {
  /// Those that have a name of their own here; SIGKILL and SIGSTOP cannot be caught, SIGUSR1 asks for something else.
  static let named = [
    SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGUSR2, SIGALRM, SIGTERM,
    SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGSYS,
  ]
  /// STKFLT, IO and PWR, a pipe without a reader, and the real-time signals.
  static let all = named + [16, 29, 30, SIGPIPE] + Array(34...64)
}

extension Pty {
  /// Every mode that the program turned on has been turned off after it, and the modes of the line are as before.
  func expectRestored(_ before: [UInt32], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(modes == before, "the terminal's modes", sourceLocation: sourceLocation)
    for mode in ["1049", "2004", "1004", "1002", "1006", "25"] {
      let hides = mode == "25"
      let last = lastSetting(of: mode)
      #expect(last == nil || last == (hides ? "h" : "l"), "mode \(mode)", sourceLocation: sourceLocation)
    }
    #expect(lastSetting(of: "1049") != nil, sourceLocation: sourceLocation)
  }
}
