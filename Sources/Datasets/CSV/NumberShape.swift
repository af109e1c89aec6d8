/// What a cell shows about decimal points, decimal commas and groups of thousands.
struct NumberShape {
  /// Marks in the order of their appearance, with the number of digits before and after each.
  private(set) var marks: [UInt8] = []
  private var groups: [Int] = [0]
  private(set) var isNumber = false
  private var leadsWithZero = false

  init(_ cell: Sample.Cell) {
    let bytes = cell.bytes
    let end = bytes.count - 1
    var index = bytes[0] == 0x2D || bytes[0] == 0x2B ? 1 : 0
    leadsWithZero = bytes[index] == 0x30
    while index < end {
      let byte = bytes[index]
      if byte &- 0x30 <= 9 {
        groups[groups.count - 1] += 1
      } else if let spelled = ThousandsMark.spelled(bytes.span, at: index, end: end) {
        marks.append(spelled.mark.byte)
        groups.append(0)
        index += spelled.length - 1
      } else {
        guard byte | 0x20 == 0x65, Self.isExponent(bytes[(index + 1)..<end]) else { return }
        index = end
      }
      index += 1
    }
    let needsGroups = marks.count > 1 || marks.first.map(Self.onlyGroups) ?? false
    isNumber = groups.contains { $0 > 0 } && (!needsGroups || isGrouped)
  }

  /// Spaces and apostrophes never stand before a fraction.
  private static func onlyGroups(_ mark: UInt8) -> Bool { mark == 0x20 || mark == 0x27 }

  private static func isExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
    let digits = bytes.first == 0x2D || bytes.first == 0x2B ? bytes.dropFirst() : bytes
    return !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 <= 9 }
  }

  /// Marks between groups of three digits, and perhaps the other mark before a fraction.
  private var isGrouped: Bool {
    guard let first = marks.first, let last = marks.last else { return false }
    guard !(first != last && Self.onlyGroups(last)) else { return false }
    let hasFraction = first != last
    let groupMarks = hasFraction ? marks.dropLast() : marks[...]
    let whole = hasFraction ? groups.dropLast() : groups[...]
    return groupMarks.allSatisfy { $0 == first } && whole.dropFirst().allSatisfy { $0 == 3 }
      && (1...3).contains(groups[0]) && !leadsWithZero
  }

  enum Evidence {
    case none
    /// The mark is certainly the decimal one.
    case decimal(UInt8)
    /// The mark certainly groups thousands.
    case thousands(UInt8)
    /// Two marks stand in the cell, the second one before the fraction.
    case both(thousands: UInt8, decimal: UInt8)
    /// Three digits follow the mark, so that it may be either.
    case either(UInt8)
  }

  var evidence: Evidence {
    guard isNumber, let first = marks.first, let last = marks.last else { return .none }
    if first != last { return .both(thousands: first, decimal: last) }
    if marks.count > 1 || Self.onlyGroups(last) { return .thousands(last) }
    return isGrouped ? .either(last) : .decimal(last)
  }
}
