import Basics
import Datasets
import Models

/// Columns of a table, or names of images, that are written beside predictions: what tells samples apart, and what they are.
struct SampleColumns {
  let dataset: Dataset
  let frame: SampleFrame

  private static let namesOfIdentities: Set<String> = [
    "id", "ids", "index", "key", "name", "uuid", "guid", "identifier",
  ]

  // MARK: Identities

  /// Those that were asked for; without a wish the files of pictures, and columns that the model does not read and that are
  /// named like an identity or have another text in every row.
  ///
  /// - Throws: ``Failure`` for a name that is none, or of which not all texts were kept.
  func identities(asked: [String]) throws(Failure) -> [PredictionSheet.Identity] {
    switch dataset {
    case .images(let images):
      if let name = asked.first { throw .input(Words.predictNoColumns(name: Clean.text(name, limit: 60))) }
      return images.fileNames.isEmpty ? [] : [.init(name: "file", texts: images.fileNames)]
    case .table(let table):
      guard asked.isEmpty else {
        return try asked.map { name throws(Failure) in try identity(name, table) }
      }
      return unread(table).filter { isIdentity($0, table) }.map { .init(name: $0, texts: texts(of: $0, table)) }
    case .series: return []
    }
  }

  private func identity(_ name: String, _ table: Table) throws(Failure) -> PredictionSheet.Identity {
    let names = table.columns.map(\.name) + table.textColumns.map(\.name)
    guard names.contains(name) else {
      throw .input(DatasetError.noSuchColumn(name, among: names).sentence)
    }
    if table.textColumns.contains(where: { $0.name == name && $0.isTruncated }) {
      throw .input(Words.predictManyTexts(name: Clean.text(name, limit: 60)))
    }
    return .init(name: name, texts: texts(of: name, table))
  }

  private func isIdentity(_ name: String, _ table: Table) -> Bool {
    let key = name.lowercased()
    let isNamedSo =
      Self.namesOfIdentities.contains(key) || key.hasSuffix("_id") || key.hasSuffix(" id") || key.hasSuffix("-id")
      || name.hasSuffix("Id") || name.hasSuffix("ID")
    if let column = table.textColumns.first(where: { $0.name == name }) {
      return !column.isTruncated && (isNamedSo || column.levels.count == table.rowCount && table.rowCount > 1)
    }
    return isNamedSo
  }

  // MARK: Columns

  /// Columns that the model neither reads nor predicts, in the file's order.
  private func unread(_ table: Table) -> [String] {
    let known = Set(read + targets)
    return (table.columns.map(\.name) + table.textColumns.map(\.name)).filter { !known.contains($0) }
  }

  /// Names of columns that are neither read nor written.
  func unused(beside identities: [PredictionSheet.Identity]) -> [String] {
    guard case .table(let table) = dataset else { return [] }
    return unread(table).filter { name in !identities.contains { $0.name == name } }
  }

  private var read: [String] {
    switch frame.source {
    case .table(let columns, _): columns
    case .images: []
    }
  }

  private var targets: [String] {
    switch frame.target {
    case .classes(let column, _): [column]
    case .numbers(let columns, _): columns
    }
  }

  private func texts(of name: String, _ table: Table) -> [String] {
    if let column = table.textColumns.first(where: { $0.name == name }) {
      return column.codes.map { $0 < 0 ? "" : column.levels[Int($0)] }
    }
    return table.columns.first { $0.name == name }.map { $0.values.map(Self.text) } ?? []
  }

  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  // MARK: Actual values

  /// What each sample is; empty texts where that is not known. nil where the data do not say, or of several numbers.
  var actual: [String]? {
    guard targets.count == 1 else { return nil }
    switch dataset {
    case .table(let table):
      let found = texts(of: targets[0], table)
      return found.contains { !$0.isEmpty } ? found : nil
    case .images(let images):
      if !images.labels.isEmpty { return images.labels.map { $0 < 0 ? "" : images.classNames[Int($0)] } }
      return images.numbers.isEmpty ? nil : images.numbers.map { Self.text(Double($0)) }
    case .series: return nil
    }
  }
}
