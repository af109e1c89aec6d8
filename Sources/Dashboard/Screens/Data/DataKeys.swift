import Canvas

extension DataScreen {
  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .itemAbove, [.up], with: .itemBelow, Words.keyChoose, .screen(.data), Words.helpItemAbove,
      on: [.data],
      when: .isOpen),
    Binding(.itemBelow, [.down], "", .screen(.data), Words.helpItemBelow, on: [.data], when: .isOpen),
    Binding(.itemsAbove, [.pageUp], "", .screen(.data), Words.helpItemsAbove, on: [.data], when: .isOpen),
    Binding(.itemsBelow, [.pageDown], "", .screen(.data), Words.helpItemsBelow, on: [.data], when: .isOpen),
    Binding(
      .choiceBefore, [.left], with: .choiceAfter, Words.keyOtherValue, .screen(.data),
      Words.helpValueBefore, on: [.data],
      when: .isOnOptions),
    Binding(.choiceAfter, [.right], "", .screen(.data), Words.helpValueAfter, on: [.data], when: .isOnOptions),
    Binding(
      .choose, [.enter], Words.keyUseIt, .screen(.data),
      Words.helpUseChosen, on: [.data],
      when: .isOpen),
  ]
}

extension Condition {
  static let isOnOptions = Condition(else: Words.notNowNeedsOptions) { $0.isOnOptions }
}
