import Basics

/// Finds the column, or columns, that hold the time.
struct StampChooser {
  let names: [String]
  let evidence: [ColumnEvidence]
  let body: [[Sample.Cell]]
  let options: ReadOptions
  let forcedForm: DateForm?
  /// The line of the first of `body`.
  let firstLine: Int
  /// Columns of dates that are not the time.
  private(set) var otherDates: [Int] = []
  /// A column, or the first of several, whose name speaks of time and whose numbers do not run as time does.
  private(set) var passedTime: Int?

  struct Choice {
    var column: Int
    var form: DateForm = .iso
    var isDayOrderOpen = false
    /// Column with the time of day.
    var clock: Int?
    /// Columns of year, month, day, hour, minute, second.
    var parts: [Int] = []
  }

  /// nil where no column holds the time, or the user wants no series.
  ///
  /// - Throws: where the user named a time column that does not exist or cannot be read, or wants a series without one.
  mutating func choose(path: String) throws(DatasetError) -> Choice? {
    if let name = options.timeColumn {
      guard let column = names.firstIndex(of: name) else { throw .noSuchColumn(name, among: names) }
      guard let choice = reading(of: column, isNamed: true, share: 0.5) else {
        throw unreadable(column, path)
      }
      return withClock(choice)
    }
    var found: [(choice: Choice, isNamed: Bool)] = []
    for column in names.indices where mayBeTime(column) {
      let isNamed = LabelNames.isTime(names[column])
      guard let choice = reading(of: column, isNamed: isNamed, share: isNamed ? 0.7 : 0.9) else { continue }
      if !choice.form.isNumeric { otherDates.append(column) }
      // A year that something was built in is no time axis.
      if choice.form == .year, options.kind != .series, !runs(cells(column).compactMap(choice.form.reads)) {
        passedTime = passedTime ?? column
        continue
      }
      if isNamed || ascends(choice) { found.append((choice, isNamed)) }
    }
    var parts = partColumns()
    if parts.count >= 2, options.kind != .series, !runs(parts) {
      passedTime = passedTime ?? parts[0]
      parts = []
    }
    let textual = found.first { $0.isNamed && !$0.choice.form.isNumeric } ?? found.first { !$0.choice.form.isNumeric }
    var best = textual?.choice
    if best == nil, parts.count >= 2 { best = Choice(column: parts[0], parts: parts) }
    if best == nil { best = found.first?.choice }
    guard options.kind == nil || options.kind == .series else { return nil }
    guard let best else {
      guard options.kind == .series else { return nil }
      if let named = names.indices.first(where: { LabelNames.isTime(names[$0]) }) { throw unreadable(named, path) }
      throw .noTimeColumn(path: path, names: names)
    }
    otherDates.removeAll { $0 == best.column }
    return best.parts.isEmpty ? withClock(best) : best
  }

  private func mayBeTime(_ column: Int) -> Bool {
    evidence[column].filled > 0 && (evidence[column].looksLikeWords || LabelNames.isTime(names[column]))
  }

  private func cells(_ column: Int) -> [Sample.Cell] {
    body.compactMap { record in
      guard record.count > column, !record[column].isEmpty else { return nil }
      return record[column]
    }
  }

  private func reading(of column: Int, isNamed: Bool, share: Double) -> Choice? {
    let cells = cells(column)
    guard !cells.isEmpty else { return nil }
    var best: (count: Int, form: DateForm)?
    for form in DateForm.all where !form.isNumeric || isNamed {
      let stamps = cells.compactMap(form.reads)
      guard Double(stamps.count) >= share * Double(cells.count), form.isPlausible(stamps) else { continue }
      if best.map({ stamps.count > $0.count }) ?? true { best = (stamps.count, form) }
    }
    guard var form = best?.form else { return nil }
    var isOpen = false
    if form == .monthDayYear || form == .dayMonthYear {
      (form, isOpen) = dayOrder(cells)
    }
    return Choice(column: column, form: form, isDayOrderOpen: isOpen)
  }

  /// Whether the day or the month comes first: what reads more cells; else the day where points divide them, as nobody writes the
  /// month first so; else what makes more regular steps.
  private func dayOrder(_ cells: [Sample.Cell]) -> (DateForm, isOpen: Bool) {
    if let dayFirst = options.dayFirst { return (dayFirst ? .dayMonthYear : .monthDayYear, false) }
    if let forcedForm { return (forcedForm, false) }
    let monthFirst = cells.compactMap(DateForm.monthDayYear.reads)
    let dayFirst = cells.compactMap(DateForm.dayMonthYear.reads)
    if monthFirst.count != dayFirst.count {
      return (dayFirst.count > monthFirst.count ? .dayMonthYear : .monthDayYear, false)
    }
    let usesPoints = cells.first.map { $0.bytes.prefix(3).contains(UInt8(ascii: ".")) } ?? false
    return usesPoints ? (.dayMonthYear, false) : (.monthDayYear, true)
  }

  /// Whether stamps run strictly one way, but for a few: one row a year, or years one below the other.
  private func runs(_ stamps: [Int64]) -> Bool {
    let up = zip(stamps, stamps.dropFirst()).count { $0 < $1 }
    let down = zip(stamps, stamps.dropFirst()).count { $0 > $1 }
    return max(up, down) * 20 >= 19 * (stamps.count - 1)
  }

  /// Whether columns of year, month and so on together run one way, in at least 7 of 10 rows.
  private func runs(_ parts: [Int]) -> Bool {
    let rows = body.compactMap { record -> [Int]? in
      let values = parts.compactMap { record.count > $0 ? Int(record[$0].text) : nil }
      return values.count == parts.count ? values : nil
    }
    let up = zip(rows, rows.dropFirst()).count { $0.lexicographicallyPrecedes($1) }
    let down = zip(rows, rows.dropFirst()).count { $1.lexicographicallyPrecedes($0) }
    return max(up, down) * 10 >= 7 * (rows.count - 1)
  }

  /// At least 7 of 10 stamps are later than the one before, or all are earlier.
  private func ascends(_ choice: Choice) -> Bool {
    let stamps = cells(choice.column).compactMap(choice.form.reads)
    guard stamps.count > 1 else { return true }
    let up = zip(stamps, stamps.dropFirst()).count { $0 < $1 }
    let down = zip(stamps, stamps.dropFirst()).count { $0 > $1 }
    return Double(max(up, down)) >= 0.7 * Double(stamps.count - 1)
  }

  /// A column with the time of day, where the dates lack one.
  private func withClock(_ choice: Choice) -> Choice {
    var choice = choice
    guard !choice.form.isEpoch else { return choice }
    var parser = DateParser(form: choice.form)
    for cell in cells(choice.column) {
      var position = 0
      _ = parser.read(cell.bytes.span, &position)
    }
    guard !parser.zones.hasClock else { return choice }
    choice.clock = evidence.indices.first { column in
      evidence[column].clocks > 0 && Double(evidence[column].clocks) >= 0.9 * Double(evidence[column].filled)
    }
    return choice
  }

  /// Number columns named year, month, day, hour, minute, second, as far as they follow without a break.
  private func partColumns() -> [Int] {
    let wanted: [Set<String>] = [
      ["year", "yr", "yyyy"], ["month", "mo", "mm", "mnth"], ["day", "dd", "dy", "day of month"], ["hour", "hr", "hh"],
      ["minute", "min"], ["second", "sec"],
    ]
    var parts: [Int] = []
    for set in wanted {
      guard
        let column = names.indices.first(where: {
          set.contains(Clean.key(names[$0])) && evidence[$0].filled > 0
            && Double(evidence[$0].integers) >= 0.95 * Double(evidence[$0].filled)
        })
      else { break }
      parts.append(column)
    }
    return parts
  }

  private func unreadable(_ column: Int, _ path: String) -> DatasetError {
    let bad = body.enumerated().first { record in
      record.element.count > column && !record.element[column].isEmpty
        && !DateForm.all.contains { $0.reads(record.element[column]) != nil }
    }
    let cell = bad?.element[column] ?? cells(column).first
    return .unreadableDates(
      path: path, column: names[column],
      example: OddCell(
        line: (bad?.offset ?? 0) + firstLine, column: names[column], text: Clean.text(cell?.text ?? "", limit: 40),
        problem: .notADate))
  }
}

extension DateForm {
  /// Whether numbers read as stamps fall where stamps do: 1971…2100 for counts since 1970, 1500…2200 for years.
  func isPlausible(_ stamps: [Int64]) -> Bool {
    guard isNumeric, let low = stamps.min(), let high = stamps.max() else { return true }
    let year: (Int64) -> Int = { CivilTime(wallClock: $0).date.year }
    return isEpoch
      ? year(low) >= 1971 && year(high) <= 2100
      : year(low) >= (self == .year ? 1500 : 1900) && year(high) <= 2200
  }
}
