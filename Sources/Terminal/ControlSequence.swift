import Canvas

/// A control sequence `ESC [ marker parameters final`, and the key, mouse report or focus change that it stands for.
struct ControlSequence {
  enum Parsed {
    case incomplete
    case invalid(end: Int)
    case complete(ControlSequence, end: Int)
  }

  /// `<`, `?`, `=` or `>` before the parameters, else 0.
  private(set) var marker: UInt8 = 0
  private(set) var parameters: [Int] = []
  private(set) var final: UInt8 = 0

  /// Reads from the first byte after `ESC [`.
  static func parse(_ bytes: [UInt8], from start: Int, limit: Int) -> Parsed {
    var sequence = ControlSequence()
    var index = start
    guard index < bytes.count else { return .incomplete }
    // The Linux console's F1 to F5: ESC [ [ A.
    if bytes[index] == UInt8(ascii: "[") {
      guard index + 1 < bytes.count else { return .incomplete }
      sequence.marker = UInt8(ascii: "[")
      sequence.final = bytes[index + 1]
      return .complete(sequence, end: index + 2)
    }
    if (0x3C...0x3F).contains(bytes[index]) {
      sequence.marker = bytes[index]
      index += 1
    }
    var number: Int?
    while index < bytes.count, index - start < limit {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x30...0x39: number = min((number ?? 0) * 10 + Int(byte - 0x30), 1_000_000)
      case 0x3B, 0x3A:  // a sub-parameter (after a colon) counts as one more: kitty's are not used
        sequence.parameters.append(number ?? 0)
        number = nil
      case UInt8(ascii: "$") where sequence.marker == 0 && number != nil:  // rxvt: Shift with an editing key
        sequence.parameters.append(number ?? 0)
        sequence.final = byte
        return .complete(sequence, end: index)
      case 0x20...0x2F: break
      case 0x40...0x7E:
        if let number { sequence.parameters.append(number) }
        sequence.final = byte
        if byte == UInt8(ascii: "M"), sequence.marker == 0, sequence.parameters.isEmpty {
          return sequence.oldMouseReport(bytes, from: index)
        }
        return .complete(sequence, end: index)
      case 0x1B: return .invalid(end: index - 1)
      default: return .invalid(end: index)
      }
    }
    return index - start < limit ? .incomplete : .invalid(end: index)
  }

  /// `ESC [ M` and three bytes, each 32 above its value.
  private func oldMouseReport(_ bytes: [UInt8], from start: Int) -> Parsed {
    guard start + 2 < bytes.count else { return .incomplete }
    var report = self
    report.marker = UInt8(ascii: "<")
    report.parameters = (0..<3).map { max(0, Int(bytes[start + $0]) - 32) }
    return .complete(report, end: start + 3)
  }

  var isPasteStart: Bool { final == UInt8(ascii: "~") && parameters.first == 200 }

  var event: InputEvent? {
    switch marker {
    case UInt8(ascii: "<"): return mouse.map { .mouse($0) }
    case UInt8(ascii: "["):
      return (0x41...0x45).contains(final) ? .key(.function(Int(final) - 0x40)) : nil
    case 0:
      if final == UInt8(ascii: "I") { return .focus(true) }
      if final == UInt8(ascii: "O") { return .focus(false) }
      return key.map { .key($0) }
    default: return nil  // an answer of the terminal
    }
  }

  // MARK: Keys

  /// Bit 0 Shift, bit 1 Alt, bit 2 Ctrl.
  private var modifiers: Int { parameters.count > 1 ? max(0, parameters[1] - 1) : 0 }

  private var key: Key? {
    switch final {
    case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "@"): numberedKey
    case UInt8(ascii: "u"): modifiedCharacter(code: parameters.first, modifiers: modifiers)
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "a"): .shiftUp
    case UInt8(ascii: "b"): .shiftDown
    case UInt8(ascii: "c"): parameters.isEmpty ? .shiftRight : nil
    case UInt8(ascii: "d"): .shiftLeft
    case 0x50...0x53: .function(Int(final) - 0x4F)
    default: cursorKey
    }
  }

  private var cursorKey: Key? {
    let withShift = modifiers & 1 == 1
    switch final {
    case UInt8(ascii: "A"): return withShift ? .shiftUp : .up
    case UInt8(ascii: "B"): return withShift ? .shiftDown : .down
    case UInt8(ascii: "C"): return withShift ? .shiftRight : .right
    case UInt8(ascii: "D"): return withShift ? .shiftLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    default: return nil
    }
  }

  private var numberedKey: Key? {
    switch parameters.first {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case let number? where (11...15).contains(number): return .function(number - 10)
    case let number? where (17...21).contains(number): return .function(number - 11)
    case let number? where (23...26).contains(number): return .function(number - 12)
    case let number? where (28...29).contains(number): return .function(number - 13)
    case let number? where (31...34).contains(number): return .function(number - 14)
    case 27 where parameters.count > 2:  // xterm's modifyOtherKeys: 27 ; modifiers ; code
      return modifiedCharacter(code: parameters[2], modifiers: modifiers)
    default: return nil
    }
  }

  private func modifiedCharacter(code: Int?, modifiers: Int) -> Key? {
    guard let code, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
    switch code {
    case 9: return modifiers & 1 == 1 ? .backTab : .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case ..<32, 0x80...0x9F, 57344...63743: return nil  // kitty's private codes for keys that have no meaning here
    default: break
    }
    if modifiers & 4 != 0 { return .control(String(scalar).lowercased().first ?? Character(scalar)) }
    if modifiers & 2 != 0 { return .alt(Character(scalar)) }
    return .character(modifiers & 1 == 1 ? Character(scalar).uppercased().first ?? " " : Character(scalar))
  }

  /// The key of `ESC O final`: cursor keys in application mode, F1 to F4, the numeric keypad.
  static func singleShift(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "X"): return .character("=")
    case 0x50...0x53: return .function(Int(final) - 0x4F)
    case UInt8(ascii: "a"): return .up
    case UInt8(ascii: "b"): return .down
    case UInt8(ascii: "c"): return .right
    case UInt8(ascii: "d"): return .left
    case 0x6A...0x79: return .character(Character(Unicode.Scalar(final - 0x40)))
    default: return ControlSequence.plain(final).cursorKey
    }
  }

  private static func plain(_ final: UInt8) -> ControlSequence {
    var sequence = ControlSequence()
    sequence.final = final
    return sequence
  }

  // MARK: Mouse

  /// `ESC [ < code ; column ; row M`, or `m` for a release. Columns and rows count from 1.
  private var mouse: MouseEvent? {
    guard parameters.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
    let code = parameters[0]
    let buttons: [MouseEvent.Button] = [.left, .middle, .right, .none]
    var button = buttons[code & 3]
    let action: MouseEvent.Action
    if code & 64 != 0 {
      guard code & 3 < 2 else { return nil }  // sideways wheels have no meaning here
      action = code & 1 == 0 ? .wheelUp : .wheelDown
      button = .none
    } else if code & 32 != 0 {
      action = button == .none ? .move : .drag
    } else {
      action = final == UInt8(ascii: "m") || button == .none ? .release : .press
    }
    let position = Point(max(0, parameters[1] - 1), max(0, parameters[2] - 1))
    return MouseEvent(
      action: action, button: button, position: position, control: code & 16 != 0, shift: code & 4 != 0)
  }
}
