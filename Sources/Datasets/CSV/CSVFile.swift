extension FileFormat {
  static let csv = FileFormat(
    names: ["CSV"], endings: [".csv", ".tsv", ".txt"], kinds: [.series, .table, .images],
    words: Words.formatCsv,
    recognises: { _ in true },
    open: { file throws(DatasetError) in
      var source = try file.text()
      return try CSVFile.read(&source, name: file.name, options: file.options, observer: file.observer)
    })
}

/// Reads a CSV: guesses its layout, reads its rows, and reads again where the whole file proved a guess wrong.
enum CSVFile {
  /// - Parameter dialect: what is known of the rows where another format makes them.
  static func read(
    _ source: inout ByteSource, name: String, options: ReadOptions, observer: ReadObserver?, dialect: Dialect? = nil
  ) throws(DatasetError) -> Dataset {
    var sniffer = Sniffer(options: options, dialect: dialect)
    var layout = try sniffer.layout(of: &source)
    var raw = try RowLoader.load(layout, from: &source, observer: observer)
    if let better = revise(raw, &sniffer) {
      try restart(&source)
      layout = try sniffer.layout(of: &source)
      let again = try RowLoader.load(layout, from: &source, observer: observer)
      if !better.isDayOrder || again.impossibleStamps < raw.impossibleStamps {
        raw = again
      } else if better.hasText {
        // The other order of day and month explains no more: an impossible date is one in both.
        sniffer.dateForm = raw.layout.dateForm
        try restart(&source)
        layout = try sniffer.layout(of: &source)
        raw = try RowLoader.load(layout, from: &source, observer: observer)
      }
    }
    let remark = try encodingRemark(raw, &source)
    let digits = raw.layout.remarks + digitRemarks(raw, sniffer)
    // Handed over, so that columns can be released one by one as the data set grows.
    var assembler = Assembler(consume raw, path: source.path, bytes: source.fileSize, name: name, options: options)
    assembler.note(dialect?.leftOut ?? [], remarks: (remark.map { [$0] } ?? []) + digits)
    return try assembler.assemble()
  }

  /// What became of whole numbers with more digits than a number keeps.
  private static func digitRemarks(_ raw: RawRows, _ sniffer: Sniffer) -> [String] {
    func names(_ columns: Set<Int>) -> String { columns.sorted().map { raw.layout.names[$0] }.joined(separator: ", ") }
    var remarks: [String] = []
    if !sniffer.identifierColumns.isEmpty {
      remarks.append(
        Words.identifiersAsText(columns: names(sniffer.identifierColumns)))
    }
    if !raw.longColumns.isEmpty {
      remarks.append(Words.roundedIntegers(columns: names(raw.longColumns)))
    }
    return remarks
  }

  /// What to say where some name or text could not be read in the file's encoding; nil where all could.
  private static func encodingRemark(_ raw: RawRows, _ source: inout ByteSource) throws(DatasetError) -> String? {
    let texts = [raw.layout.names] + raw.levels.values
    guard texts.contains(where: { $0.contains { $0.unicodeScalars.contains("\u{FFFD}") } }) else { return nil }
    guard source.encoding == .utf8 else {
      return Words.undecodedPlaces(count: source.invalidPlaces, encoding: source.encoding.label)
    }
    return try UTF8Check.firstBadLine(of: &source).map {
      Words.undecodedLine(line: "\($0)")
    }
  }

  private static func restart(_ source: inout ByteSource) throws(DatasetError) {
    try source.rewind()
    _ = try source.fill(from: 0)
  }

  /// What a second reading should take otherwise; nil where the first one holds.
  private static func revise(_ raw: RawRows, _ sniffer: inout Sniffer) -> (hasText: Bool, isDayOrder: Bool)? {
    var hasText = false
    for (column, kind) in raw.layout.kinds.enumerated() where kind == .number {
      let odd = raw.oddCounts[column]
      guard odd > 0, !raw.layout.stampParts.contains(column) else { continue }
      let numbers = raw.numbers[column]?.count { !$0.isNaN } ?? 0
      if Double(odd) > 0.2 * Double(odd + numbers) {
        sniffer.textColumns.insert(column)
        hasText = true
      }
    }
    // Among samples such numbers name something; along time, and among fractions, they are measured, and the nearest number
    // serves.
    let named = raw.longColumns.filter { column in
      raw.numbers[column]?.allSatisfy { $0.isNaN || $0 == $0.rounded(.towardZero) } ?? false
    }
    if raw.layout.guess.kind != .series, !named.isEmpty {
      sniffer.identifierColumns = named
      hasText = true
    }
    var dayOrder = false
    if raw.layout.isDayOrderOpen, raw.impossibleStamps > 0 {
      sniffer.dateForm = raw.layout.dateForm == .monthDayYear ? .dayMonthYear : .monthDayYear
      dayOrder = true
    }
    return hasText || dayOrder ? (hasText, dayOrder) : nil
  }
}
