/// Names a run or a session in a store, as `k7mrd2xa`: short, easy to type, never a number, never given twice.
package struct StoreID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  /// None of them is mistaken for another: there is no l, i, o, 0 or 1.
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz".utf8)
  private static let signs = letters + Array("23456789".utf8)
  /// Whether a byte is one of ``signs``: names of all runs are looked at whenever a list is asked for.
  private static let isSign = (0..<256).map { signs.contains(UInt8($0)) }
  package static let length = 8

  /// Nil where `text` is no such name.
  package init?(_ text: String) {
    guard text.utf8.count == Self.length, Self.isPrefix(text) else { return nil }
    self.text = text
  }

  /// One of 6 · 10¹¹; whoever takes it into use sees to it that it is free.
  package init(using generator: inout some RandomNumberGenerator) {
    var text: [UInt8] = []
    for place in 0..<Self.length {
      let among = place == 0 ? Self.letters : Self.signs
      text.append(among[Int.random(in: among.indices, using: &generator)])
    }
    self.text = String(decoding: text, as: UTF8.self)
  }

  /// Whether a name may begin so.
  package static func isPrefix(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= length else { return false }
    let isSign = isSign
    return letters.contains(first) && text.utf8.allSatisfy { isSign[Int($0)] }
  }

  package static func < (left: StoreID, right: StoreID) -> Bool { left.text < right.text }
  package var description: String { text }
}

extension StoreID: TextCoded {}
