/// A rung's name on the screen, on the command line and in files: its grains' labels, as `1h` or `8×8`.
package struct RungID: Hashable, Sendable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let label: String

  package init(_ label: String) { self.label = label }
  package init(stringLiteral value: String) { self.label = value }
  package init(from decoder: any Decoder) throws { label = try decoder.singleValueContainer().decode(String.self) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(label)
  }

  package var description: String { label }
}

/// Runs that read several rungs: their name on the ladder is the rungs' names joined by a plus, as `1h+1d`.
extension RungID {
  /// The rungs that a joined run reads; nil for a rung of its own.
  package var members: [RungID]? {
    let parts = label.split(separator: "+", omittingEmptySubsequences: false).map { RungID(String($0)) }
    return parts.count > 1 ? parts : nil
  }

  package init(joining members: [RungID]) { self.init(members.map(\.label).joined(separator: "+")) }
}

/// Numbers one training run of one rung within a session, from 0; a branch is a run of its own.
package struct RunID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let number: Int

  package init(_ number: Int) { self.number = number }
  package init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }

  package static func < (left: RunID, right: RunID) -> Bool { left.number < right.number }
  package var description: String { Words.run(number: "\(number)") }
}

/// A hash as it is written everywhere: sixteen digits, most significant first.
package func hexadecimal(_ bits: UInt64) -> String {
  let digits = String(bits, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
