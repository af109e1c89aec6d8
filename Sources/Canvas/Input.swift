/// A key press, decoded.
package enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// With Shift held.
  case shiftUp, shiftDown, shiftLeft, shiftRight
  /// `F1` is 1.
  case function(Int)
  /// Ctrl and a lower-case letter.
  case control(Character)
  case alt(Character)
}

extension Key: CustomStringConvertible {
  /// As it stands in the key bar and in the help.
  package var description: String {
    switch self {
    case .character(" "): Words.keySpace
    case .character(let character): String(character)
    case .enter: "⏎"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "⇧Tab"
    case .backspace: "⌫"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .shiftUp: "⇧↑"
    case .shiftDown: "⇧↓"
    case .shiftLeft: "⇧←"
    case .shiftRight: "⇧→"
    case .function(let number): "F\(number)"
    case .control(let character): "^\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    }
  }
}

package struct MouseEvent: Hashable, Sendable {
  package enum Action: Hashable, Sendable { case press, release, drag, move, wheelUp, wheelDown }
  package enum Button: Hashable, Sendable { case left, middle, right, none }

  package var action: Action
  package var button: Button
  package var position: Point
  package var control: Bool
  package var shift: Bool

  package init(
    action: Action, button: Button = .left, position: Point, control: Bool = false, shift: Bool = false
  ) {
    self.action = action
    self.button = button
    self.position = position
    self.control = control
    self.shift = shift
  }
}

/// What a terminal sends to the program.
package enum InputEvent: Hashable, Sendable {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// The terminal window gained or lost the focus.
  case focus(Bool)
}
