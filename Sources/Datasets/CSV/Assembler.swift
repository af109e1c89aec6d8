import Basics

/// Decides what the rows of a text file are, and builds it.
struct Assembler {
  private var raw: RawRows
  private let path: String
  private let name: String
  private let options: ReadOptions
  private var report = FileReport()

  init(_ raw: consuming RawRows, path: String, bytes: Int, name: String, options: ReadOptions) {
    report.bytes = bytes
    report.rows = raw.rows
    report.guess = raw.layout.guess
    report.oddCells = raw.oddCells
    report.raggedRows = raw.raggedRows
    report.missingWords = raw.missingWords
    self.raw = raw
    self.path = path
    self.name = name
    self.options = options
  }

  /// Adds what was seen before rows were made.
  mutating func note(_ leftOut: [LeftOutColumn], remarks: [String]) {
    report.leftOut += leftOut
    report.remarks += remarks
  }

  mutating func assemble() throws(DatasetError) -> Dataset {
    let names = raw.layout.names
    guard raw.rows > 0 else { throw .noRows(path: path, names: names) }
    if report.raggedRows.count > 0 { report.remarks.append(Words.raggedRows(count: report.raggedRows.count)) }
    dropEmptyColumns()
    if report.guess.kind == .series { return .series(try series()) }
    if let images = try ImageTable.images(from: &raw, options: options, path: path, name: name, report: &report) {
      return .images(images)
    }
    return .table(try table())
  }

  /// Leaves out unnamed columns that hold nothing, as a separator at each row's end makes.
  private mutating func dropEmptyColumns() {
    let names = raw.layout.names
    for (column, values) in raw.numbers where names[column] == LabelNames.unnamed(column) {
      guard values.allSatisfy(\.isNaN), raw.layout.guess.hasHeader else { continue }
      raw.numbers[column] = nil
      report.leftOut.append(LeftOutColumn(name: names[column], reason: Words.leftOutEmpty))
    }
    report.leftOut.sort { $0.name < $1.name }
  }

  // MARK: Table

  private mutating func table() throws(DatasetError) -> Table {
    let names = raw.layout.names
    for (column, kind) in raw.layout.kinds.enumerated() where kind == .skip || kind == .stamp || kind == .clock {
      report.leftOut.append(LeftOutColumn(name: names[column], reason: Words.leftOutDatesOfSamples))
    }
    var columns: [Column] = []
    for column in raw.numbers.keys.sorted() {
      if let values = raw.numbers.removeValue(forKey: column) {
        columns.append(Column(name: names[column], values: values))
      }
    }
    var texts: [TextColumn] = []
    for column in raw.codes.keys.sorted() {
      texts.append(
        TextColumn(
          name: names[column], codes: raw.codes.removeValue(forKey: column) ?? [], levels: raw.levels[column] ?? [],
          isTruncated: raw.truncated.contains(column)))
    }
    try checkNumbers(columns, names, texts.map(\.name))
    noteCells()
    return Table(name: name, columns: columns, textColumns: texts, report: report)
  }

  private func checkNumbers(_ columns: [Column], _ names: [String], _ texts: [String]) throws(DatasetError) {
    guard columns.allSatisfy({ $0.values.allSatisfy(\.isNaN) }) else { return }
    // A column whose values are there and are words is not missing.
    throw texts.isEmpty
      ? .allMissing(path: path, names: names) : .onlyText(path: path, names: texts)
  }

  private mutating func noteCells() {
    if report.oddCells.count > 0 { report.remarks.append(Words.oddCells(count: report.oddCells.count)) }
  }

  // MARK: Series

  private mutating func series() throws(DatasetError) -> TimeSeries {
    let names = raw.layout.names
    var seriesReport = SeriesReport()
    seriesReport.badStamps = raw.badStamps
    let resolver = StampResolver(raw, option: options.zone)
    report.remarks.append(contentsOf: resolver.remarks)
    var stamps = takeStamps()
    settleDayOrder(&stamps)
    resolver.resolve(&stamps, lines: raw.lines, report: &seriesReport)
    for (column, kind) in raw.layout.kinds.enumerated() {
      if kind == .text { report.leftOut.append(LeftOutColumn(name: names[column], reason: Words.leftOutText)) }
      if kind == .skip { report.leftOut.append(LeftOutColumn(name: names[column], reason: Words.leftOutMoreDates)) }
    }
    raw.codes = [:]
    dropCounter()
    if raw.numbers.isEmpty {
      throw .onlyText(path: path, names: names)
    }
    noteCells()
    if seriesReport.badStamps.count > 0 {
      report.remarks.append(Words.rowsWithoutStamp(count: seriesReport.badStamps.count))
    }
    seriesReport.file = report
    var builder = SeriesBuilder(path: path, lines: raw.lines, zone: resolver.zone, report: seriesReport)
    let placement = try builder.place(stamps)
    stamps = []
    var columns: [Column] = []
    for column in raw.numbers.keys.sorted() {
      guard let values = raw.numbers.removeValue(forKey: column) else { continue }
      columns.append(Column(name: names[column], values: SeriesBuilder.scatter(values, placement)))
    }
    let texts = raw.layout.kinds.indices.filter { raw.layout.kinds[$0] == .text }.map { names[$0] }
    try checkNumbers(columns, names, texts)
    return TimeSeries(name: name, grid: placement.grid, columns: columns, report: builder.report)
  }

  /// The stamps, put together from number columns where the file spreads them.
  private mutating func takeStamps() -> [Int64] {
    let parts = raw.layout.stampParts
    guard !parts.isEmpty else {
      let stamps = raw.stamps
      raw.stamps = []
      return stamps
    }
    let columns = parts.map { raw.numbers.removeValue(forKey: $0) ?? [] }
    return (0..<raw.rows).map { row in
      let values = columns.map { $0[row] }
      guard values.allSatisfy({ $0 == $0.rounded() && abs($0) < 10_000 }) else { return DateParser.notADate }
      let whole = values.map { Int($0) } + [1, 1, 0, 0, 0][(values.count - 1)...]
      guard let date = CivilDate(year: whole[0], month: whole[1], day: whole[2]), (0...24).contains(whole[3]),
        (0..<60).contains(whole[4]), (0..<60).contains(whole[5])
      else { return DateParser.impossible }
      let seconds = Int64((whole[3] * 60 + whole[4]) * 60 + whole[5])
      return Int64(date.daysSinceEpoch) * Milliseconds.day + seconds * 1_000
    }
  }

  /// Where no stamp of the file distinguishes days from months, takes the reading that makes the steps more regular.
  private mutating func settleDayOrder(_ stamps: inout [Int64]) {
    guard raw.layout.isDayOrderOpen, raw.impossibleStamps == 0 else { return }
    let swapped = stamps.map { stamp -> Int64 in
      guard stamp > DateParser.impossible else { return stamp }
      let time = CivilTime(wallClock: stamp)
      guard let date = CivilDate(year: time.date.year, month: time.date.day, day: time.date.month) else {
        return DateParser.impossible
      }
      return CivilTime(date: date, millisecondOfDay: time.millisecondOfDay).wallClock
    }
    guard !swapped.contains(DateParser.impossible) else { return }
    let isMonthFirst = raw.layout.dateForm == .monthDayYear
    if Self.regularity(swapped) > Self.regularity(stamps) {
      stamps = swapped
      report.guess.dateForm = isMonthFirst ? .dayMonthYear : .monthDayYear
    } else if Self.regularity(swapped) == Self.regularity(stamps), swapped != stamps {
      report.remarks.append(Words.ambiguousDates(first: isMonthFirst ? "month" : "day"))
    }
  }

  /// Share of steps that are the most common one, over stamps in order of time.
  private static func regularity(_ stamps: [Int64]) -> Double {
    StepFinder(ascending: stamps.filter { $0 > DateParser.impossible }.sorted()).modalShare
  }

  /// Leaves out an unnamed first column that only counts the rows, as data frames write.
  private mutating func dropCounter() {
    let names = raw.layout.names
    guard raw.numbers.count > 1, names[0] == LabelNames.unnamed(0) || names[0] == "Unnamed: 0",
      let values = raw.numbers[0],
      let first = values.first, first == 0 || first == 1, raw.layout.guess.hasHeader
    else { return }
    for (row, value) in values.enumerated() where value != Double(row) + first { return }
    raw.numbers[0] = nil
    report.leftOut.append(LeftOutColumn(name: names[0], reason: Words.leftOutCounter))
  }
}
