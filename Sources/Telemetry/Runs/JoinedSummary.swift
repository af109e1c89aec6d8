/// The models of a run that joins rungs, in a line: `8×8: Dense 64 relu → Dense 10, 4×4: Dense 64 relu → Dense 10`.
extension RunPlan {
  /// - Parameter models: each with its layers in words, in the order of the members.
  package static func summary(joining models: [(rung: RungID, model: String)]) -> String {
    models.map { mark(of: $0.rung) + $0.model }.joined(separator: separator)
  }

  /// What such a line says of a member's model; nil where one model reads all members, or it is none of them.
  package func summary(of member: RungID) -> String? {
    var rest = summary[...]
    for (place, rung) in members.enumerated() {
      let mark = Self.mark(of: rung)
      guard rest.hasPrefix(mark) else { return nil }
      rest = rest.dropFirst(mark.count)
      let next = place + 1 < members.count ? Self.separator + Self.mark(of: members[place + 1]) : nil
      let end = next.map { rest.firstRange(of: $0)?.lowerBound } ?? rest.endIndex
      guard let end else { return nil }
      if rung == member { return String(rest[..<end]) }
      rest = rest[end...].dropFirst(Self.separator.count)
    }
    return nil
  }

  private static let separator = ", "
  private static func mark(of rung: RungID) -> String { "\(rung): " }
}
