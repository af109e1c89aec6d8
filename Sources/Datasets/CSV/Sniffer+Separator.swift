/// The separator, and with it the first records.
extension Sniffer {
  mutating func sample(_ source: inout ByteSource, from start: Int) throws(DatasetError) -> Sample {
    while true {
      let sample = bestSample(source, from: start)
      let count = sample?.records.count ?? 0
      if let sample, count >= 20 || source.isLast || (count >= 2 && source.end >= 1 << 20) { return sample }
      guard !source.isLast else { throw .unclosedQuote(path: source.path, line: layout.dataLine) }
      guard try source.fill(from: 0) || source.isLast else {
        let line = layout.dataLine + (sample?.lines ?? 0)
        throw sample?.isCutInQuotes ?? false
          ? .unclosedQuote(path: source.path, line: line)
          : .recordTooLong(path: source.path, line: line, limit: source.recordLimit)
      }
    }
  }

  /// The sample under the separator that explains it best; nil where not even the first record is complete.
  private mutating func bestSample(_ source: borrowing ByteSource, from start: Int) -> Sample? {
    guard source.isLast || source.holdsLineEnd(from: start) else { return nil }
    let known = dialect == nil ? options.separator : Dialect.separator
    let candidates = known.map { [$0] } ?? Separator.allCases
    var best: (score: Double, separator: Separator)?
    for separator in candidates {
      guard let trial = sample(source, from: start, separator, limit: 60) else { continue }
      let score = Self.score(trial, separator)
      if best.map({ score > $0.score }) ?? true { best = (score, separator) }
    }
    guard let best else { return nil }
    layout.guess.separator = best.separator
    return sample(source, from: start, best.separator, limit: Sample.recordLimit)
  }

  private func sample(
    _ source: borrowing ByteSource, from start: Int, _ separator: Separator, limit: Int
  ) -> Sample? {
    Sample(
      source.bytes.span, from: start, end: source.end, isLast: source.isLast,
      scanner: CellScanner(separator: separator.byte), limit: limit)
  }

  /// Spaces also stand within words, dates and numbers, so that they separate only where nothing else does.
  private static let doubtOfSpaces = 0.7

  /// How well a separator explains the sample: rows of one length, cells that are numbers, dates or missing.
  private static func score(_ sample: Sample, _ separator: Separator) -> Double {
    let (columns, share) = sample.shape
    var clean = 0.0
    var count = 0.0
    let others: [UInt8] = Separator.allCases.filter { $0 != separator && $0 != .space }.map(\.byte)
    for record in sample.records {
      for cell in record.prefix(200) {
        count += 1
        if cell.isEmpty || cell.isQuoted {
          clean += 0.9
        } else if NumberShape(cell).isNumber || UnitSign.isNumber(cell) {
          clean += 1
        } else {
          clean += cell.content.contains { others.contains(cell.bytes[$0]) } ? 0.2 : 0.8
        }
      }
    }
    guard count > 0 else { return 0 }
    return share * (clean / count) * (columns > 1 ? 1 : 0.5) * (separator == .space ? doubtOfSpaces : 1)
  }
}
