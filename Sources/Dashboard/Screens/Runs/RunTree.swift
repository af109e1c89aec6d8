/// How far the lines of a tree of runs stand in: each below and right of the run that it left, at any depth.
///
/// Two columns a generation where there is room for them, else one; generations beyond the room stand at its end, with
/// their number, so that none looks like another's sibling.
struct RunTree {
  /// Columns before the number of a run, for the deepest line.
  let width: Int
  private let step: Int
  private let deepest: Int

  private static let room = 12

  init(deepest: Int) {
    let step = 2 * deepest <= Self.room ? 2 : 1
    self.step = step
    self.deepest = deepest
    width = min(deepest * step + (step == 1 && deepest > 0 ? 1 : 0), Self.room + String(deepest).count)
  }

  /// `    └ ` before a branch, `9└ ` before one that stands farther in than there is room.
  func branch(_ depth: Int) -> String {
    guard depth > 0 else { return "" }
    let indent = depth * step - (step == 2 ? 2 : 1)
    guard indent + 2 > width else { return String(repeating: " ", count: indent) + "└ " }
    let number = String(depth)
    return String(repeating: " ", count: max(width - 2 - number.count, 0)) + number + "└ "
  }
}
