import CZlib

/// The entries of a zip archive, stored or deflated.
///
/// Source: PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Archives of 4 GB and more are refused.
struct ZipArchive {
  struct Entry: Hashable {
    var name: String
    var isDeflated: Bool
    var checkSum: UInt32
    var compressedSize: Int
    var size: Int
    /// Where its own header stands.
    var offset: Int
  }

  private let bytes: [UInt8]
  private let path: String
  let entries: [Entry]

  private static let entryLimit = 10_000

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool { beginning.starts(with: [0x50, 0x4B, 3, 4]) }

  /// - Parameter path: for errors.
  init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    self.bytes = bytes
    self.path = path
    entries = try Self.directory(LittleEndian(bytes), path)
  }

  /// Little-endian numbers at any place; 0 beyond the end.
  private struct LittleEndian {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
    var count: Int { bytes.count }

    func number(_ offset: Int, _ size: Int) -> Int {
      guard offset >= 0, offset + size <= bytes.count else { return 0 }
      return (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
    }
  }

  private static func directory(_ bytes: LittleEndian, _ path: String) throws(DatasetError) -> [Entry] {
    let lastPlace = bytes.count - 22
    let tail = stride(from: lastPlace, through: max(0, lastPlace - 65_535), by: -1)
    guard lastPlace >= 0, let end = tail.first(where: { bytes.number($0, 4) == 0x0605_4B50 }) else {
      throw .damaged(path: path, what: Words.zipNoDirectory)
    }
    let count = bytes.number(end + 10, 2)
    var place = bytes.number(end + 16, 4)
    guard count < 0xFFFF, place < 0xFFFF_FFFF else {
      throw .damaged(path: path, what: Words.zipLarge)
    }
    guard count <= entryLimit else { throw .damaged(path: path, what: Words.zipManyEntries(count: count)) }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard place + 46 <= bytes.count, bytes.number(place, 4) == 0x0201_4B50 else {
        throw .damaged(path: path, what: Words.zipDirectoryDamaged)
      }
      let lengths = [28, 30, 32].map { bytes.number(place + $0, 2) }
      guard place + 46 + lengths[0] <= bytes.count else {
        throw .damaged(path: path, what: Words.zipDirectoryDamaged)
      }
      let method = bytes.number(place + 10, 2)
      let name = String(decoding: bytes.bytes[place + 46..<place + 46 + lengths[0]], as: UTF8.self)
      guard bytes.number(place + 8, 2) & 1 == 0, method == 0 || method == 8 else {
        throw .damaged(path: path, what: Words.zipMethod)
      }
      entries.append(
        Entry(
          name: name, isDeflated: method == 8, checkSum: UInt32(bytes.number(place + 16, 4)),
          compressedSize: bytes.number(place + 20, 4), size: bytes.number(place + 24, 4),
          offset: bytes.number(place + 42, 4)))
      place += 46 + lengths.reduce(0, +)
    }
    return entries
  }

  /// The bytes of an entry, its check sum compared.
  ///
  /// - Parameter limit: the most that it may unfold to.
  func contents(of entry: Entry, limit: Int) throws(DatasetError) -> ArraySlice<UInt8> {
    let numbers = LittleEndian(bytes)
    let start = entry.offset + 30 + numbers.number(entry.offset + 26, 2) + numbers.number(entry.offset + 28, 2)
    guard numbers.number(entry.offset, 4) == 0x0403_4B50, start + entry.compressedSize <= bytes.count else {
      throw .damaged(path: path, what: Words.zipEntryOutside)
    }
    let packed = start..<start + entry.compressedSize
    let contents = entry.isDeflated ? try unfold(packed, to: entry.size, limit: limit) : bytes[packed]
    guard contents.count == entry.size, Self.checkSum(contents) == entry.checkSum else {
      throw .damaged(path: path, what: Words.zipEntryDamaged)
    }
    return contents
  }

  private func unfold(_ packed: Range<Int>, to size: Int, limit: Int) throws(DatasetError) -> ArraySlice<UInt8> {
    guard size <= packed.count * Inflater.greatestRatio + 64, size <= limit else {
      throw .damaged(path: path, what: Words.zipClaim(count: size))
    }
    let inflater = Inflater(.none)
    // One byte of room more than was promised shows whether more comes.
    var output = [UInt8](repeating: 0, count: size + 1)
    var taken = packed.lowerBound
    var filled = 0
    guard
      case .ended = inflater.inflate(
        bytes, &taken, limit: packed.upperBound, into: &output, &filled, end: output.count)
    else { throw .damaged(path: path, what: Words.zipEntryDamaged) }
    return output[..<filled]
  }

  private static func checkSum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
