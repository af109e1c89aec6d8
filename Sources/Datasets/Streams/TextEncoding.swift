import Glibc

/// How bytes mean letters: any encoding that the C library has a name for.
package struct TextEncoding: RawRepresentable, CaseIterable, Sendable, Hashable, Codable {
  /// The C library's name, in capitals.
  package let rawValue: String

  /// Takes the name as it stands.
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let utf8 = TextEncoding(rawValue: "UTF-8")
  package static let utf16 = TextEncoding(rawValue: "UTF-16")
  package static let latin1 = TextEncoding(rawValue: "ISO-8859-1")
  package static let windows1252 = TextEncoding(rawValue: "WINDOWS-1252")
  package static let gb18030 = TextEncoding(rawValue: "GB18030")

  /// Those that are met most; further names work too.
  package static let allCases: [TextEncoding] = [.utf8, .utf16, .latin1, .windows1252, .gb18030]

  /// Names that people use and the C library does not, or reads more narrowly.
  private static let usual: [String: TextEncoding] = [
    "utf8": .utf8, "utf16": .utf16, "latin1": .latin1, "iso88591": .latin1, "windows1252": .windows1252,
    "cp1252": .windows1252, "ansi": .windows1252, "gb18030": .gb18030, "gbk": .gb18030, "gb2312": .gb18030,
    "cp936": .gb18030, "shiftjis": TextEncoding(rawValue: "CP932"), "sjis": TextEncoding(rawValue: "CP932"),
  ]

  /// An encoding by a name in any spelling, as `latin-1` or `GB18030`.
  ///
  /// - Throws: ``DatasetError/unknownEncoding(name:)``.
  package init(named name: String) throws(DatasetError) {
    let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
    if let known = Self.usual[key] {
      self = known
      return
    }
    let plain = name.uppercased()
    // iconv gives a meaning to slashes and commas.
    let isName =
      !plain.isEmpty
      && plain.utf8.allSatisfy {
        0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || [0x2D, 0x2E, 0x3A, 0x5F].contains($0)
      }
    rawValue = plain
    guard isName, plain.utf8.count <= 40, let converter = converter() else {
      throw .unknownEncoding(name: Clean.text(name, limit: 40))
    }
    iconv_close(converter)
  }

  /// As reports show it.
  package var label: String { rawValue }

  func converter() -> iconv_t? {
    let opened = iconv_open("UTF-8", rawValue)
    return opened == iconv_t(bitPattern: -1) ? nil : opened
  }

  /// The encoding of a byte order mark, where it is not UTF-8's.
  static func marked(_ beginning: ArraySlice<UInt8>) -> TextEncoding? {
    beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) ? .utf16 : nil
  }
}
