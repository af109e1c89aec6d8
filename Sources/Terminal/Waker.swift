import CCurses
import Glibc

/// Ends the wait of the thread that polls the screen; may be called from any thread, also before the poll begins.
package final class Waker: Sendable {
  let descriptor: Int32

  init() throws(TerminalError) {
    descriptor = cc_event_descriptor()
    if descriptor < 0 { throw .startFailed(Words.noEventDescriptor(code: "\(errno)")) }
  }

  deinit { Glibc.close(descriptor) }

  package func wake() {
    var one: UInt64 = 1
    _ = Glibc.write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Forgets the wakes so far.
  func drain() {
    var count: UInt64 = 0
    _ = Glibc.read(descriptor, &count, MemoryLayout<UInt64>.size)
  }
}
