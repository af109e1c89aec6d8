/// The decimal mark, the header and the columns' names.
extension Sniffer {
  mutating func decideDecimal(_ sample: Sample) {
    var decimal: [UInt8: Int] = [:]
    var thousands: [UInt8: Int] = [:]
    var either: [UInt8: Int] = [:]
    for record in sample.records {
      for cell in record {
        switch NumberShape(cell).evidence {
        case .none: break
        case .decimal(let mark): decimal[mark, default: 0] += 1
        case .thousands(let mark): thousands[mark, default: 0] += 1
        case .both(let group, let mark):
          decimal[mark, default: 0] += 1
          thousands[group, default: 0] += 1
        case .either(let mark): either[mark, default: 0] += 1
        }
      }
    }
    let point = UInt8(ascii: ".")
    let comma = UInt8(ascii: ",")
    let points = decimal[point, default: 0] + thousands[comma, default: 0]
    let commas = decimal[comma, default: 0] + thousands[point, default: 0]
    var isComma = commas > points
    if commas == points, either[comma, default: 0] > either[point, default: 0] {
      // Among commas, one within quotes groups thousands; beside another separator it is a decimal comma.
      isComma = layout.guess.separator != .comma
    }
    layout.guess.decimal = options.decimal ?? (isComma ? .comma : .point)
    layout.guess.thousands = options.thousands ?? Self.grouping(thousands, either, layout.guess.decimal)
  }

  /// The mark that groups thousands beside this decimal mark; nil where none was seen.
  private static func grouping(
    _ thousands: [UInt8: Int], _ either: [UInt8: Int], _ decimal: DecimalMark
  ) -> ThousandsMark? {
    let candidates: [ThousandsMark] = [decimal.thousands, .space, .apostrophe]
    let counted = candidates.map { mark in
      let open = mark == decimal.thousands ? either[mark.byte, default: 0] : 0
      return (mark: mark, count: thousands[mark.byte, default: 0] + open)
    }
    return counted.filter { $0.count > 0 }.max { $0.count < $1.count }?.mark
  }

  mutating func decideHeader(_ sample: Sample) {
    if let header = dialect == nil ? options.header : true {
      layout.guess.hasHeader = header
      return
    }
    guard let first = sample.records.first else { return }
    let body = sample.records.dropFirst()
    let isValue: (Sample.Cell) -> Bool = { NumberShape($0).isNumber || DateForm.recognises($0) }
    // Numbers that count the columns are names.
    let counting = first.enumerated().allSatisfy { index, cell in
      cell.text == String(index) || cell.text == String(index + 1)
    }
    guard !body.isEmpty else {
      layout.guess.hasHeader = !first.contains(where: isValue)
      return
    }
    if counting, first.count > 2 {
      layout.guess.hasHeader = true
      return
    }
    var names = 0
    var values = 0
    for (column, cell) in first.enumerated() where !layout.missing.contains(cell.bytes.span, cell.content) {
      let below = body.prefix(50).filter { $0.count > column && !$0[column].isEmpty }.map { $0[column] }
      let valuesBelow = below.count(where: isValue)
      guard !below.isEmpty, valuesBelow * 2 > below.count else { continue }
      // A date above numbers is the name of their day.
      let isNamedByDate = !NumberShape(cell).isNumber && below.count { NumberShape($0).isNumber } * 2 > below.count
      if isValue(cell), !isNamedByDate { values += 1 } else { names += 1 }
    }
    if names + values > 0 {
      layout.guess.hasHeader = names >= values
    } else {
      // Only words: a header is unlike what stands below it.
      let words = Set(body.joined().map(\.bytes))
      layout.guess.hasHeader = !first.contains { !$0.isEmpty && words.contains($0.bytes) }
    }
  }

  /// The header's cells; where rows have one cell more, as R writes them, that first column is unnamed.
  func fullHeader(_ sample: Sample) -> [Sample.Cell] {
    let header = sample.records[0]
    let rows = sample.records.dropFirst()
    let longer = rows.filter { $0.count == header.count + 1 }
    // Where the last cell is always empty, the rows only end in a separator.
    guard longer.count * 5 >= rows.count * 4, longer.contains(where: { $0.last.map { !$0.isEmpty } ?? false }) else {
      return header
    }
    return [Sample.Cell(bytes: [0x0A])] + header
  }

  func names(_ header: [Sample.Cell], _ columns: Int) -> [String] {
    var unique = UniqueNames()
    return (0..<columns).map { column in
      let name = column < header.count ? Clean.text(header[column].text) : ""
      return unique.add(name.isEmpty ? LabelNames.unnamed(column) : name)
    }
  }
}
