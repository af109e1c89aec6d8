import Glibc
import Synchronization

/// Ctrl-C as a fact that can be asked for. The second one ends the program.
enum Interrupts {
  private static let flag = Atomic<Bool>(false)

  static var came: Bool { flag.load(ordering: .acquiring) }

  /// Listens from now on; the result goes back to what held before.
  static func listen() -> () -> Void {
    // A first look makes the flag, which a signal's handler must not do.
    flag.store(false, ordering: .releasing)
    let before = signal(SIGINT) { _ in
      Interrupts.flag.store(true, ordering: .releasing)
      signal(SIGINT, SIG_DFL)
    }
    return { signal(SIGINT, before) }
  }
}
