import Tensors

/// Seeded, bounded damage to bytes.
struct Fuzz {
  let seed: UInt64

  func number(_ round: Int, _ index: Int, below limit: Int) -> Int {
    let key = RandomKey(seed: seed, stream: .test, step: UInt64(round))
    return limit > 0 ? Int(key.bits(UInt64(index)) >> 1) % limit : 0
  }

  /// A few bytes changed, inserted, removed or repeated.
  func mutated(_ bytes: [UInt8], round: Int) -> [UInt8] {
    var bytes = bytes
    let telling: [UInt8] = [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x00, 0xFF, 0x2D, 0x2E, 0x65, 0x39, 0x20, 0x09, 0x1B, 0x3A]
    for edit in 0..<1 + number(round, 0, below: 6) {
      guard !bytes.isEmpty else { return bytes }
      let place = number(round, edit * 8 + 1, below: bytes.count)
      let byte =
        number(round, edit * 8 + 2, below: 2) == 0
        ? telling[number(round, edit * 8 + 3, below: telling.count)] : UInt8(number(round, edit * 8 + 4, below: 256))
      switch number(round, edit * 8 + 5, below: 5) {
      case 0, 1: bytes[place] = byte
      case 2: bytes.insert(byte, at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + number(round, edit * 8 + 6, below: 8)))
      default:
        let piece = bytes[place..<min(bytes.count, place + 1 + number(round, edit * 8 + 6, below: 40))]
        bytes.insert(contentsOf: piece, at: number(round, edit * 8 + 7, below: bytes.count))
      }
    }
    return bytes
  }
}
