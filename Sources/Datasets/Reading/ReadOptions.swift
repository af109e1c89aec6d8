import Basics

/// How to read a file where the guess is not wanted; nil guesses.
package struct ReadOptions: Sendable, Hashable, Codable {
  package var kind: Content?
  package var separator: Separator?
  package var decimal: DecimalMark?
  /// The mark between groups of three digits.
  package var thousands: ThousandsMark?
  package var header: Bool?
  package var encoding: TextEncoding?
  /// Name of the column that holds the time.
  package var timeColumn: String?
  /// The zone that zone-less stamps are read in, and in which days and months begin.
  package var zone: Zone?
  /// `03/04/2016` is 3 April.
  package var dayFirst: Bool?
  /// Column of labels where rows are images.
  package var labelColumn: String?
  /// Further cells that mean missing, beside the usual ones; of a number every cell of that value, however it is written.
  package var missingWords: [String] = []

  package init() {}

  /// The names of what the user decided.
  var given: [String] {
    let all: [(String, Bool)] = [
      ("separator", separator != nil), ("decimal", decimal != nil), ("thousands", thousands != nil),
      ("header", header != nil), ("encoding", encoding != nil), ("time", timeColumn != nil), ("zone", zone != nil),
      ("day-first", dayFirst != nil), ("label", labelColumn != nil), ("kind", kind != nil),
      ("missing", !missingWords.isEmpty),
    ]
    return all.filter(\.1).map(\.0)
  }
}

package enum Separator: String, Sendable, Hashable, CaseIterable, Codable {
  /// `space` is one or several spaces; the others stand alone.
  case comma, semicolon, tab, pipe, space

  package var byte: UInt8 {
    switch self {
    case .comma: 0x2C
    case .semicolon: 0x3B
    case .tab: 0x09
    case .pipe: 0x7C
    case .space: 0x20
    }
  }
}

package enum DecimalMark: String, Sendable, Hashable, CaseIterable, Codable {
  case point, comma

  package var byte: UInt8 { self == .point ? 0x2E : 0x2C }
  /// The mark that goes with it where both are written.
  var thousands: ThousandsMark { self == .point ? .comma : .point }
}

/// What stands between groups of three digits.
package enum ThousandsMark: String, Sendable, Hashable, CaseIterable, Codable {
  case comma, point
  /// A space, also one that does not break.
  case space
  /// `'` or `’`
  case apostrophe

  /// The byte that stands for it; further spellings are brought to this one.
  var byte: UInt8 {
    switch self {
    case .comma: 0x2C
    case .point: 0x2E
    case .space: 0x20
    case .apostrophe: 0x27
    }
  }

  init?(byte: UInt8) {
    guard let mark = Self.allCases.first(where: { $0.byte == byte }) else { return nil }
    self = mark
  }

  /// Other spellings in UTF-8: no-break spaces, a thin space, a typographic apostrophe.
  private static let spellings: [(bytes: [UInt8], mark: ThousandsMark)] = [
    ([0xC2, 0xA0], .space), ([0xE2, 0x80, 0xAF], .space), ([0xE2, 0x80, 0x89], .space),
    ([0xE2, 0x80, 0x99], .apostrophe),
  ]

  /// The mark that is written at `index`, and its length; nil where none is.
  @inline(never)
  static func spelled(_ bytes: Span<UInt8>, at index: Int, end: Int) -> (mark: ThousandsMark, length: Int)? {
    if let mark = ThousandsMark(byte: bytes[index]) { return (mark, 1) }
    for spelling in spellings where index + spelling.bytes.count <= end {
      if spelling.bytes.indices.allSatisfy({ bytes[index + $0] == spelling.bytes[$0] }) {
        return (spelling.mark, spelling.bytes.count)
      }
    }
    return nil
  }
}

/// How far a long read has come.
package struct ReadProgress: Sendable, Hashable {
  /// Bytes of the file on disk, compressed or not.
  package var bytesRead: Int
  /// 0 while a pipe has not come to its end.
  package var bytesTotal: Int
  package var rows: Int

  /// 0…1; nil where the end is not known.
  package var fraction: Double? { bytesTotal > 0 ? min(1, Double(bytesRead) / Double(bytesTotal)) : nil }
}

/// Called about once a megabyte; returns false to stop the read.
package typealias ReadObserver = (ReadProgress) -> Bool
