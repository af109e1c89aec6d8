/// A sign of percent or of a currency that stands before or behind every number of a column, as in `12.3%`, `$1,000.00` and
/// `1234,50 €`. The number is read as it stands: 12.3 % is 12.3.
struct UnitSign: Hashable, Sendable {
  /// In UTF-8.
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private init(_ text: String) { bytes = Array(text.utf8) }

  private static let known = ["%", "‰", "$", "€", "£", "¥", "₹", "EUR", "USD", "GBP", "CHF", "JPY", "CNY"].map {
    UnitSign($0)
  }
  /// No-break spaces of both widths, and the usual one.
  private static let spaces: [[UInt8]] = [[0x20], [0xC2, 0xA0], [0xE2, 0x80, 0xAF]]

  /// A number without its sign.
  struct Bare: Hashable {
    let range: Range<Int>
    /// A minus stands before the sign.
    let isNegated: Bool
  }

  /// What is left of a cell; nil where the sign does not stand in it.
  func bare(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bare? {
    var (start, end) = (cell.lowerBound, cell.upperBound)
    guard end - start > self.bytes.count else { return nil }
    if ends(bytes, start, end, self.bytes) {
      end -= self.bytes.count
      while let space = Self.spaces.first(where: { ends(bytes, start, end, $0) }) { end -= space.count }
      return start < end ? Bare(range: start..<end, isNegated: false) : nil
    }
    let isNegated = bytes[start] == 0x2D
    if isNegated || bytes[start] == 0x2B { start += 1 }
    guard begins(bytes, start, end, self.bytes) else { return nil }
    start += self.bytes.count
    while let space = Self.spaces.first(where: { begins(bytes, start, end, $0) }) { start += space.count }
    guard start < end, !(isNegated && (bytes[start] == 0x2D || bytes[start] == 0x2B)) else { return nil }
    return Bare(range: start..<end, isNegated: isNegated)
  }

  private func begins(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ word: [UInt8]) -> Bool {
    end - start >= word.count && word.indices.allSatisfy { bytes[start + $0] == word[$0] }
  }

  private func ends(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ word: [UInt8]) -> Bool {
    end - start >= word.count && begins(bytes, end - word.count, end, word)
  }

  /// The cell without the sign; nil where no number is left.
  func bare(_ cell: Sample.Cell) -> Sample.Cell? {
    guard let bare = bare(cell.bytes.span, cell.content) else { return nil }
    let left = Sample.Cell(
      bytes: (bare.isNegated ? [0x2D] : []) + cell.bytes[bare.range] + [0x0A], isQuoted: cell.isQuoted)
    return NumberShape(left).isNumber ? left : nil
  }

  /// Whether a cell is a number with any sign.
  static func isNumber(_ cell: Sample.Cell) -> Bool { known.contains { $0.bare(cell) != nil } }

  /// The sign of each column of a sample in which all cells have one and the same, and are numbers without it.
  ///
  /// - Parameter body: rows below those that may be a header.
  static func columns(of body: some Collection<[Sample.Cell]>, _ missing: MissingWords) -> [Int: UnitSign] {
    var found: [Int: UnitSign?] = [:]
    for record in body {
      for (column, cell) in record.enumerated() where !missing.contains(cell.bytes.span, cell.content) {
        switch found[column] {
        case nil: found[column] = .some(known.first { $0.bare(cell) != nil })
        case .some(let sign?) where sign.bare(cell) != nil: break
        case .some: found[column] = .some(nil)
        }
      }
    }
    return found.compactMapValues { $0 }
  }
}

extension Sample {
  /// With the numbers of some columns without their signs.
  func bare(_ signs: [Int: UnitSign]) -> Sample {
    var sample = self
    for row in sample.records.indices {
      for (column, sign) in signs where sample.records[row].indices.contains(column) {
        if let cell = sign.bare(sample.records[row][column]) { sample.records[row][column] = cell }
      }
    }
    return sample
  }
}
