import CZlib

/// zlib's inflate over arrays.
final class Inflater {
  enum Wrapping: Int32 {
    /// A gzip header before and a check sum behind.
    case gzip = 31
    /// As in a zip archive.
    case none = -15
  }

  enum Outcome {
    /// More input or more room is needed.
    case more
    /// The compressed stream has come to its end.
    case ended
    case damaged
  }

  /// No deflate stream unfolds to more than this many times its size.
  static let greatestRatio = 1_032

  // zlib keeps the address of its stream, which therefore must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init(_ wrapping: Wrapping) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    _ = grainscope_inflate_begin(stream, wrapping.rawValue)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func restart() { inflateReset(stream) }

  /// Unfolds `input[taken..<limit]` into `output[filled..<end]` and moves `taken` and `filled`.
  func inflate(
    _ input: [UInt8], _ taken: inout Int, limit: Int, into output: inout [UInt8], _ filled: inout Int, end: Int
  ) -> Outcome {
    let available = min(limit, input.count) - taken
    let room = min(end, output.count) - filled
    guard available >= 0, room > 0 else { return .more }
    let from = taken
    let to = filled
    let code = input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + from })
        stream.pointee.avail_in = UInt32(clamping: available)
        stream.pointee.next_out = target.baseAddress.map { $0 + to }
        stream.pointee.avail_out = UInt32(clamping: room)
        return CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    taken += Int(UInt32(clamping: available) - stream.pointee.avail_in)
    filled += Int(UInt32(clamping: room) - stream.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: return .more
    case Z_STREAM_END: return .ended
    default: return .damaged
    }
  }
}
