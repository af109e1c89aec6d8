import Basics

/// Changes that a disk, an editor or an adversary makes; the same for the same seed.
package struct Mutation {
  private var generator: SplitMix64

  package init(seed: UInt64) { generator = SplitMix64(seed) }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &generator) }

  /// Bytes changed, cut, doubled, moved.
  package mutating func bytes(_ whole: [UInt8]) -> [UInt8] {
    var bytes = whole
    for _ in 0...below(3) {
      let place = below(bytes.count)
      switch below(6) {
      case 0: bytes[place] ^= 1 << UInt8(below(8))
      case 1: bytes[place] = UInt8(below(256))
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + below(200)))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + below(300))], at: below(bytes.count))
      case 4: bytes.insert(contentsOf: [UInt8](repeating: UInt8(below(2) * 10), count: below(50)), at: place)
      default: bytes.removeSubrange(min(bytes.count, place + bytes.count / 2)...)
      }
      if bytes.isEmpty { return [10] }
    }
    return bytes
  }

  private static let values = [
    "0", "-1", "1", "2", "5", "1e308", "-1e308", "9223372036854775807", "-9223372036854775808", "1.5", "true", "false",
    "null", "\"\"", "\"x7ff8000000000000\"", "\"x7ff0000000000000\"", "\"x4014000000000000\"", "\"-3\"", "\"0\"", "[]",
    "{}",
    "\"none\"", "\"set\"", "\"restart\"", "\"conv\"", "\"ridge\"", "\"cascade\"", "\"images\"", "\"units\"",
    "\"1 0 -2\"",
  ]

  /// Values within lines changed, lines doubled, left out or moved, each with the sum that is right for it.
  ///
  /// - Parameter lines: as they were written.
  package mutating func content(_ lines: [[UInt8]], keepingFirst: Bool) -> [UInt8] {
    var contents = lines.map { Array(SummedLine.content($0[...]) ?? $0[...]) }
    for _ in 0...below(3) {
      let first = keepingFirst && contents.count > 1 ? 1 : 0
      let place = first + below(contents.count - first)
      switch below(8) {
      case 0: contents.insert(contents[place], at: first + below(contents.count - first))
      case 1: if contents.count > 2 { contents.remove(at: place) }
      case 2: contents.swapAt(place, first + below(contents.count - first))
      default: contents[place] = changed(contents[place])
      }
    }
    return contents.flatMap { SummedLine.bytes($0) }
  }

  /// Another value in the place of one behind a colon.
  private mutating func changed(_ content: [UInt8]) -> [UInt8] {
    let colons = content.indices.filter { content[$0] == UInt8(ascii: ":") && content[$0 - 1] == UInt8(ascii: "\"") }
    guard let colon = colons.isEmpty ? nil : colons[below(colons.count)] else { return content }
    let rest = content[(colon + 1)...]
    // A simple value ends at the next comma or brace; a list or an object is replaced by its beginning.
    let end = rest.firstIndex { [UInt8(ascii: ","), UInt8(ascii: "}")].contains($0) } ?? content.endIndex
    let value = Self.values[below(Self.values.count)]
    return content[...colon] + Array(value.utf8) + content[end...]
  }
}
