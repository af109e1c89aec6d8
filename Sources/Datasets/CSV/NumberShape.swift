/// What a cell tells about decimal points, decimal commas and groups of thousands.
struct NumberShape {
  /// Marks in the order of their appearance, with the number of digits before and after each.
  private(set) var marks: [UInt8] = []
  private var groups: [Int] = [0]
  private(set) var isNumber = false
  private var leadsWithZero = false

  init(_ cell: Sample.Cell) {
    var index = 0
    let bytes = cell.bytes
    if bytes[0] == 0x2D || bytes[0] == 0x2B { index += 1 }
    leadsWithZero = bytes[min(index, bytes.count - 1)] == 0x30
    while index < bytes.count - 1 {
      let byte = bytes[index]
      if byte &- 0x30 <= 9 {
        groups[groups.count - 1] += 1
      } else if byte == 0x2E || byte == 0x2C {
        marks.append(byte)
        groups.append(0)
      } else if byte | 0x20 == 0x65, groups.contains(where: { $0 > 0 }) {
        index += 1
        if bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
        let digits = bytes[index..<bytes.count - 1]
        isNumber = !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 <= 9 }
        return
      } else {
        return
      }
      index += 1
    }
    isNumber = groups.contains { $0 > 0 }
  }

  enum Evidence {
    case none
    /// The mark is certainly the decimal one.
    case decimal(UInt8)
    /// The mark certainly groups thousands.
    case thousands(UInt8)
    /// Three digits follow the mark, so that it may be either.
    case either(UInt8)
  }

  var evidence: Evidence {
    guard isNumber, let last = marks.last else { return .none }
    if Set(marks).count == 2 { return .decimal(last) }
    let followsInThrees = groups.dropFirst().allSatisfy { $0 == 3 } && (1...3).contains(groups[0]) && !leadsWithZero
    if marks.count > 1 { return followsInThrees ? .thousands(last) : .none }
    return followsInThrees ? .either(last) : .decimal(last)
  }
}
