import CCurses
import Glibc

/// A private terminal database entry: the terminal's own, with 24-bit colour added.
///
/// Debian's base set has no `xterm-direct`, and a palette must not be redefined under the user's other programs. ncurses
/// reads an entry from the variable TERMINFO itself when it begins with `hex:`, so no file is written.
/// Source: term(5), "legacy", "extended number" and "extended storage" formats.
enum DirectColorEntry {
  static let name = "grainscope-direct"

  /// The entry that is loaded at the moment with 24-bit colour, as a value for TERMINFO.
  static func valueFromLoadedEntry() -> String {
    var value = "hex:"
    for byte in compiled() {
      value.unicodeScalars.append(digits[Int(byte >> 4)])
      value.unicodeScalars.append(digits[Int(byte & 15)])
    }
    return value
  }

  private static let digits = Array("0123456789ABCDEF".unicodeScalars)

  /// Three 8-bit channels out of one number. The semicolon form is the one that every terminal with the feature reads.
  private static func setColor(_ selector: Int) -> String {
    "\u{1B}[\(selector);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
  }

  private static func compiled() -> [UInt8] {
    var flags: [UInt8] = []
    while let name = cc_flag_name(Int32(flags.count)) {
      // `ccc`: the palette can be redefined. It must not be.
      let value = strcmp(name, "ccc") == 0 ? 0 : tigetflag(name)
      flags.append(value > 0 ? 1 : 0)
    }
    var numbers: [Int32] = []
    while let name = cc_number_name(Int32(numbers.count)) {
      switch String(cString: name) {
      case "colors": numbers.append(1 << 24)
      case "pairs": numbers.append(0x7FFF)
      default: numbers.append(max(-1, tigetnum(name)))
      }
    }
    var strings = StringTable()
    var index: Int32 = 0
    while let name = cc_string_name(index) {
      index += 1
      switch String(cString: name) {
      case "setaf": strings.append(Array(setColor(38).utf8))
      case "setab": strings.append(Array(setColor(48).utf8))
      case "op": strings.append(Array("\u{1B}[39;49m".utf8))
      case "setf", "setb", "initc", "initp", "oc", "scp": strings.append(nil)
      default: strings.append(cc_string(name).map { Array(String(cString: $0).utf8) })
      }
    }
    return encode(flags: flags, numbers: numbers, strings: strings) + extended()
  }

  private static func encode(flags: [UInt8], numbers: [Int32], strings: StringTable) -> [UInt8] {
    var bytes: [UInt8] = []
    let names = Array("\(name)|private entry".utf8) + [0]
    let header = [0o1036, names.count, flags.count, numbers.count, strings.offsets.count, strings.bytes.count]
    for value in header { appendShort(value, to: &bytes) }
    bytes += names + flags
    if bytes.count % 2 == 1 { bytes.append(0) }
    for number in numbers { appendInt(number, to: &bytes) }
    for offset in strings.offsets { appendShort(offset, to: &bytes) }
    bytes += strings.bytes
    if bytes.count % 2 == 1 { bytes.append(0) }
    return bytes
  }

  /// Two flags that ncurses knows by name: `AX`, the default colours can be had back; `RGB`, colours are channels.
  private static func extended() -> [UInt8] {
    let names = Array("AX\0RGB\0".utf8)
    var bytes: [UInt8] = []
    // Flags, numbers, strings, items in the table (names here), bytes of the table.
    for value in [2, 0, 0, 2, names.count] { appendShort(value, to: &bytes) }
    bytes += [1, 1]
    for offset in [0, 3] { appendShort(offset, to: &bytes) }
    return bytes + names
  }

  private static func appendShort(_ value: Int, to bytes: inout [UInt8]) {
    bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func appendInt(_ value: Int32, to bytes: inout [UInt8]) {
    for shift in [0, 8, 16, 24] as [Int32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Strings end to end, each ended by a zero; an absent one has the offset −1.
  private struct StringTable {
    var offsets: [Int] = []
    var bytes: [UInt8] = []

    mutating func append(_ string: [UInt8]?) {
      offsets.append(string == nil ? -1 : bytes.count)
      if let string { bytes += string + [0] }
    }
  }
}
