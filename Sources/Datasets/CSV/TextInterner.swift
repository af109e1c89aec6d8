/// Numbers distinct texts in the order of their appearance, without making a String of every cell.
struct TextInterner {
  static let levelLimit = 65_536
  static let byteLimit = 16 << 20

  private var texts: [UInt8] = []
  /// Where each ends in `texts`.
  private var ends: [Int] = []
  /// Open addressing: a level's number, or −1.
  private var slots = [Int32](repeating: -1, count: 64)
  private(set) var isTruncated = false

  /// The number of the text in `range`, with doubled quotes undone; −1 where there is no room for a new one.
  mutating func code(_ bytes: Span<UInt8>, _ range: Range<Int>, hasEscapes: Bool) -> Int32 {
    if hasEscapes {
      let plain = Self.unescaped(bytes, range)
      return code(plain.span, 0..<plain.count, hasEscapes: false)
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 32
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      if equals(Int(slots[slot]), bytes, range) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    guard ends.count < Self.levelLimit, texts.count + range.count <= Self.byteLimit else {
      isTruncated = true
      return -1
    }
    let code = Int32(ends.count)
    slots[slot] = code
    for index in range { texts.append(bytes[index]) }
    ends.append(texts.count)
    if ends.count * 2 > slots.count { grow() }
    return code
  }

  static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var plain: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      plain.append(bytes[index])
      index += bytes[index] == CellScanner.quote ? 2 : 1
    }
    return plain
  }

  private func bounds(_ level: Int) -> Range<Int> { (level == 0 ? 0 : ends[level - 1])..<ends[level] }

  private func equals(_ level: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let known = bounds(level)
    guard known.count == range.count else { return false }
    for index in 0..<range.count where texts[known.lowerBound + index] != bytes[range.lowerBound + index] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for level in ends.indices {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in bounds(level) { hash = (hash ^ UInt64(texts[index])) &* 0x0000_0100_0000_01B3 }
      hash ^= hash >> 32
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(level)
    }
  }

  /// The texts; what UTF-8 cannot read became �.
  var levels: [String] { ends.indices.map { Clean.text(String(decoding: texts[bounds($0)], as: UTF8.self)) } }
}
