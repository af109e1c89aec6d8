/// Several names as one phrase.
package enum Listing {
  /// As `a, b and c`; empty for none.
  package static func all(_ names: [String]) -> String { joined(names, last: Words.and) }

  /// As `a, b or c`; empty for none.
  package static func choice(_ names: [String]) -> String { joined(names, last: Words.or) }

  /// As `a, b and 4 more`, or `a, b` where that is all; `none` for none.
  package static func some(_ names: [String], most: Int = 6) -> String {
    guard names.count > most else { return names.isEmpty ? Words.none : names.joined(separator: ", ") }
    return Words.andMore(names: names.prefix(most).joined(separator: ", "), count: names.count - most)
  }

  /// The first of `count` names, as `a, b and 4 more`; as ``all(_:)`` where these are all.
  package static func first(_ names: [String], of count: Int) -> String {
    guard names.count < count else { return all(names) }
    return Words.andMore(names: names.joined(separator: ", "), count: count - names.count)
  }

  private static func joined(_ names: [String], last word: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
