/// Guesses how a text file is laid out, from its first records and the user's options.
struct Sniffer {
  let options: ReadOptions
  /// Columns found to be words in an earlier reading of the whole file.
  var wordColumns: Set<Int> = []
  /// The order of day and month, after an earlier reading met impossible dates.
  var dateForm: DateForm?
  private var layout = Layout()

  init(options: ReadOptions) { self.options = options }

  /// - Parameter source: holds the beginning of the file; more is read where the first record does not fit.
  mutating func layout(of source: inout ByteSource) throws(DatasetError) -> Layout {
    layout = Layout()
    layout.missing = MissingWords(further: options.missingWords)
    layout.guess.encoding = options.encoding ?? .utf8
    noteGiven()
    let start = skipPreamble(source)
    let sample = try sample(&source, from: start)
    guard let first = sample.records.first else { throw .empty(path: source.path) }
    decideDecimal(sample)
    decideHeader(sample)
    let header = layout.guess.hasHeader ? fullHeader(sample) : []
    let columns = layout.guess.hasHeader ? header.count : max(sample.shape.columns, first.count)
    guard columns <= Layout.columnLimit else {
      throw .tooManyColumns(path: source.path, count: columns, limit: Layout.columnLimit)
    }
    layout.guess.columnCount = columns
    layout.names = names(header, columns)
    if layout.guess.hasHeader {
      layout.dataOffset = source.offset + sample.afterFirst
      layout.dataLine += sample.linesOfFirst
      guard sample.records.count > 1 else {
        if sample.isCut { throw .unclosedQuote(path: source.path, line: layout.dataLine) }
        throw .noRows(path: source.path, names: Array(layout.names.prefix(8)))
      }
    } else {
      layout.dataOffset = source.offset + start
    }
    let body = layout.guess.hasHeader ? Array(sample.records.dropFirst()) : sample.records
    try decideKinds(ColumnEvidence.gather(body, columns, layout), body, source.path)
    return layout
  }

  private mutating func noteGiven() {
    let all: [(String, Bool)] = [
      ("separator", options.separator != nil), ("decimal", options.decimal != nil),
      ("header", options.header != nil), ("encoding", options.encoding != nil),
      ("time", options.timeColumn != nil), ("zone", options.zone != nil), ("day-first", options.dayFirst != nil),
      ("label", options.labelColumn != nil), ("kind", options.kind != nil),
      ("missing", !options.missingWords.isEmpty),
    ]
    layout.guess.given = all.filter(\.1).map(\.0)
  }

  /// Skips the byte order mark, comment lines and blank lines; returns where the first record begins.
  private mutating func skipPreamble(_ source: borrowing ByteSource) -> Int {
    let bytes = source.bytes
    var position = 0
    if source.end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      layout.guess.hasByteOrderMark = true
      position = 3
    }
    while position < source.end {
      var lineEnd = position
      while bytes[lineEnd] != 0x0A && bytes[lineEnd] != 0x0D { lineEnd += 1 }
      let isBlank = bytes[position..<lineEnd].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      guard lineEnd < source.end, isBlank || bytes[position] == UInt8(ascii: "#") else { break }
      position = lineEnd + (bytes[lineEnd] == 0x0D && bytes[lineEnd + 1] == 0x0A ? 2 : 1)
      layout.guess.skippedLines += 1
      layout.dataLine += 1
    }
    return min(position, source.end)
  }

  // MARK: Separator

  private mutating func sample(_ source: inout ByteSource, from start: Int) throws(DatasetError) -> Sample {
    while true {
      let sample = bestSample(source, from: start)
      let count = sample?.records.count ?? 0
      if let sample, count >= 20 || source.isLast || (count >= 2 && source.end >= 1 << 20) { return sample }
      guard !source.isLast else { throw .unclosedQuote(path: source.path, line: layout.dataLine) }
      guard try source.fill(from: 0) || source.isLast else {
        let line = layout.dataLine + (sample?.lines ?? 0)
        throw sample?.isCutInQuotes ?? false
          ? .unclosedQuote(path: source.path, line: line)
          : .recordTooLong(path: source.path, line: line, limit: source.recordLimit)
      }
    }
  }

  /// The sample under the separator that explains it best; nil where not even the first record is complete.
  private mutating func bestSample(_ source: borrowing ByteSource, from start: Int) -> Sample? {
    guard source.isLast || source.holdsLineEnd(from: start) else { return nil }
    let candidates = options.separator.map { [$0] } ?? Separator.allCases
    var best: (score: Double, separator: Separator)?
    for separator in candidates {
      guard let trial = sample(source, from: start, separator, limit: 60) else { continue }
      let score = Self.score(trial, separator)
      if best.map({ score > $0.score }) ?? true { best = (score, separator) }
    }
    guard let best else { return nil }
    layout.guess.separator = best.separator
    return sample(source, from: start, best.separator, limit: Sample.recordLimit)
  }

  private func sample(
    _ source: borrowing ByteSource, from start: Int, _ separator: Separator, limit: Int
  ) -> Sample? {
    Sample(
      source.bytes.span, from: start, end: source.end, isLast: source.isLast,
      scanner: CellScanner(separator: separator.byte), limit: limit)
  }

  /// How well a separator explains the sample: rows of one length, cells that are numbers, dates or missing.
  private static func score(_ sample: Sample, _ separator: Separator) -> Double {
    let (columns, share) = sample.shape
    var clean = 0.0
    var count = 0.0
    let others: [UInt8] = Separator.allCases.filter { $0 != separator }.map(\.byte)
    for record in sample.records {
      for cell in record.prefix(200) {
        count += 1
        if cell.isEmpty || cell.isQuoted {
          clean += 0.9
        } else if NumberShape(cell).isNumber {
          clean += 1
        } else {
          clean += cell.bytes.contains { others.contains($0) } ? 0.2 : 0.8
        }
      }
    }
    guard count > 0 else { return 0 }
    return share * (clean / count) * (columns > 1 ? 1 : 0.5)
  }

  // MARK: Numbers and header

  private mutating func decideDecimal(_ sample: Sample) {
    var decimal: [UInt8: Int] = [:]
    var thousands: [UInt8: Int] = [:]
    var either: [UInt8: Int] = [:]
    for record in sample.records {
      for cell in record {
        switch NumberShape(cell).evidence {
        case .none: break
        case .decimal(let mark): decimal[mark, default: 0] += 1
        case .thousands(let mark): thousands[mark, default: 0] += 1
        case .both(let mark):
          decimal[mark, default: 0] += 1
          thousands[mark == 0x2E ? 0x2C : 0x2E, default: 0] += 1
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
    let grouping = layout.guess.decimal.thousands
    layout.guess.groupsThousands = thousands[grouping, default: 0] + either[grouping, default: 0] > 0
  }

  private mutating func decideHeader(_ sample: Sample) {
    if let header = options.header {
      layout.guess.hasHeader = header
      return
    }
    guard let first = sample.records.first else { return }
    let body = sample.records.dropFirst()
    let isValue: (Sample.Cell) -> Bool = { NumberShape($0).isNumber || DateForm.recognises($0) }
    // Numbers that count the columns are names.
    let counting = first.enumerated().allSatisfy { index, cell in
      cell.text(.utf8) == String(index) || cell.text(.utf8) == String(index + 1)
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
      if isValue(cell) { values += 1 } else { names += 1 }
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
  private func fullHeader(_ sample: Sample) -> [Sample.Cell] {
    let header = sample.records[0]
    let rows = sample.records.dropFirst()
    let longer = rows.filter { $0.count == header.count + 1 }
    // Where the last cell is always empty, the rows only end in a separator.
    guard longer.count * 5 >= rows.count * 4, longer.contains(where: { $0.last.map { !$0.isEmpty } ?? false }) else {
      return header
    }
    return [Sample.Cell(bytes: [0x0A])] + header
  }

  private func names(_ header: [Sample.Cell], _ columns: Int) -> [String] {
    var seen: Set<String> = []
    return (0..<columns).map { column in
      var name = column < header.count ? Clean.text(header[column].text(layout.guess.encoding)) : ""
      if name.isEmpty { name = "column \(column + 1)" }
      var unique = name
      var number = 2
      while !seen.insert(unique).inserted {
        unique = "\(name) (\(number))"
        number += 1
      }
      return unique
    }
  }

  // MARK: Columns

  private mutating func decideKinds(
    _ evidence: [ColumnEvidence], _ body: [[Sample.Cell]], _ path: String
  ) throws(DatasetError) {
    layout.kinds = evidence.indices.map { column in
      wordColumns.contains(column) ? .text : evidence[column].looksLikeWords ? .text : .number
    }
    if let label = options.labelColumn, !layout.names.contains(label) {
      throw .noSuchColumn(label, among: layout.names)
    }
    var chooser = StampChooser(
      names: layout.names, evidence: evidence, body: body, options: options, forcedForm: dateForm)
    let choice = try chooser.choose(path: path)
    for column in chooser.otherDates { layout.kinds[column] = .skip }
    guard let choice else { return }
    layout.guess.kind = .series
    layout.guess.timeColumn = layout.names[choice.column]
    layout.stampParts = choice.parts
    if choice.parts.isEmpty {
      layout.kinds[choice.column] = .stamp
      layout.dateForm = choice.form
      layout.isDayOrderOpen = choice.isDayOrderOpen
      layout.guess.dateForm = choice.form.label
    } else {
      layout.guess.dateForm = choice.parts.map { layout.names[$0] }.joined(separator: " + ")
      for part in choice.parts { layout.kinds[part] = .number }
    }
    if let clock = choice.clock {
      layout.kinds[clock] = .clock
      layout.guess.clockColumn = layout.names[clock]
    }
  }
}

extension Layout {
  static let columnLimit = 65_536
}

extension DateForm {
  /// Whether a cell is wholly a stamp of a form that is not also a plain number.
  static func recognises(_ cell: Sample.Cell) -> Bool {
    all.contains { form in !form.isNumeric && form.reads(cell) != nil }
  }

  /// The stamp that a cell holds under this form, nil where it is none.
  func reads(_ cell: Sample.Cell) -> Int64? {
    var parser = DateParser(form: self)
    var position = 0
    let stamp = parser.read(cell.bytes.span, &position)
    return stamp > DateParser.impossible && position == cell.bytes.count - 1 ? stamp : nil
  }
}
