import CCurses
import Glibc

/// Why the program should end.
package enum StopReason: Hashable, Sendable {
  case interrupt, terminate, hangUp, quit

  /// The signal's number; a shell expects a program that it stopped to die of it.
  package var signal: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .quit: SIGQUIT
    }
  }
}

/// The process's signal handlers while a screen is up, and what they need to restore the terminal at any moment: a signal
/// that `take` does not tell of ends the process after the terminal has been restored.
///
/// Only this file touches the handlers' shared structure.
struct SignalGuard {
  private var guarded: UnsafeMutablePointer<cc_guard> { cc_guarded() }

  /// What arrived since the last look.
  struct Arrived {
    var stop: StopReason?
    var wantsSuspend = false
    /// SIGUSR1: what is under way should be kept now.
    var wantsKeeping = false
    var wasContinued = false
  }

  /// - Parameter wake: the event descriptor that a handler writes to, so that a poll ends.
  func install(wake: Int32) {
    guarded.pointee.wake = wake
    guarded.pointee.raised = 0
    // Whoever sets this variable wants the runtime's backtrace, after the terminal has been restored.
    guarded.pointee.keeps_crash_handlers = Capabilities.environment("SWIFT_BACKTRACE") == nil ? 0 : 1
    cc_give_handlers_a_stack()
    cc_install_handlers()
  }

  /// Tells the handlers how to take the terminal back.
  func arm(terminal: Int32, modes: termios, farewell: [UInt8], capture: (file: Int32, original: Int32)?) {
    guarded.pointee.modes = modes
    let count = min(farewell.count, MemoryLayout.size(ofValue: guarded.pointee.farewell))
    withUnsafeMutableBytes(of: &guarded.pointee.farewell) { $0.copyBytes(from: farewell.prefix(count)) }
    guarded.pointee.farewell_length = count
    guarded.pointee.standard_error = capture?.original ?? -1
    guarded.pointee.captured = capture?.file ?? -1
    guarded.pointee.terminal = terminal
    SignalGuard.restoreAtExit
  }

  /// Puts standard error back and shows what was written to it; the terminal itself has been restored before.
  func disarm() {
    guarded.pointee.terminal = -1
    cc_restore_terminal()
    guarded.pointee.standard_error = -1
  }

  func remove() {
    cc_remove_handlers()
    guarded.pointee.wake = -1
  }

  func take() -> Arrived {
    let bits = cc_take_signals()
    func has(_ signal: Int32) -> Bool { bits & 1 << UInt64(signal) != 0 }
    var arrived = Arrived()
    if has(SIGINT) { arrived.stop = .interrupt }
    if has(SIGQUIT) { arrived.stop = .quit }
    if has(SIGTERM) { arrived.stop = .terminate }
    if has(SIGHUP) { arrived.stop = .hangUp }
    arrived.wantsSuspend = has(SIGTSTP)
    arrived.wasContinued = has(SIGCONT)
    arrived.wantsKeeping = has(SIGUSR1)
    return arrived
  }

  /// Once in a process.
  private static let restoreAtExit: Void = cc_restore_at_exit()
}
