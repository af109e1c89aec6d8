import Glibc

/// A stream that flows in through a descriptor: standard input, or a pipe with a name.
package final class PipeSource: LiveSource {
  package let label: String
  private let input: Int32
  package var descriptor: Int32? { input }
  package let interval = -1

  /// - Throws: ``LiveError/terminal`` where standard input is a terminal.
  package static func standardInput() throws(LiveError) -> PipeSource {
    guard isatty(STDIN_FILENO) == 0 else { throw .terminal }
    return PipeSource(STDIN_FILENO, label: StandardInput.label)
  }

  package init(_ descriptor: Int32, label: String) {
    input = descriptor
    self.label = label
  }

  package func read(into bytes: inout [UInt8]) throws(LiveError) -> LivePiece {
    var event = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&event, 1, 0) > 0 else { return .nothing }
    let taken = bytes.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
    if taken < 0, errno == EINTR || errno == EAGAIN { return .nothing }
    guard taken >= 0 else { throw .unreadable(path: label, reason: FileStream.reason(errno)) }
    return taken == 0 ? .ended : .bytes(taken)
  }
}
