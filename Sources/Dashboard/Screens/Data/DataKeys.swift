import Canvas

extension DataScreen {
  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .itemAbove, [.up], with: .itemBelow, "choose", .screen(.data), "Moves up in the list that has the focus.",
      on: [.data],
      when: .isOpen),
    Binding(.itemBelow, [.down], "", .screen(.data), "Moves down.", on: [.data], when: .isOpen),
    Binding(.itemsAbove, [.pageUp], "", .screen(.data), "Moves up by a page.", on: [.data], when: .isOpen),
    Binding(.itemsBelow, [.pageDown], "", .screen(.data), "Moves down by a page.", on: [.data], when: .isOpen),
    Binding(
      .choiceBefore, [.left], with: .choiceAfter, "other value", .screen(.data),
      "Wants another value of the option, in reading or treatment.", on: [.data],
      when: .isOnOptions),
    Binding(.choiceAfter, [.right], "", .screen(.data), "Wants the next value.", on: [.data], when: .isOnOptions),
    Binding(
      .choose, [.enter], "use it", .screen(.data),
      "Opens anew: the column as target, the options, or the file.", on: [.data],
      when: .isOpen),
  ]
}

extension Condition {
  static let isOnOptions = Condition(else: "with the focus on the options") { $0.isOnOptions }
}
