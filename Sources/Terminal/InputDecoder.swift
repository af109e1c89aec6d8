import Canvas

/// Turns the bytes that a terminal sends into events; keeps what is incomplete for the next bytes.
///
/// Pure, so that any stream of bytes can be tried. Keys come in the forms of xterm (both cursor modes), rxvt, the Linux
/// console, the VT family and kitty; mouse reports in the SGR and the old form.
///
/// Over a slow line the bytes of a key come in pieces. An escape byte by itself is decided by silence; what follows it later
/// and could be the rest of a key is held back until it is one or is not, so that a piece of an arrow never acts as a key.
struct InputDecoder {
  /// How long to wait for the rest of what has begun.
  enum Wait { case nothing, escape, late, sequence, paste }

  /// How what stands in the buffer follows its escape byte.
  private enum Escape {
    /// In one piece, as far as can be told.
    case together
    /// Milliseconds later: the rest of a key, or a key of its own after the Escape key.
    case apart
    /// After the Escape key had been told already.
    case told
  }

  /// Milliseconds between two bytes from which on they may be two keys.
  static let apart = 25
  /// Milliseconds after an escape byte in which the rest of its key may still come.
  static let latest = 500

  /// A paste keeps at most this many bytes; the rest is read and thrown away.
  static let pasteLimit = 1 << 20
  /// A control sequence that is longer is not one.
  static let sequenceLimit = 4096

  private let sequences: KeySequences
  private var buffer: [UInt8] = []
  private var start = 0
  private var paste: PasteCollector?
  private var text = String.UnicodeScalarView()
  private var lead = Escape.together
  /// The last that came was an escape byte, which has been told as the Escape key.
  private var hasToldEscape = false

  init(sequences: KeySequences = KeySequences()) { self.sequences = sequences }

  /// After this much silence `expire` decides what the bytes so far mean.
  var waits: Wait {
    if paste != nil { return .paste }
    if start == buffer.count { return .nothing }
    switch buffer.count - start {
    case 1 where buffer[start] == 0x1B: return .escape
    case 2 where lead != .together: return .late
    default: return .sequence
    }
  }

  /// - Parameter pause: milliseconds since the bytes before.
  mutating func feed(_ bytes: [UInt8], after pause: Int = 0) -> [InputEvent] {
    var events: [InputEvent] = []
    if let first = bytes.first { join(first, after: pause, &events) }
    buffer += bytes
    while start < buffer.count, step(&events) {}
    flushText(&events)
    buffer.removeFirst(start)
    start = 0
    if buffer.isEmpty { lead = .together }
    return events
  }

  /// Decides how the first of the new bytes belongs to an escape byte that came by itself.
  private mutating func join(_ byte: UInt8, after pause: Int, _ events: inout [InputEvent]) {
    let canFollow = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O")
    if buffer == [0x1B], paste == nil, pause >= InputDecoder.apart {
      if canFollow || sequences.begin(with: [0x1B, byte]) {
        lead = .apart
      } else {
        events.append(.key(.escape))
        buffer.removeAll(keepingCapacity: true)
      }
    } else if hasToldEscape, canFollow, pause < InputDecoder.latest {
      buffer = [0x1B]
      lead = .told
    }
    hasToldEscape = false
  }

  /// The rest did not come: a lone escape is the Escape key, `ESC x` is Alt-x, and half a sequence is dropped.
  mutating func expire() -> [InputEvent] {
    var events: [InputEvent] = []
    if let open = paste {
      paste = nil
      events.append(.paste(open.text))
    }
    let rest = Array(buffer[start...])
    buffer.removeAll(keepingCapacity: true)
    start = 0
    if rest == [0x1B] {
      events.append(.key(.escape))
      hasToldEscape = true
    } else if rest.count == 2, rest[0] == 0x1B, (0x21...0x7E).contains(rest[1]) {
      let character = Character(Unicode.Scalar(rest[1]))
      switch lead {
      case .together: events.append(.key(.alt(character)))
      case .apart: events += [.key(.escape), .key(.character(character))]
      case .told: events.append(.key(.character(character)))
      }
    }
    lead = .together
    return events
  }

  /// What followed an escape byte later is no key's rest: it was typed, and the escape byte was the Escape key.
  private mutating func takeApart(_ events: inout [InputEvent]) {
    if lead == .apart { events.append(.key(.escape)) }
    lead = .together
    start += 1
  }

  /// Consumes one unit at `start`; false when more bytes are needed.
  private mutating func step(_ events: inout [InputEvent]) -> Bool {
    if paste != nil { return collectPaste(&events) }
    let byte = buffer[start]
    if byte == 0x1B {
      flushText(&events)
      return escape(&events)
    }
    if byte >= 0x20, byte != 0x7F { return character() }
    flushText(&events)
    events.append(.key(InputDecoder.control(byte)))
    start += 1
    return true
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0: .control(" ")
    case 8, 0x7F: .backspace
    case 9: .tab
    case 10, 13: .enter
    case 1...26: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }

  // MARK: Text

  /// One UTF-8 character; bytes that are none are dropped.
  private mutating func character() -> Bool {
    let lead = buffer[start]
    let count =
      switch lead {
      case ..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard count > 0 else {
      start += 1
      return true
    }
    let available = min(count, buffer.count - start)
    for offset in 1..<max(available, 1) where buffer[start + offset] & 0xC0 != 0x80 {
      start += offset
      return true
    }
    guard available == count else { return false }
    var value = count == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(count))
    for offset in 1..<max(count, 1) { value = value << 6 | UInt32(buffer[start + offset] & 0x3F) }
    // Overlong forms and surrogates are no scalars; C1 controls are no text.
    let smallest: UInt32 = count == 3 ? 0x800 : count == 4 ? 0x10000 : 0
    if value >= smallest, !(0x80...0x9F).contains(value), let scalar = Unicode.Scalar(value) { text.append(scalar) }
    start += count
    return true
  }

  /// Scalars that came together make characters together, so that an accent or a joined emoji is one key.
  private mutating func flushText(_ events: inout [InputEvent]) {
    guard !text.isEmpty else { return }
    for character in String(text) { events.append(.key(.character(character))) }
    text.removeAll(keepingCapacity: true)
  }

  // MARK: Sequences

  private mutating func escape(_ events: inout [InputEvent]) -> Bool {
    if let (key, count) = sequences.match(buffer, at: start) {
      start += count
      events.append(.key(key))
      lead = .together
      return true
    }
    guard start + 1 < buffer.count else { return false }
    switch buffer[start + 1] {
    case UInt8(ascii: "["): return controlSequence(&events)
    case UInt8(ascii: "O"): return singleShift(&events)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): return deviceString()
    case 0x21...0x7E where lead != .together:
      takeApart(&events)
    case 0x21...0x7E:
      events.append(.key(.alt(Character(Unicode.Scalar(buffer[start + 1])))))
      start += 2
    case 0x80...:
      return altText(&events)
    default:
      // Escape, then a key of its own: typed fast, or sent together over a slow line.
      events.append(.key(.escape))
      start += 1
    }
    return true
  }

  private mutating func altText(_ events: inout [InputEvent]) -> Bool {
    start += 1
    guard character() else {
      start -= 1
      return false
    }
    if let scalar = text.popLast() { events.append(.key(.alt(Character(scalar)))) }
    return true
  }

  private mutating func singleShift(_ events: inout [InputEvent]) -> Bool {
    guard start + 2 < buffer.count else { return false }
    let final = buffer[start + 2]
    guard let key = ControlSequence.singleShift(final) else {
      // No keypad key: Alt-O and then another key.
      if lead == .together {
        events.append(.key(.alt("O")))
        start += 2
      } else {
        takeApart(&events)
      }
      return true
    }
    events.append(.key(key))
    start += 3
    lead = .together
    return true
  }

  private mutating func controlSequence(_ events: inout [InputEvent]) -> Bool {
    switch ControlSequence.parse(buffer, from: start + 2, limit: InputDecoder.sequenceLimit) {
    case .incomplete:
      return false
    case .invalid(let end):
      return skip(to: end, &events)
    case .complete(let sequence, let end):
      if sequence.isPasteStart {
        paste = PasteCollector(limit: InputDecoder.pasteLimit)
      } else if let event = sequence.event {
        events.append(event)
      } else {
        return skip(to: end, &events)
      }
      start = end
      lead = .together
    }
    return true
  }

  /// Leaves out a control sequence that stands for nothing; two keys typed after Escape are no sequence.
  private mutating func skip(to end: Int, _ events: inout [InputEvent]) -> Bool {
    if lead != .together, end - start <= 3 {
      takeApart(&events)
    } else {
      start = end
      lead = .together
    }
    return true
  }

  /// An answer of the terminal (OSC, DCS, APC) that nobody asked for: skipped up to its end.
  private mutating func deviceString() -> Bool {
    var index = start + 2
    while index < buffer.count {
      if buffer[index] == 7 {
        start = index + 1
        return true
      }
      if buffer[index] == 0x1B {
        guard index + 1 < buffer.count else { return false }
        start = buffer[index + 1] == UInt8(ascii: "\\") ? index + 2 : index
        return true
      }
      index += 1
    }
    guard index - start > InputDecoder.sequenceLimit else { return false }
    start = index
    return true
  }

  private mutating func collectPaste(_ events: inout [InputEvent]) -> Bool {
    guard var open = paste else { return true }
    paste = nil  // keeps the text uniquely owned while it grows
    let (end, finished) = open.take(buffer, from: start)
    start = end
    if finished {
      events.append(.paste(open.text))
    } else {
      paste = open
    }
    return finished
  }
}
