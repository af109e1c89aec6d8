import Basics

/// Takes one column out of the lines of a stream, whatever else stands between: headings that come again, banners, blank
/// lines, remarks. Lines without a number are counted and ignored.
package struct LiveReader: Sendable {
  /// The column that was asked for: a heading, a name beside a number, or a number from 1 up.
  package let column: String?
  private let columnKey: String
  private let columnName: [UInt8]
  private let columnNumber: Int?

  private var fields = LiveFields()
  private var objects = LiveObjects()
  private var parser = NumberParser(decimal: DecimalMark.point.byte)
  /// As it was asked for, or found; nil leaves it to the next line with commas in it.
  private var decimal: DecimalMark?
  private let missing: MissingWords
  /// The newest heading.
  package private(set) var names: [String] = []
  /// What stood between the names.
  private var headingMark = LiveFields.blank
  /// Where the value stands in a line; nil until a heading or a line of numbers shows it.
  package private(set) var place: Int?
  private var stamps = LiveStamps()
  /// Lines of numbers before any in which the column was found.
  private var linesWithoutColumn = 0
  private var hasValues = false

  /// Lines that were read, from 1.
  private var number = 0
  /// Lines without a number at the column's place.
  package private(set) var skipped = 0
  /// The beginning of the newest of them, fit to be shown.
  package private(set) var lastSkipped = ""

  /// Lines of numbers without the column after which there is none, and an error says so.
  private static let patience = 20

  /// - Parameters:
  ///   - decimal: nil finds the mark, and refuses a line that leaves it open.
  ///   - missingWords: as ``ReadOptions/missingWords``.
  package init(column: String? = nil, decimal: DecimalMark? = nil, missingWords: [String] = []) {
    self.column = column
    missing = MissingWords(further: missingWords)
    columnKey = Clean.key(column ?? "")
    columnName = Array((column ?? "").utf8)
    columnNumber = column.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    if let decimal { settle(decimal) }
  }

  /// The stream begins again, as a file that was cut short.
  package mutating func begin() { number = 0 }

  package enum Line: Sendable, Equatable {
    /// Blank, a heading, or without a number.
    case nothing
    /// A value, NaN where it is missing, with its stamp where it has one.
    case value(Double, Instant?)
  }

  /// Reads a line; behind it must stand a byte that no number contains.
  ///
  /// - Throws: ``LiveError/noColumn(name:near:known:)`` once it is plain that the column is not there, and
  ///   ``LiveError/comma(line:text:)`` where a line does not show what its comma means.
  package mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(LiveError) -> Line {
    number += 1
    if line.contains(where: { bytes[$0] == ControlCodes.escape }) {
      let plain = ControlCodes.without(bytes, line)
      return try take(plain.span, 0..<plain.count - 1)
    }
    let isMarked =
      number == 1 && line.count >= 3 && bytes[line.lowerBound] == 0xEF && bytes[line.lowerBound + 1] == 0xBB
    return try take(bytes, isMarked ? line.lowerBound + 3..<line.upperBound : line)
  }

  private mutating func take(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(LiveError) -> Line {
    var line = line
    while !line.isEmpty, bytes[line.upperBound - 1] == 0x0D || LiveFields.isBlank(bytes[line.upperBound - 1]) {
      line = line.lowerBound..<line.upperBound - 1
    }
    guard line.contains(where: { !LiveFields.isBlank(bytes[$0]) }) else { return .nothing }
    if LiveObjects.recognises(bytes, line) { return try takeObject(bytes, line) }
    if decimal == nil, fields.separator != LiveFields.comma { try findDecimal(bytes, line) }
    return try takeFields(bytes, line)
  }

  /// Cells under a heading of keys, whose numbers have a decimal point.
  private mutating func takeObject(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(LiveError) -> Line {
    let key = column == nil || columnNumber != nil ? nil : columnKey
    guard objects.read(bytes, line, key: key) else {
      if place == nil { names = objects.names }
      return try pass(bytes, line, hasNumbers: place == nil && !objects.names.isEmpty)
    }
    if names != objects.names {
      names = objects.names
      place = key.flatMap { key in names.firstIndex { Clean.key($0) == key } }
      fields.separator = Dialect.separator.byte
      settle(.point)
    }
    let row = objects.row
    return try takeFields(row.span, 0..<row.count - 1)
  }

  private mutating func settle(_ mark: DecimalMark) {
    decimal = mark
    parser = NumberParser(decimal: mark.byte)
    fields.hasDecimalComma = mark == .comma
  }

  /// Takes a decimal comma where a line shows one.
  private mutating func findDecimal(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(LiveError) {
    // Names between commas stand over columns between commas, and so does the number of one.
    let isCut = names.count > 1 && headingMark == LiveFields.comma
    guard !isCut || names.count != LiveFields.count(LiveFields.comma, bytes, line) else { return }
    let isPlaced = columnNumber != nil && !line.contains { LiveFields.isBlank(bytes[$0]) || bytes[$0] == 0x3B }
    switch isPlaced ? .none : LiveDecimal.finding(bytes, line, isAlone: names.count == 1) {
    case .none: break
    case .comma where !hasValues: settle(.comma)
    case .comma, .doubt: throw .comma(line: number, text: shown(bytes, line))
    }
  }

  private func shown(_ bytes: Span<UInt8>, _ line: Range<Int>) -> String {
    Clean.text(String(decoding: line.prefix(200).map { bytes[$0] }, as: UTF8.self), limit: 60)
  }

  private mutating func takeFields(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(LiveError) -> Line {
    fields.cut(bytes, line)
    if let value = valueAtPlace(bytes) { return value }
    let numbers = fields.ranges.indices.filter { number(bytes, fields.ranges[$0]) != nil }
    if column != nil, columnNumber == nil, place == nil,
      let value = LivePairs.number(named: columnName, bytes, line, parser)
    {
      hasValues = true
      return .value(known(value), stamps.stamp(bytes, fields.ranges, names: names, value: -1))
    }
    if numbers.isEmpty, takeHeading(bytes) {
      headingMark = fields.separator ?? fields.guess(bytes, line)
      return .nothing
    }
    if column == nil || columnNumber != nil, place == nil, let first = firstPlace(numbers) {
      place = first
      if let value = valueAtPlace(bytes) { return value }
    }
    return try pass(bytes, line, hasNumbers: !numbers.isEmpty)
  }

  /// As `us`, or `column 3` where the stream names none.
  package var label: String {
    if let place, names.indices.contains(place) { return names[place] }
    if let column, columnNumber == nil { return Clean.text(column, limit: 60) }
    return names.isEmpty && (place ?? 0) == 0 && columnNumber == nil ? "value" : LabelNames.unnamed(place ?? 0)
  }

  // MARK: Values

  private mutating func valueAtPlace(_ bytes: Span<UInt8>) -> Line? {
    guard let place, fields.ranges.indices.contains(place) else { return nil }
    let field = fields.ranges[place]
    let value: Double
    if let found = number(bytes, field) {
      value = known(found)
    } else if fields.ranges.count == names.count || names.isEmpty, fields.ranges.count > 1,
      missing.contains(bytes, field)
    {
      value = .nan
    } else {
      return nil
    }
    if fields.separator == nil, fields.ranges.count > 1 {
      fields.separator = fields.guess(
        bytes, fields.ranges[0].lowerBound..<fields.ranges[fields.ranges.count - 1].upperBound)
    }
    hasValues = true
    return .value(value, stamps.stamp(bytes, fields.ranges, names: names, value: place))
  }

  /// NaN where the number stands for a missing value.
  private func known(_ value: Double) -> Double { missing.furtherIndex(of: value) == nil ? value : .nan }

  private func number(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Double? {
    var position = field.lowerBound
    guard !field.isEmpty, case .number(let value) = parser.read(bytes, &position) else { return nil }
    // A unit may follow a number directly, as in `12%` and `3.5ms`; a date or a clock is no number.
    if position < field.upperBound {
      let next = bytes[position]
      guard next == 0x25 || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A), field.upperBound - position <= 4 else {
        return nil
      }
    }
    return value
  }

  /// The column by its number, else the first number that is no time.
  private func firstPlace(_ numbers: [Int]) -> Int? {
    if let columnNumber { return numbers.contains(columnNumber - 1) ? columnNumber - 1 : nil }
    return numbers.first { !(names.indices.contains($0) && LabelNames.isTime(names[$0])) || numbers.count == 1 }
  }

  // MARK: Headings

  /// A line of text names the columns, unless it is a banner without the one we look for.
  private mutating func takeHeading(_ bytes: Span<UInt8>) -> Bool {
    let heading = fields.ranges.map { field in
      Clean.text(String(decoding: field.map { bytes[$0] }, as: UTF8.self), limit: 60)
    }
    if column != nil, columnNumber == nil {
      guard let found = heading.firstIndex(where: { Clean.key($0) == columnKey }) else {
        // Kept for the sentence that lists what there is.
        if place == nil, heading.count > 1 { names = heading }
        return heading.count > 1 || place == nil
      }
      place = found
    } else if place == nil {
      place = columnNumber.map { $0 - 1 }
    }
    guard heading.count > 1 || !hasValues else { return false }
    // Among values a heading is one that comes again, or that has the column; others are banners and remarks.
    guard !hasValues || heading.count == names.count || column != nil else { return false }
    names = heading
    stamps = LiveStamps()
    return true
  }

  private func missingColumn(_ column: String) -> LiveError {
    .noColumn(name: Clean.text(column, limit: 60), near: Clean.nearest(to: column, among: names), known: names)
  }

  /// The stream is over: why no value came out of it, nil where it held no line of numbers either.
  package var failure: LiveError? {
    guard let column, place == nil, linesWithoutColumn > 0 else { return nil }
    return missingColumn(column)
  }

  private mutating func pass(_ bytes: Span<UInt8>, _ line: Range<Int>, hasNumbers: Bool) throws(LiveError) -> Line {
    skipped += 1
    lastSkipped = shown(bytes, line)
    if let column, columnNumber == nil, place == nil, hasNumbers {
      linesWithoutColumn += 1
      // A heading over just so many numbers leaves no hope.
      let isPlain = names.count > 1 && names.count == fields.ranges.count
      if isPlain || linesWithoutColumn >= Self.patience { throw missingColumn(column) }
    }
    return .nothing
  }
}
