/// Netpbm's grey and colour maps: `P2` and `P3` in digits, `P5` and `P6` in bytes, of 8 or 16 bits.
///
/// Source: netpbm's pages on pgm and ppm. Of several pictures in one file the first is read.
struct PortableMap {
  let outline: Picture.Outline
  private let bytes: [UInt8]
  private let isText: Bool
  /// White.
  private let largest: Int
  /// Where the values begin.
  private let start: Int

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool {
    let mark = Array(beginning.prefix(3))
    return mark.count == 3 && mark[0] == 0x50 && [0x32, 0x33, 0x35, 0x36].contains(mark[1])
      && (isSpace(mark[2]) || mark[2] == 0x23)
  }

  init(_ bytes: [UInt8]) throws(Picture.Failure) {
    guard Self.recognises(bytes[...]) else {
      throw Picture.Failure(found: Words.otherBytes, expected: Words.pictureMapExpected)
    }
    var scanner = Scanner(bytes: bytes, place: 2)
    let numbers = [scanner.number(), scanner.number(), scanner.number()].compactMap { $0 }
    guard numbers.count == 3, numbers.allSatisfy({ (1...65_535).contains($0) }) else {
      throw Picture.Failure(found: Words.pictureMapHeader, expected: Words.pictureMapNumbers)
    }
    isText = bytes[1] < 0x35
    outline = Picture.Outline(height: numbers[1], width: numbers[0], channels: [0x33, 0x36].contains(bytes[1]) ? 3 : 1)
    largest = numbers[2]
    // A single space ends the header.
    start = min(bytes.count, scanner.place + 1)
    self.bytes = bytes
    // A value in digits takes a digit and a space, of which the last may be missing.
    let needed = isText ? 2 * outline.count - 1 : outline.count * (largest > 255 ? 2 : 1)
    // What stands in bytes takes four times as much as a number.
    guard needed <= bytes.count - start, outline.count <= MemorySense.inputLimit / MemoryLayout<Float>.size else {
      throw Picture.Failure(
        found: Words.pictureBytes(count: bytes.count - start, size: outline.size),
        expected: Words.pictureByteCount(count: needed))
    }
  }

  func picture() throws(Picture.Failure) -> Picture {
    var values: [Float] = []
    values.reserveCapacity(outline.count)
    var scanner = Scanner(bytes: bytes, place: start)
    let white = Float(largest)
    for index in 0..<outline.count {
      let value: Int
      if isText {
        guard let number = scanner.number() else {
          throw Picture.Failure(
            found: Words.pictureValues(count: index), expected: Words.pictureValueCount(count: outline.count))
        }
        value = number
      } else if largest > 255 {
        value = Int(bytes[start + 2 * index]) << 8 | Int(bytes[start + 2 * index + 1])
      } else {
        value = Int(bytes[start + index])
      }
      guard value <= largest else {
        throw Picture.Failure(found: Words.pictureValue(value: value), expected: Words.pictureMaximum(maximum: largest))
      }
      values.append(Float(value) / white)
    }
    return Picture(outline: outline, values: values)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Takes numbers in digits from bytes; `#` begins a comment up to the end of its line.
  private struct Scanner {
    let bytes: [UInt8]
    var place: Int

    /// Nil where something else stands, or the end.
    mutating func number() -> Int? {
      while place < bytes.count, PortableMap.isSpace(bytes[place]) || bytes[place] == 0x23 {
        if bytes[place] == 0x23 {
          while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        } else {
          place += 1
        }
      }
      var value = 0
      let first = place
      while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
        value = min(value * 10 + Int(bytes[place] - 0x30), 1 << 20)
        place += 1
      }
      return place > first ? value : nil
    }
  }
}
