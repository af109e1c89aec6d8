import CCurses
import Glibc

/// A private terminal database entry: the terminal's own, cut to what a painter of frames needs, and with 24-bit colour
/// where that is wanted.
///
/// Debian's base set has no `xterm-direct`, and a palette must not be redefined under the user's other programs. Of the
/// cursor movements only the absolute one is kept: ncurses weighs all it has for every move, which took half of a frame's
/// time. ncurses reads an entry from the variable TERMINFO itself when it begins with `hex:`, so no file is written.
/// Source: term(5), "legacy", "extended number" and "extended storage" formats.
enum PrivateEntry {
  static let name = "grainscope"

  /// The entry that is loaded at the moment, as a value for TERMINFO.
  static func valueFromLoadedEntry(hasDirectColor: Bool) -> String {
    var value = "hex:"
    for byte in compiled(hasDirectColor) {
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

  private static let direct = ["setaf": setColor(38), "setab": setColor(48), "op": "\u{1B}[39;49m"]

  /// Instead of the usual form, which spells the first sixteen in another way: less to work out for each change.
  private static let plainPalette = ["setaf": "\u{1B}[38;5;%p1%dm", "setab": "\u{1B}[48;5;%p1%dm"]

  /// Movements other than `cup`, scrolling regions (ncurses would set one of 24 rows before it knows the size),
  /// repetitions, and whatever defines colours.
  private static let dropped: Set<String> = [
    "cuf", "cub", "cuu", "cud", "cuf1", "cub1", "cuu1", "cud1", "hpa", "vpa", "ht", "cbt", "home", "ll", "cr", "csr",
    "rep",
    "initc", "initp", "oc",
  ]

  /// Added to terminals of xterm's kind that lack it: with it the last cell of the screen is simply written, without it
  /// ncurses inserts a character there.
  private static let wrapping = ["smam": "\u{1B}[?7h", "rmam": "\u{1B}[?7l"]

  private static func compiled(_ hasDirectColor: Bool) -> [UInt8] {
    var flags: [UInt8] = []
    while let name = cc_flag_name(Int32(flags.count)) {
      // `ccc`: the palette can be redefined. It must not be.
      flags.append(tigetflag(name) > 0 && String(cString: name) != "ccc" ? 1 : 0)
    }
    var numbers: [Int32] = []
    while let name = cc_number_name(Int32(numbers.count)) {
      switch String(cString: name) {
      case "colors" where hasDirectColor: numbers.append(1 << 24)
      case "pairs" where hasDirectColor: numbers.append(0x7FFF)
      default: numbers.append(max(-1, tigetnum(name)))
      }
    }
    var strings = StringTable()
    let speaksXterm = cc_string("smcup").map { String(cString: $0).contains("1049") } ?? false
    var index: Int32 = 0
    while let name = cc_string_name(index) {
      index += 1
      let known = String(cString: name)
      if let own = plainPalette[known], let value = cc_string(name), String(cString: value).contains("8;5;%p1%d") {
        strings.append(Array((hasDirectColor ? direct[known] ?? own : own).utf8))
      } else if hasDirectColor, let own = direct[known] {
        strings.append(Array(own.utf8))
      } else if dropped.contains(known) || (hasDirectColor && (known == "setf" || known == "setb" || known == "scp")) {
        strings.append(nil)
      } else {
        let value = cc_string(name).map { String(cString: $0) } ?? (speaksXterm ? wrapping[known] : nil)
        strings.append(value.map { Array($0.utf8) })
      }
    }
    let hasDefaultColors = hasDirectColor || tigetflag("AX") > 0
    return encode(flags: flags, numbers: numbers, strings: strings)
      + extended((hasDefaultColors ? ["AX"] : []) + (hasDirectColor ? ["RGB"] : []))
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

  /// Flags that ncurses knows by name: `AX`, the default colours can be had back; `RGB`, colours are channels.
  private static func extended(_ flags: [String]) -> [UInt8] {
    guard !flags.isEmpty else { return [] }
    let names = flags.reduce(into: [UInt8]()) { $0 += Array($1.utf8) + [0] }
    var bytes: [UInt8] = []
    // Flags, numbers, strings, items in the table (names here), bytes of the table.
    for value in [flags.count, 0, 0, flags.count, names.count] { appendShort(value, to: &bytes) }
    bytes += Array(repeating: 1, count: flags.count)
    if bytes.count % 2 == 1 { bytes.append(0) }
    var offset = 0
    for flag in flags {
      appendShort(offset, to: &bytes)
      offset += flag.utf8.count + 1
    }
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
