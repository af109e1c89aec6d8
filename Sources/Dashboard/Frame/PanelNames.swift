import Canvas

extension Panel {
  /// Says what the numbers in the panel are: behind its title, as the richest wording that fits there, or else, so that no
  /// number stands without a name, at the beginning of the lower border.
  ///
  /// - Parameters:
  ///   - wordings: each in segments of the border.
  ///   - brief: the same in few columns, as one segment.
  /// - Returns: whether the title had room.
  @discardableResult
  mutating func name(_ wordings: [[StyledText]], brief: StyledText, in rect: Rect) -> Bool {
    // A segment takes its text, a blank on both sides and a piece of border; the corners have a piece each.
    func taken(_ segments: [StyledText]) -> Int { segments.reduce(0) { $1.isEmpty ? $0 : $0 + $1.width + 3 } }
    let room = rect.width - 1 - taken(topLeft)
    if let fitting = wordings.first(where: { taken($0) <= room }) {
      topLeft += fitting
      return true
    }
    bottomLeft.insert(brief, at: 0)
    return false
  }
}
