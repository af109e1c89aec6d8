/// Keys by name, as a configuration file writes them: `g`, `space`, `ctrl-p`, `shift-tab`, `f1`.
extension Key {
  /// The key of a name, upper or lower case; nil where there is none.
  package init?(named name: String) {
    if name.count == 1, let character = name.first, TextWidth.width(of: name) > 0 {
      self = .character(character)
      return
    }
    let lowered = name.lowercased()
    if let key = Key.names.first(where: { $0.name == lowered })?.key ?? Key.aliases[lowered] {
      self = key
      return
    }
    let rest = lowered.drop { $0 != "-" }.dropFirst()
    if lowered.hasPrefix("ctrl-"), rest.count == 1, let letter = rest.first, ("a"..."z").contains(letter) {
      // The terminal sends these as keys of their own.
      guard !["h", "i", "j", "m"].contains(letter) else { return nil }
      self = .control(letter)
    } else if lowered.hasPrefix("alt-"), rest.count == 1, let letter = name.last, letter.isASCII {
      self = .alt(letter)
    } else if lowered.first == "f", let number = Int(lowered.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  /// The name that ``init(named:)`` reads as this key.
  package var name: String {
    if let known = Key.names.first(where: { $0.key == self }) { return known.name }
    switch self {
    case .character(let character): return String(character)
    case .control(let letter): return "ctrl-\(letter)"
    case .alt(let letter): return "alt-\(letter)"
    case .function(let number): return "f\(number)"
    case .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .shiftUp, .shiftDown, .shiftLeft, .shiftRight:
      return description
    }
  }

  private static let names: [(name: String, key: Key)] = [
    ("space", .character(" ")), ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab),
    ("backspace", .backspace), ("delete", .delete), ("insert", .insert), ("up", .up), ("down", .down),
    ("left", .left), ("right", .right), ("home", .home), ("end", .end), ("page-up", .pageUp),
    ("page-down", .pageDown), ("shift-up", .shiftUp), ("shift-down", .shiftDown), ("shift-left", .shiftLeft),
    ("shift-right", .shiftRight),
  ]

  private static let aliases: [String: Key] = ["escape": .escape, "return": .enter]

  /// What may stand for a key, for messages.
  package static var nameExplanation: String { Words.keyNames }
}
