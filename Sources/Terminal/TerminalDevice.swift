import CCurses
import Glibc

/// The controlling terminal: its modes, its size, and bytes in and out that never block.
///
/// The device is opened anew through /dev/tty, so standard input may be a stream, and the non-blocking flag stays ours.
final class TerminalDevice {
  let descriptor: Int32
  /// The modes from before the screen, put back at the end.
  let originalModes: termios
  /// Bytes that the terminal has not accepted yet; a stalled terminal must not stall the program.
  private var pending: [UInt8] = []
  private var pendingStart = 0
  /// The terminal is gone: reads end and writes fail.
  private(set) var isDead = false

  init() throws(TerminalError) {
    descriptor = cc_open_terminal()
    if descriptor < 0 { throw .noTerminal(code: errno) }
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else {
      let code = errno
      Glibc.close(descriptor)
      throw .modesRefused(code: code)
    }
    originalModes = modes
  }

  deinit { Glibc.close(descriptor) }

  /// Every key as a byte, no echo, no signals from keys, no translation of line ends in either direction.
  func enterRawMode() throws(TerminalError) {
    var modes = originalModes
    cfmakeraw(&modes)
    while tcsetattr(descriptor, TCSANOW, &modes) != 0 {
      if errno != EINTR { throw .modesRefused(code: errno) }
    }
  }

  /// Does not wait for output, which a stopped terminal may never take. Mouse reports that were not read would be
  /// typed at the shell: input is thrown away.
  func leaveRawMode() {
    var modes = originalModes
    while tcsetattr(descriptor, TCSANOW, &modes) != 0, errno == EINTR {}
    tcflush(descriptor, TCIFLUSH)
  }

  /// Columns and rows, nil where the terminal does not know (a serial line).
  var windowSize: (columns: Int, rows: Int)? {
    let size = cc_window_size(descriptor)
    return size.ws_col > 0 && size.ws_row > 0 ? (Int(size.ws_col), Int(size.ws_row)) : nil
  }

  var hasPendingOutput: Bool { pendingStart < pending.count }

  /// Writes what the terminal accepts at once and keeps the rest for `flush`.
  func write(_ bytes: [UInt8]) {
    if hasPendingOutput {
      pending += bytes
      flush()
      return
    }
    let written = accept(bytes, from: 0)
    if written < bytes.count, !isDead {
      pending = bytes
      pendingStart = written
    }
  }

  /// Goes on with what was kept.
  func flush() {
    guard hasPendingOutput else { return }
    pendingStart += accept(pending, from: pendingStart)
    if pendingStart == pending.count || isDead {
      pending.removeAll(keepingCapacity: true)
      pendingStart = 0
    }
  }

  /// Waits until everything is written, at most `milliseconds`; then the rest is given up.
  func drain(milliseconds: Int32) {
    var left = milliseconds
    while hasPendingOutput, left > 0 {
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = Glibc.poll(&wait, 1, min(left, 20))
      left -= 20
      flush()
    }
    pending.removeAll()
    pendingStart = 0
  }

  /// What has been typed, at most `limit` bytes; empty when nothing waits.
  func read(limit: Int) -> [UInt8] {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, used in
      repeat { count = Glibc.read(descriptor, buffer.baseAddress, limit) } while count < 0 && errno == EINTR
      used = max(count, 0)
    }
    // Non-blocking: 0 is the end of a hung-up terminal, EIO a vanished one.
    if count == 0 || (count < 0 && errno != EAGAIN) { isDead = true }
    return bytes
  }

  private func accept(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBytes { buffer in
      var offset = start
      while offset < buffer.count {
        let written = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if written > 0 {
          offset += written
        } else if errno == EINTR {
          continue
        } else {
          if errno != EAGAIN { isDead = true }
          break
        }
      }
      return offset - start
    }
  }
}
