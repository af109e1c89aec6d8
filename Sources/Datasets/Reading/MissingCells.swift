import Basics

/// Makes cells missing that hold a number which the user named, and tells what became of each of the user's words.
struct MissingCells {
  private let words: MissingWords
  private let path: String
  /// For each further word the cells that it made missing.
  private var counts: [Int] = []

  /// - Throws: ``DatasetError/allMissing(path:names:)`` where no number is left.
  static func leaveOut(_ words: [String], of dataset: inout Dataset, path: String) throws(DatasetError) {
    guard !words.isEmpty else { return }
    var cells = MissingCells(words: MissingWords(further: words), path: Clean.text(path, limit: 300))
    switch dataset {
    case .series(var series):
      try cells.leaveOut(of: &series.columns, &series.report.file)
      dataset = .series(series)
    case .table(var table):
      try cells.leaveOut(of: &table.columns, &table.report)
      dataset = .table(table)
    // Nothing is missing in pictures.
    case .images: break
    }
  }

  private init(words: MissingWords, path: String) {
    self.words = words
    self.path = path
  }

  private mutating func leaveOut(of columns: inout [Column], _ report: inout FileReport) throws(DatasetError) {
    counts = words.further.indices.map { report.missingWords[$0] ?? 0 }
    if words.numbers.contains(where: { $0 != nil }) {
      for index in columns.indices { leaveOut(of: &columns[index]) }
      guard columns.isEmpty || columns.contains(where: { $0.missingCount < $0.values.count }) else {
        throw .allMissing(path: path, names: columns.map(\.name))
      }
    }
    for (index, word) in words.further.enumerated() {
      let shown = Clean.text(word, limit: 40)
      if counts[index] == 0 {
        report.remarks.append(Words.missingNoCell(word: shown))
      } else if words.numbers[index] != nil {
        report.remarks.append(Words.missingNumbers(count: counts[index], word: shown.replacing("-", with: "−")))
      }
    }
  }

  private mutating func leaveOut(of column: inout Column) {
    var values = column.values
    var hasChanged = false
    for row in values.indices {
      guard let index = words.furtherIndex(of: values[row]) else { continue }
      values[row] = .nan
      counts[index] += 1
      hasChanged = true
    }
    // What is left may be of another type.
    if hasChanged { column = Column(name: column.name, values: values) }
  }
}
