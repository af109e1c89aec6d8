import Basics

/// The classes of scalars behind ``TextWidth``. Marks and format characters come from the Unicode data of Swift's own
/// standard library; only the wide ranges need a table.
extension TextWidth {
  static let zeroWidthJoiner: UInt32 = 0x200D

  static func isPrintableLatin(_ value: UInt32) -> Bool {
    (value >= 0x20 && value < 0x7F) || (value >= 0xA0 && value != 0xAD)
  }

  /// Tabs and line ends: shown as a space, so that words stay apart.
  static func isBlankControl(_ value: UInt32) -> Bool {
    (value >= 0x09 && value <= 0x0D) || value == 0x85 || value == 0x2028 || value == 0x2029
  }

  /// Dashes, bullets, arrows, mathematical operators, box drawing, blocks, Braille and pictures, which make up most of a
  /// screen: none of them is a mark or invisible, so that only the wide ones need a look into the table.
  static func isSymbol(_ value: UInt32) -> Bool {
    (value >= 0x2190 && value < 0x2C00) || (value >= 0x2010 && value < 0x2028)
  }

  /// The narrow symbols that fill charts and borders.
  static func isChartSymbol(_ value: UInt32) -> Bool {
    (value >= 0x2190 && value < 0x231A) || (value >= 0x2500 && value < 0x25FD) || (value >= 0x2800 && value < 0x2900)
  }

  /// Vowels and final consonants that combine with the leading consonant before them.
  static func isConjoiningJamo(_ value: UInt32) -> Bool {
    (value >= 0x1160 && value <= 0x11FF) || (value >= 0xD7B0 && value <= 0xD7FF)
  }

  static func isSkinTone(_ value: UInt32) -> Bool { value >= 0x1F3FB && value <= 0x1F3FF }

  /// Never reaches a cell: controls, bidirectional and other invisible format characters, variation selectors.
  static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x300 { return !isPrintableLatin(value) }
    if value == 0x2028 || value == 0x2029 { return true }
    if (value >= 0xFE00 && value <= 0xFE0F) || (value >= 0xE0000 && value <= 0xE0FFF) { return true }
    if value == 0x034F || (value >= 0x17B4 && value <= 0x17B5) || (value >= 0x180B && value <= 0x180F) { return true }
    return scalar.properties.generalCategory == .format && !isVisibleFormat(value)
  }

  /// Number signs of Arabic, Syriac and Kaithi that have a shape although they count as format characters.
  private static func isVisibleFormat(_ value: UInt32) -> Bool {
    switch value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    let count = wideRanges.count / 2
    let place = (0..<count).partitioningIndex { wideRanges[2 * $0 + 1] >= value }
    return place < count && wideRanges[2 * place] <= value
  }

  /// First and last scalar of each wide range, ascending: East Asian Width W and F, and all emoji of planes not yet
  /// full. Source: Unicode 15, EastAsianWidth.txt.
  private static let wideRanges: [UInt32] = [
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
    0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
    0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
    0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
    0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
    0x2E80, 0x303E, 0x3041, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAD9, 0xFE10, 0xFE19, 0xFE30, 0xFE6B,
    0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18D08, 0x1AFF0, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF,
    0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393,
    0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440,
    0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596,
    0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF,
    0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF,
    0x1FA70, 0x1FAFF, 0x20000, 0x2EBE0, 0x2F800, 0x2FA1D, 0x30000, 0x3134A,
  ]
}
