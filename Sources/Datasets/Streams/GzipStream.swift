/// What a gzip-compressed stream unfolds to, one or several members.
final class GzipStream: ByteStream {
  private let upstream: any ByteStream
  private let path: String
  private let inflater = Inflater(.gzip)
  private var input = [UInt8](repeating: 0, count: 128 << 10)
  private var taken = 0
  private var filled = 0
  private var isBetweenMembers = false
  private var isAtEnd = false
  private var given = 0
  private let limit: Int

  /// Beyond this, what unfolds to more than ``usualRatio`` times its size is refused.
  static let harmless = 64 << 20
  /// Tables of numbers unfold to 3…100 times their size; what is made to fill a disk, to 1 000 times.
  static let usualRatio = 250

  var position: Int { upstream.position }
  var fileSize: Int { upstream.fileSize }
  var knownLength: Int? { nil }
  var lengthBound: Int { min(limit, upstream.lengthBound * Inflater.greatestRatio) }

  init(_ upstream: any ByteStream, path: String, memory: Int = MemorySense.inputLimit) {
    self.upstream = upstream
    self.path = path
    limit = min(memory, max(Self.harmless, upstream.fileSize * Self.usualRatio))
  }

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool { beginning.starts(with: [0x1F, 0x8B, 0x08]) }

  func read(into bytes: inout [UInt8], at start: Int, count: Int) throws(DatasetError) -> Int {
    var target = start
    let end = min(start + count, bytes.count)
    while target == start, start < end, !isAtEnd {
      if taken == filled {
        taken = 0
        filled = try upstream.read(into: &input, at: 0, count: input.count)
        guard filled > 0 else {
          guard isBetweenMembers else { throw .damaged(path: path, what: Words.gzipEnds) }
          isAtEnd = true
          break
        }
      }
      if isBetweenMembers {
        // Zeros and other bytes behind the last member are ignored, as gzip does.
        guard input[taken] == 0x1F else {
          isAtEnd = true
          break
        }
        inflater.restart()
        isBetweenMembers = false
      }
      switch inflater.inflate(input, &taken, limit: filled, into: &bytes, &target, end: end) {
      case .more: break
      case .ended: isBetweenMembers = true
      case .damaged: throw .damaged(path: path, what: Words.gzipDamaged)
      }
    }
    given += target - start
    guard given <= limit else {
      throw .tooMuch(path: path, limit: limit, reason: Words.gzipRatio)
    }
    return target - start
  }

  func rewind() throws(DatasetError) {
    try upstream.rewind()
    inflater.restart()
    taken = 0
    filled = 0
    given = 0
    isBetweenMembers = false
    isAtEnd = false
  }
}
