/// Arrays that are columns: one-dimensional ones are a column each, two-dimensional ones a column for each of theirs.
///
/// With a time, an array of `datetime64` or of a count since 1970 under a name that speaks of time, they are a series;
/// so is a single list of numbers, one a second. Else rows are samples.
struct ArrayTable {
  private static let mainNames = ["x_train", "x", "data", "features", "inputs", "values"]
  private static let headings: Set<String> = ["columns", "column_names", "feature_names", "names"]

  private let arrays: [NPYArray]
  private let path: String
  private let name: String
  private let options: ReadOptions
  private var report: FileReport
  private var raw = RawRows(layout: Layout())
  private var taken = UniqueNames()
  private var isSeries = false

  init(_ arrays: [NPYArray], path: String, name: String, options: ReadOptions, report: FileReport) {
    self.arrays = arrays
    self.path = path
    self.name = name
    self.options = options
    self.report = report
  }

  mutating func assemble() throws(DatasetError) -> Dataset {
    let flat = arrays.filter { (1...2).contains($0.shape.count) && $0.shape.allSatisfy { $0 > 0 } }
    guard let rows = mainCount(flat.filter { $0.header.type.isNumber }) else {
      let shapes = arrays.prefix(4).map { "\($0.name)\(NPYArray.label($0.shape))" }.joined(separator: ", ")
      throw .array(
        path: path, found: arrays.isEmpty ? Words.arrayNone : Words.arrayShapes(shapes: shapes),
        expected: Words.arrayShapesExpected)
    }
    raw.rows = rows
    raw.layout.guess = report.guess
    raw.layout.guess.hasHeader = arrays.count > 1
    let used = flat.filter { $0.count == rows }
    let width = used.reduce(0) { $0 + ($1.shape.count > 1 ? $1.shape[1] : 1) }
    guard width <= Layout.columnLimit else {
      throw .tooManyColumns(path: path, count: width, limit: Layout.columnLimit)
    }
    let time = try timeArray(used)
    isSeries = time != nil || isList(used) || options.kind == .series
    let headings = flat.first { Self.headings.contains(Clean.key($0.name)) }?.texts() ?? []
    for array in used {
      if array.name == time?.array.name, let time { takeTime(array, time.form) } else { take(array, headings) }
    }
    if raw.layout.kinds.allSatisfy({ $0 != .stamp }), isList(used) || options.kind == .series { countSeconds() }
    for other in arrays where other.count != rows || !(1...2).contains(other.shape.count) {
      let reason = Words.leftOutShape(shape: NPYArray.label(other.shape))
      report.leftOut.append(LeftOutColumn(name: other.name, reason: reason))
    }
    raw.layout.guess.given = options.given
    var assembler = Assembler(raw, path: path, bytes: report.bytes, name: name, options: options)
    assembler.note(report.leftOut, remarks: report.remarks)
    return try assembler.assemble()
  }

  /// Rows of the arrays that make up the table: of one with a usual name, else those that hold the most columns.
  private func mainCount(_ candidates: [NPYArray]) -> Int? {
    for name in Self.mainNames {
      if let main = candidates.first(where: { Clean.key($0.name) == name }) { return main.count }
    }
    var columns: [Int: Int] = [:]
    for array in candidates { columns[array.count, default: 0] += array.shape.count > 1 ? array.shape[1] : 1 }
    return columns.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private func isList(_ used: [NPYArray]) -> Bool {
    options.kind == nil && arrays.count == 1 && used.count == 1 && used[0].shape.count == 1
  }

  /// The array that holds the time, and what it counts.
  private func timeArray(_ used: [NPYArray]) throws(DatasetError) -> (array: NPYArray, form: DateForm)? {
    guard options.kind == nil || options.kind == .series else { return nil }
    let lists = used.filter { $0.shape.count == 1 }
    if let named = options.timeColumn {
      guard let array = lists.first(where: { $0.name == named }), let form = form(of: array) else {
        throw .noSuchColumn(named, among: lists.map(\.name))
      }
      return (array, form)
    }
    let dates = lists.first { if case .time = $0.header.type { true } else { false } }
    let candidates = (dates.map { [$0] } ?? []) + lists.filter { LabelNames.isTime($0.name) }
    for array in candidates {
      if let form = form(of: array) { return (array, form) }
    }
    return nil
  }

  /// What an array of stamps counts; nil where its numbers are none.
  private func form(of array: NPYArray) -> DateForm? {
    if case .time = array.header.type { return .iso }
    guard let numbers = array.wholeNumbers(), let low = numbers.min(), let high = numbers.max() else { return nil }
    let epochs: [DateForm] = [.epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds]
    return epochs.first { form in
      let ends = [low, high].compactMap { form.stamp(ofCount: $0) }
      return ends.count == 2 && form.isPlausible(ends)
    }
  }

  private mutating func takeTime(_ array: NPYArray, _ form: DateForm) {
    let column = add(array.name.isEmpty ? "time" : array.name, .stamp)
    let counts = array.wholeNumbers() ?? []
    if case .time(let unit) = array.header.type {
      raw.stamps = counts.map { unit.stamp(of: $0) ?? DateParser.notADate }
      raw.zones.without = counts.count
    } else {
      raw.stamps = counts.map { form.stamp(ofCount: $0) ?? DateParser.notADate }
      raw.layout.dateForm = form
      raw.layout.guess.dateForm = form
    }
    for (row, stamp) in raw.stamps.enumerated() where stamp <= DateParser.impossible {
      raw.badStamps.add(OddCell(line: row + 1, column: raw.layout.names[column], text: "NaT", problem: .notADate))
    }
    raw.layout.guess.kind = .series
    raw.layout.guess.timeColumn = raw.layout.names[column]
  }

  /// Rows that carry no time follow one another by the second.
  private mutating func countSeconds() {
    raw.stamps = (0..<raw.rows).map { Int64($0) * 1_000 }
    raw.layout.guess.kind = .series
    report.remarks.append(Words.arrayRowsBySecond)
  }

  private mutating func take(_ array: NPYArray, _ headings: [String]) {
    let columns = array.shape.count > 1 ? array.shape[1] : 1
    for index in 0..<columns {
      let name =
        columns == 1 && !array.name.isEmpty
        ? array.name
        : headings.count == columns
          ? headings[index] : array.name.isEmpty ? LabelNames.unnamed(index) : "\(array.name) \(index + 1)"
      let losesDigits = array.losesDigits(index)
      if losesDigits, !isSeries {
        report.remarks.append(Words.identifiersAsText(columns: name))
        takeTexts(array.digits(index), name)
      } else if array.header.type.isNumber {
        if losesDigits { report.remarks.append(Words.roundedIntegers(columns: name)) }
        let column = add(name, .number)
        raw.numbers[column] = array.column(index)
      } else if columns == 1, let texts = array.texts() {
        takeTexts(texts, name)
      } else {
        let column = add(name, .skip)
        report.leftOut.append(LeftOutColumn(name: raw.layout.names[column], reason: Words.leftOutNoNumbers))
      }
    }
  }

  private mutating func takeTexts(_ texts: [String], _ name: String) {
    let column = add(name, .text)
    var codes: [String: Int32] = [:]
    raw.codes[column] = texts.map { text in
      if let code = codes[text] { return code }
      let code = Int32(codes.count)
      codes[text] = code
      return code
    }
    raw.levels[column] = codes.sorted { $0.value < $1.value }.map(\.key)
  }

  /// Adds a column under a name that no other has.
  private mutating func add(_ name: String, _ kind: CellKind) -> Int {
    raw.layout.names.append(taken.add(name))
    raw.layout.kinds.append(kind)
    return raw.layout.names.count - 1
  }
}
