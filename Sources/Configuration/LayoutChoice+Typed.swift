import Basics
import Dashboard

extension LayoutChoice.Panel {
  /// By its name, or by that of versions before 0.2; capitals do not matter.
  init?(typed name: String) {
    let earlier: [String: LayoutChoice.Panel] = ["table": .predictions, "overview": .rungs]
    guard let panel = LayoutChoice.Panel(rawValue: Spelling.key(name)) ?? earlier[Spelling.key(name)] else {
      return nil
    }
    self = panel
  }
}
