/// Names a run or a session in a store, as `k7mrd2xa`: short, easy to type, never a number, never given twice.
package struct StoreID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  /// None of them is mistaken for another: there is no l, i, o, 0 or 1.
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz")
  private static let signs = letters + Array("23456789")
  package static let length = 8

  /// Nil where `text` is no such name.
  package init?(_ text: String) {
    guard text.count == Self.length, Self.isPrefix(text) else { return nil }
    self.text = text
  }

  /// One of 6 · 10¹¹; whoever takes it into use sees to it that it is free.
  package init(using generator: inout some RandomNumberGenerator) {
    var text = ""
    for place in 0..<Self.length {
      let among = place == 0 ? Self.letters : Self.signs
      text.append(among[Int.random(in: among.indices, using: &generator)])
    }
    self.text = text
  }

  /// Whether a name may begin so.
  package static func isPrefix(_ text: String) -> Bool {
    guard let first = text.first, text.count <= length else { return false }
    return letters.contains(first) && text.allSatisfy(signs.contains)
  }

  package static func < (left: StoreID, right: StoreID) -> Bool { left.text < right.text }
  package var description: String { text }
}

extension StoreID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = StoreID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text)?")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
