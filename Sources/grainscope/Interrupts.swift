import Glibc
import Synchronization

/// A signal that asks the program to end, as Ctrl-C does, as a fact that can be asked for. The second one ends it.
enum Interrupts {
  /// 0 while none has come.
  private static let number = Atomic<Int32>(0)

  /// Whether SIGUSR1 has come since the last look: it asks for checkpoints.
  private static let wish = Atomic<Bool>(false)

  static var came: Bool { number.load(ordering: .acquiring) != 0 }

  /// What a shell expects of a program that such a signal ended.
  static var exitCode: Int32 { 128 + number.load(ordering: .acquiring) }

  /// Listens from now on; the result goes back to what held before.
  ///
  /// - Parameter signals: one that is ignored, as `nohup` has it, stays so.
  static func listen(to signals: [Int32] = [SIGINT]) -> () -> Void {
    // A first look makes the number, which a signal's handler must not do.
    number.store(0, ordering: .releasing)
    let before = signals.map { number -> (Int32, __sighandler_t?) in
      let before = signal(number) { number in
        Interrupts.number.store(number, ordering: .releasing)
        signal(number, SIG_DFL)
      }
      if isIgnoring(before) { signal(number, before) }
      return (number, before)
    }
    return { for (number, handler) in before { signal(number, handler) } }
  }

  /// Takes SIGUSR1 as a wish from now on, which would end the program otherwise.
  static func listenForWishes() {
    wish.store(false, ordering: .releasing)
    signal(SIGUSR1) { _ in Interrupts.wish.store(true, ordering: .releasing) }
  }

  /// True once for each time that checkpoints were asked for.
  static func takeWish() -> Bool { wish.exchange(false, ordering: .acquiringAndReleasing) }

  private static func isIgnoring(_ handler: __sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
