import Glibc
import Synchronization

/// A signal that asks the program to end, as Ctrl-C does, as a fact that can be asked for. The second one ends it.
enum Interrupts {
  /// 0 while none has come.
  private static let number = Atomic<Int32>(0)

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

  private static func isIgnoring(_ handler: __sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
