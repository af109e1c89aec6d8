/// Cuts what comes from a stream, in pieces of any size, into lines; memory does not grow with what has passed.
package struct LineBuffer: Sendable {
  /// The bytes that the ranges of lines point into. Behind each line stands a line feed.
  package private(set) var bytes: [UInt8] = []
  private var start = 0
  private var isSkipping = false
  /// Lines of which only the beginning is looked at.
  package private(set) var cut = 0

  /// Bytes of a line that are looked at.
  package static let limit = 1 << 16
  private static let lineFeed: UInt8 = 0x0A

  package init() {}

  /// Takes more bytes; all lines must have been fetched before.
  package mutating func append(_ more: ArraySlice<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The next whole line without its line feed.
  package mutating func next() -> Range<Int>? {
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: Self.lineFeed) else {
        guard bytes.count - start > Self.limit else { return nil }
        if isSkipping {
          start = bytes.count
          return nil
        }
        isSkipping = true
        return cutLine()
      }
      if isSkipping {
        isSkipping = false
        start = end + 1
        continue
      }
      let line = start..<end
      if line.count > Self.limit { return cutLine() }
      start = end + 1
      return line
    }
    return nil
  }

  /// The stream is over: what stands after the last line feed is a line too.
  package mutating func finish() {
    if start < bytes.count, !isSkipping { bytes.append(Self.lineFeed) }
  }

  /// Forgets what is left of a line, as where a file begins again.
  package mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    start = 0
    isSkipping = false
  }

  private mutating func cutLine() -> Range<Int> {
    let line = start..<start + Self.limit
    // No number may run on into what is left out.
    bytes[line.upperBound] = Self.lineFeed
    cut += 1
    isSkipping = true
    start = line.upperBound + 1
    return line
  }
}
