import Glibc
import Synchronization

/// What becomes of the program once standard output takes nothing more.
///
/// Where the reader of a pipe went away, nobody waits for the rest, and the program ends as one that does not ignore the signal.
/// Where the output is closed or its disk is full, that is said at once; what else was asked for, as a model's file, is made, and the
/// exit code is 1.
enum OutputEnd {
  /// The system's number of the first refusal; 0 while there is none.
  private static let number = Atomic<Int32>(0)
  /// Whether somebody looks at ``readerLeft`` and calls ``leave()`` when all is in order.
  private static let isTended = Atomic<Bool>(false)

  /// Whether anything was refused.
  static var came: Bool { number.load(ordering: .acquiring) != 0 }
  static var readerLeft: Bool { number.load(ordering: .acquiring) == EPIPE }

  static func note(_ refusal: Int32) {
    let isFirst = number.compareExchange(expected: 0, desired: refusal, ordering: .acquiringAndReleasing).exchanged
    guard refusal == EPIPE else {
      if isFirst { Standard.error.report(Words.outputNotWritten(reason: String(cString: strerror(refusal)))) }
      return
    }
    if !isTended.load(ordering: .acquiring) { leave() }
  }

  /// From now on the program goes on until ``untend()``, before which the caller puts all in order.
  static func tend() { isTended.store(true, ordering: .releasing) }

  /// All is in order: a reader that went away meanwhile ends the program now.
  static func untend() {
    isTended.store(false, ordering: .releasing)
    if readerLeft { leave() }
  }

  /// Looks whether the reader of a pipe is still there, as who has nothing to write would not notice.
  static func look() {
    var event = pollfd(fd: Standard.output.descriptor, events: 0, revents: 0)
    if poll(&event, 1, 0) > 0, event.revents & Int16(POLLERR) != 0 { note(EPIPE) }
  }

  /// Ends quietly, by the signal.
  static func leave() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    _exit(128 + SIGPIPE)
  }
}
