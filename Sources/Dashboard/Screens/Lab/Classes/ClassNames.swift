import Canvas
import Telemetry

/// Names of classes where there is little room.
struct ClassNames {
  private let names: [String]
  /// All begin alike, so that only their ends differ.
  private let beginAlike: Bool

  init(_ target: ClassTarget) {
    names = target.classNames
    beginAlike = names.count > 1 && Set(names.map { $0.prefix(3) }).count == 1
  }

  /// The part of a name that distinguishes it from the others.
  func short(_ index: Int, width: Int) -> String {
    guard names.indices.contains(index) else { return "?" }
    let name = names[index]
    guard TextWidth.width(of: name) > width else { return name }
    return beginAlike
      ? TextWidth.truncatedAtStart(name, to: width, ellipsis: "") : TextWidth.truncated(name, to: width, ellipsis: "")
  }
}
