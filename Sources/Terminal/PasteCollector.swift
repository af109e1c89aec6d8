/// The text of one bracketed paste, up to `ESC [ 201 ~`.
struct PasteCollector {
  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)
  private let limit: Int
  private var bytes: [UInt8] = []
  /// How much of the end marker has been seen.
  private var matched = 0

  init(limit: Int) { self.limit = limit }

  /// Takes what belongs to the paste; returns where it stopped and whether the end was there.
  mutating func take(_ buffer: [UInt8], from start: Int) -> (end: Int, finished: Bool) {
    var index = start
    while index < buffer.count {
      let byte = buffer[index]
      index += 1
      if byte == PasteCollector.end[matched] {
        matched += 1
        if matched == PasteCollector.end.count { return (index, true) }
        continue
      }
      // What looked like the marker was text. Its first byte stands nowhere else in it, so it can only begin anew.
      for index in 0..<matched { keep(PasteCollector.end[index]) }
      matched = byte == PasteCollector.end[0] ? 1 : 0
      if matched == 0 { keep(byte) }
    }
    return (index, false)
  }

  /// Line ends as `\n`; other control characters are left out, so that pasted text cannot act as keys.
  private mutating func keep(_ byte: UInt8) {
    guard bytes.count < limit else { return }
    switch byte {
    case 13: bytes.append(10)
    case 10: if !endsWithReturn { bytes.append(10) }
    case 9, 0x20...0x7E, 0x80...: bytes.append(byte)
    default: break
    }
    endsWithReturn = byte == 13
  }

  private var endsWithReturn = false

  var text: String {
    var whole = bytes[...]
    if whole.count == limit {  // a character may have been cut in two
      while let last = whole.last, last & 0xC0 == 0x80 { whole.removeLast() }
      if let last = whole.last, last >= 0xC0 { whole.removeLast() }
    }
    return String(decoding: whole, as: UTF8.self)
  }
}
