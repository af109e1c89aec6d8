import Datasets
import Glibc

/// Waits until a stream has something, or somebody rings.
package final class StreamWait: Sendable {
  private let bell: Int32
  private let ear: Int32

  package init() {
    var ends: [Int32] = [-1, -1]
    // Without a bell a command waits for the stream's next line.
    _ = pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (ear, bell) = (ends[0], ends[1])
  }

  deinit {
    close(ear)
    close(bell)
  }

  /// From any thread.
  package func ring() {
    var one: UInt8 = 1
    _ = write(bell, &one, 1)
  }

  /// At most `milliseconds`; without limit where negative. A signal ends the wait as well.
  ///
  /// - Parameters:
  ///   - source: nil where nothing more comes of it: what has ended is always ready.
  ///   - reader: whose going away ends the wait; nil where nobody is written to.
  package func wait(for source: (any LiveSource)?, reader: Int32? = nil, atMost milliseconds: Int) {
    let interval = source?.interval ?? -1
    let limit = interval < 0 ? milliseconds : milliseconds < 0 ? interval : min(interval, milliseconds)
    var events = [pollfd(fd: ear, events: Int16(POLLIN), revents: 0)]
    if let descriptor = source?.descriptor { events.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
    // Nothing is asked of it: that its reader is gone is said anyway.
    if let reader { events.append(pollfd(fd: reader, events: 0, revents: 0)) }
    _ = poll(&events, nfds_t(events.count), Int32(clamping: limit))
    guard events[0].revents != 0 else { return }
    var rings = [UInt8](repeating: 0, count: 64)
    while read(ear, &rings, rings.count) == rings.count {}
  }
}
