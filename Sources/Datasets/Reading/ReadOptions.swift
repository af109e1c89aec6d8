/// How to read a file where the guess is not wanted; nil guesses.
package struct ReadOptions: Sendable, Hashable {
  package var kind: DatasetKind?
  package var separator: Separator?
  package var decimal: DecimalMark?
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
  /// Further words that mean missing, beside the usual ones.
  package var missingWords: [String] = []

  package init() {}
}

package enum Separator: String, Sendable, Hashable, CaseIterable, Codable {
  case comma, semicolon, tab, pipe

  package var byte: UInt8 {
    switch self {
    case .comma: 0x2C
    case .semicolon: 0x3B
    case .tab: 0x09
    case .pipe: 0x7C
    }
  }
}

package enum DecimalMark: String, Sendable, Hashable, CaseIterable, Codable {
  case point, comma

  package var byte: UInt8 { self == .point ? 0x2E : 0x2C }
  /// The other mark, which groups thousands.
  var thousands: UInt8 { self == .point ? 0x2C : 0x2E }
}

package enum TextEncoding: String, Sendable, Hashable, CaseIterable, Codable {
  case utf8, latin1
}

/// How far a long read has come.
package struct ReadProgress: Sendable, Hashable {
  package var bytesRead: Int
  package var bytesTotal: Int
  package var rows: Int
}

/// Called about once a megabyte; returns false to stop the read.
package typealias ReadObserver = (ReadProgress) -> Bool
