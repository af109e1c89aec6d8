import Datasets
import Glibc

/// Opens bytes as a file and holds what comes of it against what must be true of any file whatever.
package struct ReadingCheck {
  private let path: String
  private let descriptor: Int32

  /// Takes a file of its own in memory.
  package init() {
    path = "/dev/shm/grainscope-check-\(getpid())-\(UInt32.random(in: .min ... .max))"
    descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  }

  /// Gives the file back.
  package func close() {
    Glibc.close(descriptor)
    unlink(path)
  }

  /// What is wrong with the reading of these bytes; nil where all is right.
  ///
  /// - Parameter selector: stands for options, so that a single number repeats a case.
  package func complaint(_ bytes: some Collection<UInt8>, selector: UInt8) -> String? {
    let bytes = Array(bytes)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
      return "the file cannot be written"
    }
    do {
      return complaint(try Reader.open(path: path, options: Self.options(selector)), bytes.count)
    } catch {
      return complaint(error.sentence)
    }
  }

  /// 0 leaves all to the guess; further numbers say something.
  package static func options(_ selector: UInt8) -> ReadOptions {
    var options = ReadOptions()
    guard selector != 0 else { return options }
    options.kind = [nil, .series, .table, .images][Int(selector & 3)]
    if selector & 4 != 0 { options.zone = .named("Europe/London") }
    if selector & 8 != 0 { options.dayFirst = selector & 16 != 0 }
    if selector & 32 != 0 { options.header = selector & 16 != 0 }
    let encodings: [TextEncoding?] = [nil, .gb18030, .utf16, .latin1]
    options.encoding = encodings[Int(selector >> 6)]
    return options
  }

  /// An error is one line without anything that a terminal would obey.
  private func complaint(_ sentence: String) -> String? {
    guard !sentence.isEmpty else { return "an error without a sentence" }
    guard sentence.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }) else {
      return "control characters in: \(sentence.debugDescription)"
    }
    return sentence.count <= 2_000 ? nil : "a sentence of \(sentence.count) characters"
  }

  private func complaint(_ dataset: Dataset, _ size: Int) -> String? {
    _ = Profile(of: dataset)
    for remark in dataset.remarks {
      if let complaint = complaint(remark) { return complaint }
    }
    switch dataset {
    case .series(let series):
      if series.count > max(1_000, 20 * series.report.file.rows) + 1 { return "a grid of \(series.count) rows" }
      return complaint(series.columns, rows: series.count)
    case .table(let table):
      return complaint(table.columns, rows: table.rowCount)
        ?? table.textColumns.lazy.compactMap { complaint($0, rows: table.rowCount) }.first
    case .images(let images):
      if images.pixels.count != images.count * images.imageSize { return "\(images.pixels.count) values of pixels" }
      if images.pixels.count > max(1 << 22, 20_000 * size) { return "\(images.pixels.count) values of \(size) bytes" }
      if !images.numbers.isEmpty, images.numbers.count != images.count { return "\(images.numbers.count) numbers" }
      guard images.pixels.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return "pixels beyond 0…1" }
      return images.labels.allSatisfy { (-1..<images.classNames.count).contains(Int($0)) } ? nil : "a label beyond"
    }
  }

  private func complaint(_ columns: [Column], rows: Int) -> String? {
    if Set(columns.map(\.name)).count != columns.count { return "two columns of one name" }
    for column in columns {
      guard column.values.count == rows else { return "\(column.values.count) values in \(rows) rows" }
      if column.values.contains(where: \.isInfinite) { return "an infinite value" }
      if let complaint = complaint(column.name) { return complaint }
    }
    return nil
  }

  private func complaint(_ column: TextColumn, rows: Int) -> String? {
    guard column.codes.count == rows else { return "\(column.codes.count) words in \(rows) rows" }
    guard column.codes.allSatisfy({ (-1..<column.levels.count).contains(Int($0)) }) else { return "a code beyond" }
    return complaint(column.name)
  }
}
