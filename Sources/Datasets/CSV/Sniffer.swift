import Basics

/// Guesses how a text file is laid out, from its first records and the user's options.
struct Sniffer {
  let options: ReadOptions
  /// What is known and not guessed, where another format makes the rows.
  let dialect: Dialect?
  /// Columns found to be text in an earlier reading of the whole file.
  var textColumns: Set<Int> = []
  /// Columns whose whole numbers have more digits than a number keeps, so that they are read as text.
  var identifierColumns: Set<Int> = []
  /// The order of day and month, after an earlier reading met impossible dates.
  var dateForm: DateForm?
  var layout = Layout()

  init(options: ReadOptions, dialect: Dialect? = nil) {
    self.options = options
    self.dialect = dialect
  }

  /// - Parameter source: holds the beginning of the file; more is read where the first record does not fit.
  mutating func layout(of source: inout ByteSource) throws(DatasetError) -> Layout {
    layout = Layout()
    layout.missing = MissingWords(further: options.missingWords)
    layout.guess.encoding = source.encoding
    layout.guess.isCompressed = source.isCompressed
    layout.guess.hasByteOrderMark = options.encoding == nil && source.encoding == .utf16
    layout.guess.given = options.given
    layout.guess.isSeparated = dialect == nil
    let start = skipPreamble(source)
    let written = try sample(&source, from: start)
    layout.signs = UnitSign.columns(
      of: written.records.count > 1 ? written.records.dropFirst() : written.records[...], layout.missing)
    let sample = written.bare(layout.signs)
    guard let first = sample.records.first else { throw .empty(path: source.path) }
    decideDecimal(sample)
    let counted = dialect == nil && options.header == nil ? CountHeading(sample) : nil
    if let counted {
      layout.guess.hasHeader = true
      layout.remarks.append(counted.remark(line: layout.dataLine))
    } else {
      decideHeader(sample)
    }
    let header = dialect?.header ?? (layout.guess.hasHeader ? fullHeader(sample) : [])
    let isHeaderInText = layout.guess.hasHeader && dialect == nil
    let columns =
      counted?.names.count
      ?? (layout.guess.hasHeader ? header.count : max(sample.shape.columns, first.count))
    guard columns <= Layout.columnLimit else {
      throw .tooManyColumns(path: source.path, count: columns, limit: Layout.columnLimit)
    }
    layout.guess.columnCount = columns
    layout.names = counted?.names ?? names(header, columns)
    if isHeaderInText {
      layout.dataOffset = source.offset + sample.afterFirst
      layout.dataLine += sample.linesOfFirst
      guard sample.records.count > 1 else {
        if sample.isCut { throw .unclosedQuote(path: source.path, line: layout.dataLine) }
        throw .noRows(path: source.path, names: layout.names)
      }
    } else {
      layout.dataOffset = source.offset + start
    }
    let body = isHeaderInText ? Array(sample.records.dropFirst()) : sample.records
    layout.signs = layout.signs.filter { $0.key < columns }
    if !layout.signs.isEmpty {
      let signs = layout.signs.sorted { $0.key < $1.key }
      layout.remarks.append(
        Words.readWithoutSigns(
          columns: Listing.some(signs.map { layout.names[$0.key] }),
          signs: Listing.all(signs.map(\.value.text).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } })
        ))
    }
    try decideKinds(ColumnEvidence.gather(body, columns, layout), body, source.path)
    return layout
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

  private mutating func decideKinds(
    _ evidence: [ColumnEvidence], _ body: [[Sample.Cell]], _ path: String
  ) throws(DatasetError) {
    layout.kinds = evidence.indices.map { column in
      textColumns.contains(column) || identifierColumns.contains(column)
        ? .text : evidence[column].looksLikeWords ? .text : .number
    }
    if let label = options.labelColumn, !layout.names.contains(label) {
      throw .noSuchColumn(label, among: layout.names)
    }
    var chooser = StampChooser(
      names: layout.names, evidence: evidence, body: body, options: options, forcedForm: dateForm,
      firstLine: layout.dataLine)
    let choice = try chooser.choose(path: path)
    for column in chooser.otherDates { layout.kinds[column] = .skip }
    guard let choice else {
      if let passed = chooser.passedTime, options.kind == nil {
        layout.remarks.append(Words.timePassedOver(column: layout.names[passed]))
      }
      return
    }
    layout.guess.kind = .series
    layout.guess.timeColumn = layout.names[choice.column]
    layout.stampParts = choice.parts
    if choice.parts.isEmpty {
      layout.kinds[choice.column] = .stamp
      layout.dateForm = choice.form
      layout.isDayOrderOpen = choice.isDayOrderOpen
      layout.guess.dateForm = choice.form
    } else {
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
