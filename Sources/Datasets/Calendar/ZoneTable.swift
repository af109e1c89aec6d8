import Basics

/// The offset changes of one zone, from a TZif file (RFC 9636): the 64-bit block, then the footer's rule for later years.
struct ZoneTable: Sendable {
  /// Seconds since 1970 at which an offset begins, ascending.
  private var transitions: [Int64] = []
  /// Offset in ms from each transition on.
  private var offsets: [Int64] = []
  /// Offset before the first transition.
  private var initial: Int64 = 0
  /// For instants at or after the last transition.
  private var rule: ZoneRule?

  func offset(at instant: Instant) -> Int64 {
    let second = floorQuotient(instant, 1_000)
    guard let last = transitions.last else { return rule?.offset(atSecond: second) ?? initial }
    if second >= last { return rule?.offset(atSecond: second) ?? offsets[offsets.count - 1] }
    let next = transitions.partitioningIndex { $0 > second }
    return next == 0 ? initial : offsets[next - 1]
  }

  /// nil where the bytes are not a TZif file of version 2 or later.
  init?(tzif bytes: [UInt8]) {
    var reader = BigEndianReader(bytes)
    // The 32-bit block comes first and is skipped.
    guard let old = Header(&reader), old.version >= 2, reader.skip(old.dataSize(timeSize: 4)),
      let header = Header(&reader), header.types > 0
    else { return nil }
    guard reader.remaining >= header.dataSize(timeSize: 8) else { return nil }
    for _ in 0..<header.transitions {
      guard let second = reader.integer(bytes: 8) else { return nil }
      transitions.append(second)
    }
    var indices: [Int] = []
    for _ in 0..<header.transitions {
      guard let index = reader.byte() else { return nil }
      indices.append(Int(index))
    }
    var types: [Int64] = []
    for _ in 0..<header.types {
      guard let offset = reader.integer(bytes: 4), abs(offset) < 86_400, reader.skip(2) else { return nil }
      types.append(offset * 1_000)
    }
    guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    for index in indices {
      guard index < types.count else { return nil }
      offsets.append(types[index])
    }
    initial = types[0]
    guard reader.skip(header.characters + header.leaps * 12 + header.standardFlags + header.universalFlags) else {
      return nil
    }
    let footer = reader.rest.split(separator: 10, omittingEmptySubsequences: true).first ?? []
    rule = ZoneRule(posix: String(decoding: footer, as: UTF8.self))
  }

  private struct Header {
    let version: Int
    let universalFlags, standardFlags, leaps, transitions, types, characters: Int

    init?(_ reader: inout BigEndianReader) {
      guard reader.take(4) == [0x54, 0x5A, 0x69, 0x66], let version = reader.byte(), reader.skip(15) else { return nil }
      var counts: [Int] = []
      for _ in 0..<6 {
        guard let count = reader.integer(bytes: 4), count >= 0, count < 100_000 else { return nil }
        counts.append(Int(count))
      }
      self.version = version >= 0x32 ? Int(version) - 0x30 : 1
      (universalFlags, standardFlags, leaps) = (counts[0], counts[1], counts[2])
      (transitions, types, characters) = (counts[3], counts[4], counts[5])
    }

    /// Bytes of the block after its header.
    func dataSize(timeSize: Int) -> Int {
      transitions * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standardFlags + universalFlags
    }
  }
}

/// Reads big-endian integers and never past the end.
struct BigEndianReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }
  var rest: ArraySlice<UInt8> { bytes[position...] }

  mutating func byte() -> UInt8? {
    guard remaining >= 1 else { return nil }
    position += 1
    return bytes[position - 1]
  }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, remaining >= count else { return nil }
    position += count
    return Array(bytes[position - count..<position])
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count >= 0, remaining >= count else { return false }
    position += count
    return true
  }

  /// A two's-complement integer of 1…8 bytes.
  mutating func integer(bytes count: Int) -> Int64? {
    guard let taken = take(count), let first = taken.first else { return nil }
    var value: Int64 = first >= 0x80 ? -1 : 0
    for byte in taken { value = value << 8 | Int64(byte) }
    return value
  }
}
