/// Rows that are samples.
package struct Table: Sendable {
  package var name: String
  /// Number columns, in the file's order.
  package var columns: [Column]
  /// Text columns, in the file's order.
  package var textColumns: [TextColumn]
  package var report: FileReport
  package var remarks: [String] { report.remarks }

  package init(name: String, columns: [Column], textColumns: [TextColumn] = [], report: FileReport = FileReport()) {
    self.name = name
    self.columns = columns
    self.textColumns = textColumns
    self.report = report
  }

  package var rowCount: Int { columns.first?.values.count ?? textColumns.first?.codes.count ?? 0 }
}

/// A table's target.
package enum TableTarget: Sendable {
  case number(Column)
  /// `labels` index `classNames`, −1 where missing.
  case classes(name: String, labels: [Int32], classNames: [String])

  package var name: String {
    switch self {
    case .number(let column): column.name
    case .classes(let name, _, _): name
    }
  }
}

/// What is asked of a sample, where a column of whole numbers could mean either.
package enum SampleTask: String, Sendable, Hashable, Codable, CaseIterable {
  case classes, number
}

extension Table {
  /// More distinct whole numbers than this are amounts, whatever their column is called.
  private static let mostNumberedClasses = 20

  /// The column to learn: text becomes classes, and so do 0 and 1 where there is nothing else, and a few whole numbers in a
  /// column that is named like a label.
  ///
  /// - Parameters:
  ///   - name: nil takes the suggestion: a column named like a label, else the only text column of few values, else the last.
  ///   - task: nil takes what the column's name and values suggest.
  /// - Throws: ``DatasetError/noSuchColumn(name:near:known:)`` or ``DatasetError/tooManyClasses(name:count:)``; with a task that
  ///   the column is not fit for ``DatasetError/noAmounts(name:)`` or ``DatasetError/noWholeNumbers(name:)``.
  package func target(named name: String? = nil, as task: SampleTask? = nil) throws(DatasetError) -> TableTarget {
    let names = columns.map(\.name) + textColumns.map(\.name)
    let chosen = name ?? suggestedTarget
    guard let chosen, names.contains(chosen) else {
      throw .noColumn(chosen ?? "", among: names, leftOut: report.leftOut)
    }
    if let text = textColumns.first(where: { $0.name == chosen }) {
      guard !text.isTruncated, text.levels.count <= 1_000 else {
        throw .tooManyClasses(name: chosen, count: text.levels.count)
      }
      guard task != .number else { throw .noAmounts(name: chosen) }
      return .classes(name: chosen, labels: text.codes, classNames: text.levels)
    }
    guard let column = columns.first(where: { $0.name == chosen }) else { throw .noSuchColumn(chosen, among: names) }
    switch task {
    case .number: return .number(column)
    case .classes:
      guard let classes = Self.classes(of: column.values, most: 1_000) else { throw .noWholeNumbers(name: chosen) }
      return .classes(name: chosen, labels: classes.labels, classNames: classes.names)
    case nil:
      guard let classes = numberedClasses(of: column), LabelNames.isLabel(chosen) || classes.names == ["0", "1"] else {
        return .number(column)
      }
      return .classes(name: chosen, labels: classes.labels, classNames: classes.names)
    }
  }

  /// A few whole numbers as classes; nil where there are many, or others.
  private func numberedClasses(of column: Column) -> (labels: [Int32], names: [String])? {
    Self.classes(of: column.values, most: Self.mostNumberedClasses)
  }

  /// How many whole numbers a target holds that could be meant as classes or as amounts; nil where there is no doubt.
  package func ambiguity(of target: TableTarget) -> Int? {
    guard let column = columns.first(where: { $0.name == target.name }) else { return nil }
    return numberedClasses(of: column)?.names.count
  }

  package var suggestedTarget: String? { suggestion?.name }

  /// Why ``suggestedTarget`` was chosen.
  package var targetReason: String { suggestion?.reason ?? "" }

  private var suggestion: (name: String, reason: String)? {
    let names = columns.map(\.name) + textColumns.map(\.name)
    // The word says more than the letter.
    let labels = names.filter(LabelNames.isLabel)
    if let label = labels.first(where: { !LabelNames.isLetter($0) }) ?? labels.first {
      return (label, Words.targetLabel)
    }
    let texts = textColumns.filter { !$0.isTruncated && (2...100).contains($0.levels.count) }
    if texts.count == 1 { return (texts[0].name, Words.targetText) }
    return (columns.last?.name ?? textColumns.last?.name).map { ($0, Words.targetLast) }
  }

  /// Distinct whole numbers, ascending, as classes; nil where values are not whole or more than `most` are distinct.
  static func classes(of values: [Double], most: Int = 100) -> (labels: [Int32], names: [String])? {
    var distinct: Set<Double> = []
    for value in values where !value.isNaN {
      guard value == value.rounded(.towardZero), abs(value) < 1e6 else { return nil }
      distinct.insert(value)
      guard distinct.count <= most else { return nil }
    }
    let sorted = distinct.sorted()
    var codes: [Double: Int32] = [:]
    for (code, value) in sorted.enumerated() { codes[value] = Int32(code) }
    return (values.map { codes[$0] ?? -1 }, sorted.map { String(Int($0)) })
  }
}
