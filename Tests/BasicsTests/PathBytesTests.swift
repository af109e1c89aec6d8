import Basics
import Testing

@Suite("The bytes of a path as text, and back")
struct PathBytesTests {
  @Test(
    "Every name comes back as it was",
    arguments: [
      Array("plain.csv".utf8), Array("Käse 温度.csv".utf8), [0x61, 0xFF, 0xFE, 0x62], [0xC3], [0xE2, 0x82],
      [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80], Array("\u{F7FF}\u{F780}".utf8), (1...255).map { UInt8($0) },
      [],
    ])
  func roundTrip(bytes: [UInt8]) {
    let text = PathBytes.text(bytes)
    #expect(PathBytes.bytes(text).dropLast().map { UInt8(bitPattern: $0) } == bytes && PathBytes.bytes(text).last == 0)
    #expect(PathBytes.text(PathBytes.bytes(text)) == text)
    if let plain = String(validating: bytes, as: UTF8.self), !plain.contains("\u{F780}") { #expect(text == plain) }
  }

  @Test("What is no text is shown as the sign for that, byte by byte")
  func shown() {
    #expect(PathBytes.shown(PathBytes.text([0x61, 0xFF, 0xFE, 0x62])) == "a\u{FFFD}\u{FFFD}b")
    #expect(PathBytes.shown("Käse 温度") == "Käse 温度")
  }
}
