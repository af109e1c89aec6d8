import Glibc
import Synchronization

/// What becomes of the program once standard output takes nothing more: the reader of a pipe went away, or a disk is full.
enum OutputEnd {
  /// The system's number of the first refusal; 0 while there is none.
  private static let number = Atomic<Int32>(0)
  /// Whether somebody looks at ``came`` and calls ``leave()`` when all is in order.
  private static let isTended = Atomic<Bool>(false)

  static var came: Bool { number.load(ordering: .acquiring) != 0 }

  /// Ends the program, unless somebody tends to that.
  static func note(_ refusal: Int32) {
    _ = number.compareExchange(expected: 0, desired: refusal, ordering: .acquiringAndReleasing)
    if !isTended.load(ordering: .acquiring) { leave() }
  }

  /// From now on the program goes on until ``untend()``, before which the caller puts all in order.
  static func tend() { isTended.store(true, ordering: .releasing) }

  /// All is in order: what was refused meanwhile ends the program now.
  static func untend() {
    isTended.store(false, ordering: .releasing)
    if came { leave() }
  }

  /// Looks whether the reader of a pipe is still there, as who has nothing to write would not notice.
  static func look() {
    var event = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    if poll(&event, 1, 0) > 0, event.revents & Int16(POLLERR) != 0 { note(EPIPE) }
  }

  /// Ends quietly where the reader went away, as a program that does not ignore the signal; else with a sentence and exit code 1.
  static func leave() -> Never {
    let refusal = number.load(ordering: .acquiring)
    guard refusal == EPIPE else {
      Standard.error.report(Words.outputNotWritten(reason: String(cString: strerror(refusal))))
      _exit(1)
    }
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    _exit(128 + SIGPIPE)
  }
}
