extension FileFormat {
  static let jsonLines: FileFormat = FileFormat(
    names: ["JSON Lines"], endings: [".jsonl", ".ndjson"], kinds: [.series, .table, .images],
    words: Words.formatJsonLines,
    recognises: { file throws(DatasetError) in
      // A line that is not an object is an error where the name promises objects.
      try JSONLinesStream.recognises(file.textBeginning()) || jsonLines.claims(file.path)
    },
    open: { file throws(DatasetError) in
      let lines = try JSONLinesStream(file)
      var rows = lines.rows()
      _ = try rows.fill(from: 0)
      return try CSVFile.read(
        &rows, name: file.name, options: file.options, observer: file.observer, dialect: lines.dialect)
    })
}

/// Lines of JSON as rows of cells between commas, each on the line of its object, for the reader of CSV.
///
/// All lines are gone through once before the first row, because a key may come up late.
final class JSONLinesStream: ByteStream {
  /// Rows are made until they fill so many bytes.
  private static let piece = 64 << 10
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var source: ByteSource
  private var line = JSONLine()
  private(set) var dialect = Dialect(names: [])
  /// The number of the line at hand, and where the next one begins in the source.
  private var number = 0
  private var next = 0
  private var written = [UInt8](repeating: 0, count: piece)
  private var filled = 0
  private var taken = 0

  var position: Int { source.fileOffset }
  var fileSize: Int { source.fileSize }
  var knownLength: Int? { nil }
  var lengthBound: Int { source.lengthBound }
  var invalidPlaces: Int { source.invalidPlaces }

  /// Whether a text begins with an object, or with a list of objects, for which the error says how they become lines.
  static func recognises(_ text: ArraySlice<UInt8>) -> Bool {
    let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let start = text.dropFirst(text.starts(with: byteOrderMark) ? 3 : 0).drop(while: isBlank)
    let second = start.dropFirst().drop(while: isBlank).first
    switch start.first {
    case UInt8(ascii: "{"): return [nil, UInt8(ascii: "\""), UInt8(ascii: "}")].contains(second)
    case UInt8(ascii: "["): return second == UInt8(ascii: "{")
    default: return false
    }
  }

  /// - Throws: ``DatasetError/malformed(path:line:column:found:remedy:)`` for the first line that is not an object.
  init(_ file: InputFile) throws(DatasetError) {
    source = try file.text()
    try findKeys(file.observer)
    try rewind()
  }

  /// The rows, to be read as text; their source has to be filled.
  func rows() -> ByteSource { ByteSource(self, madeOf: source) }

  private func findKeys(_ observer: ReadObserver?) throws(DatasetError) {
    var reported = 0
    while let range = try nextLine() {
      _ = try read(range)
      guard let observer, source.offset - reported >= 1 << 20 else { continue }
      reported = source.offset
      let progress = ReadProgress(bytesRead: source.fileOffset, bytesTotal: source.fileSize, rows: line.objects)
      guard observer(progress) else { throw .stopped(path: source.path) }
    }
    dialect = line.settle()
    guard line.objects > 0 else { throw .empty(path: source.path) }
    guard !dialect.names.isEmpty else {
      throw .malformed(
        path: source.path, line: number, found: Words.jsonNoValues, remedy: Words.jsonRemedyWhole)
    }
    let cells = line.objects.multipliedReportingOverflow(by: dialect.names.count)
    guard !cells.overflow, (cells.partialValue - line.values) < MemorySense.inputLimit / MemoryLayout<Double>.size
    else {
      throw .tooMuch(
        path: source.path, limit: MemorySense.inputLimit,
        reason: Words.jsonSparse(lines: line.objects, keys: dialect.names.count))
    }
  }

  /// The next line without its line feed; nil at the end.
  private func nextLine() throws(DatasetError) -> Range<Int>? {
    while true {
      if number == 0, source.bytes.starts(with: Self.byteOrderMark) { next = max(next, Self.byteOrderMark.count) }
      if let end = source.lineFeed(from: next) ?? (source.isLast && next < source.end ? source.end : nil) {
        let start = next
        next = end + 1
        number += 1
        return start..<end
      }
      guard !source.isLast else { return nil }
      guard try source.fill(from: min(next, source.end)) || source.isLast else {
        throw .recordTooLong(path: source.path, line: number + 1, limit: source.recordLimit)
      }
      next = 0
    }
  }

  /// Takes a line apart; false where it is blank.
  private func read(_ range: Range<Int>) throws(DatasetError) -> Bool {
    let bytes = source.bytes
    do throws(JSONScanner.Failure) {
      return try line.read(bytes.span, range)
    } catch {
      // Bytes that continue a character begin no column.
      let before = bytes[range.lowerBound..<error.offset].count { $0 & 0xC0 != 0x80 }
      throw .malformed(
        path: source.path, line: number, column: before + 1, found: error.found, remedy: error.remedy)
    }
  }

  // MARK: Rows

  func read(into bytes: inout [UInt8], at start: Int, count: Int) throws(DatasetError) -> Int {
    if taken == filled { try writeRows() }
    let moved = min(count, filled - taken, bytes.count - start)
    bytes.replaceSubrange(start..<start + moved, with: written[taken..<taken + moved])
    taken += moved
    return moved
  }

  private func writeRows() throws(DatasetError) {
    filled = 0
    taken = 0
    while filled < Self.piece, let range = try nextLine() {
      guard try read(range) else {
        put(0x0A)
        continue
      }
      let needed = filled + line.rowLimit(range)
      if needed > written.count { written.append(contentsOf: repeatElement(0, count: needed)) }
      let bytes = source.bytes
      var target = written.mutableSpan
      line.write(bytes.span, into: &target, at: &filled)
    }
  }

  /// A blank line stays one, so that lines keep their numbers.
  private func put(_ byte: UInt8) {
    if filled == written.count { written.append(0) }
    written[filled] = byte
    filled += 1
  }

  func rewind() throws(DatasetError) {
    try source.rewind()
    number = 0
    next = 0
    filled = 0
    taken = 0
  }
}
