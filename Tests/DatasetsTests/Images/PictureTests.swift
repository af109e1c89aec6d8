import Foundation
import Testing

@testable import Datasets

/// Pictures that `Fixtures/make-pictures.py` put together, with what Pillow reads in them.
enum PictureFixture {
  static let names = [
    "grey-1", "grey-2", "grey-4", "grey-8", "grey-16", "colour-8", "colour-16", "palette-4", "palette-transparent",
    "grey-alpha", "colour-alpha", "grey-interlaced", "colour-interlaced", "grey-gamma",
  ]

  static func bytes(_ name: String) throws -> [UInt8] { try NumPyFixture.bytes("pictures/\(name)") }
}

@Suite("Pictures")
struct PictureTests {
  @Test("Every kind of PNG reads as Pillow reads it, to a rounded 255th", arguments: PictureFixture.names)
  func png(name: String) throws {
    let picture = try Picture(try PictureFixture.bytes("\(name).png"))
    let expected = try PictureFixture.bytes("\(name).raw")
    #expect(picture.outline == Picture.Outline(height: 5, width: 7, channels: name.hasPrefix("grey") ? 1 : 3))
    #expect(picture.values.map { UInt8(($0 * 255).rounded()) } == expected)
    #expect(picture.wasTransparent == (name.contains("alpha") || name.contains("transparent")))
    #expect(try Picture.outline(try PictureFixture.bytes("\(name).png")) == picture.outline)
  }

  private static let maps: [(String, Picture.Outline, [Float])] = [
    (
      "P2\n# a comment\n3 2 # another\n4\n0 1 2\n3 4 0\n", .init(height: 2, width: 3, channels: 1),
      [0, 0.25, 0.5, 0.75, 1, 0]
    ),
    ("P3 1 2 10 10 0 5\n0 10 5", .init(height: 2, width: 1, channels: 3), [1, 0, 0.5, 0, 1, 0.5]),
    ("P5 2 1 100\n\u{0}d", .init(height: 1, width: 2, channels: 1), [0, 1]),
    ("P6\n1 1\n64\n\u{0} @", .init(height: 1, width: 1, channels: 3), [0, 0.5, 1]),
  ]

  @Test("Portable maps in words and in bytes", arguments: maps)
  func portable(text: String, outline: Picture.Outline, values: [Float]) throws {
    let picture = try Picture(Array(text.utf8))
    #expect(picture == Picture(outline: outline, values: values))
  }

  @Test("Portable maps of 16 bits")
  func wide() throws {
    let picture = try Picture(Array("P5 2 1 65535\n".utf8) + [0xFF, 0xFF, 0x80, 0x00])
    #expect(picture.values == [1, Float(0x8000) / 65_535])
  }

  @Test(
    "Portable maps that lie or end early are refused",
    arguments: [
      "P5 60000 60000 255\nab", "P2 3 1 255\n1 2", "P5 0 3 255\nabc", "P5 2 1 99999\nabcd", "P2 2 1 4\n9 1\n", "P5 2",
      "P6 1 1 255\nab", "P2 99999999999999999999 1 1\n1", "P3 1 1 1\n1 x 1", "P2 2 1 -4\n1 1 ", "P5 65535 65535 1\n",
    ])
  func refused(text: String) {
    #expect(throws: Picture.Failure.self) { try Picture(Array(text.utf8)) }
  }

  @Test("A PNG cut off anywhere, or with a changed byte, is refused or read, and nothing else")
  func damaged() throws {
    for name in ["colour-interlaced.png", "palette-transparent.png"] {
      let whole = try PictureFixture.bytes(name)
      for end in whole.indices {
        #expect(throws: Picture.Failure.self) { try Picture(Array(whole[..<end])) }
        var changed = whole
        changed[end] ^= 0x5A
        _ = try? Picture(changed)
      }
    }
  }

  @Test("A PNG whose header claims more than its bytes could hold is refused before memory is taken")
  func claims() throws {
    var bytes = try PictureFixture.bytes("grey-8.png")
    let size: [UInt8] = [0, 0, 0xFF, 0xFF]
    bytes.replaceSubrange(16..<20, with: size)
    bytes.replaceSubrange(20..<24, with: size)
    // The header's check sum, so that nothing but the size is wrong.
    let sum = bytes[12..<29].withUnsafeBytes { CRC.of(Array($0)) }
    for place in 0..<4 { bytes[29 + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * place)) }
    let failure = #expect(throws: Picture.Failure.self) { try Picture(bytes) }
    #expect(failure?.expected == "a whole picture")
  }

  @Test("A single picture is shown, and the way to a set is told")
  func single() throws {
    let file = TemporaryFile(try PictureFixture.bytes("colour-8.png"), name: "one.png")
    guard case .images(let images) = try file.open() else { throw NotOfThisKind() }
    #expect(images.count == 1 && images.channels == 3 && images.labels.isEmpty)
    #expect(images.remarks.first?.hasPrefix("a single picture") == true)
    #expect(throws: DatasetError.self) { try TemporaryFile("P5 2 2 255\nab", name: "x.pgm").open() }
  }
}

/// The check sum of PNG's chunks.
enum CRC {
  static func of(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
    return ~sum
  }
}
