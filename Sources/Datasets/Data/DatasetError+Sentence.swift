import Basics

extension DatasetError {
  /// Where, what was found, what was expected, what to do.
  package var sentence: String {
    switch self {
    case .missing(let path): Words.missingFile(path: path)
    case .isDirectory(let path): Words.folderWithoutPictures(path: path)
    case .unreadable(let path, let reason): Words.unreadableFile(path: path, reason: reason)
    case .empty(let path): Words.emptyFile(path: path)
    case .noRows(let path, let names): Words.noRows(path: path, names: Listing.some(names))
    case .binary(let path, let offset):
      Words.binaryFile(path: path, offset: "\(offset)", formats: FileFormat.choice)
    case .otherFormat(let path, let format, let remedy):
      Words.otherFormat(path: path, format: format, remedy: remedy)
    case .onlyText(let path, let names): Words.onlyText(path: path, names: Listing.some(names))
    case .allMissing(let path, let names): Words.allMissing(path: path, names: Listing.some(names))
    case .recordTooLong(let path, let line, let limit):
      Words.longRow(path: path, line: "\(line)", megabytes: "\(limit >> 20)")
    case .tooManyColumns(let path, let count, let limit):
      Words.manyColumns(path: path, count: count, limit: limit)
    case .malformed(let path, let line, let column?, let found, let remedy):
      Words.malformedColumn(path: path, line: "\(line)", column: "\(column)", found: found, remedy: remedy)
    case .malformed(let path, let line, nil, let found, let remedy):
      Words.malformedLine(path: path, line: "\(line)", found: found, remedy: remedy)
    case .unreadableDates(let path, let column, let example):
      Words.unreadableDates(
        path: path, line: "\(example.line)", text: example.text, column: column, problem: example.problem.rawValue)
    case .noTimeColumn(let path, let names): Words.noTimeColumn(path: path, names: Listing.some(names))
    case .irregular(let path, let step, let rows, let gridRows, let widest):
      Words.irregularStamps(
        path: path, line: "\(widest.line)", from: "\(CivilTime(wallClock: widest.from))",
        to: "\(CivilTime(wallClock: widest.to))", rows: rows, steps: gridRows, step: Cadence.label(of: step))
    case .columnLeftOut(let name, let reason, let known):
      Words.columnLeftOut(name: name, reason: reason, known: Listing.some(known))
    case .noSuchColumn(let name, let near, let known):
      near.isEmpty
        ? Words.noColumn(name: name, known: Listing.some(known))
        : Words.noColumnNear(name: name, near: Listing.choice(near))
    case .tooManyClasses(let name, let count): Words.manyClasses(name: name, count: count)
    case .noAmounts(let name): Words.noAmounts(name: name)
    case .noWholeNumbers(let name): Words.noWholeNumbers(name: name)
    case .unknownZone(let name, _, false): Words.noZoneDatabase(name: name)
    case .unknownZone(let name, let near, true):
      near.isEmpty ? Words.noZone(name: name) : Words.noZoneNear(name: name, near: Listing.choice(near))
    case .damaged(let path, let what): Words.damagedFile(path: path, what: what)
    case .tooMuch(let path, let limit, let reason):
      Words.largeFile(path: path, limit: Self.size(limit), reason: reason)
    case .tooLittleMemory(let path, let needed, let free):
      Words.littleMemory(path: path, needed: Self.memory(needed), free: Self.memory(free))
    case .unknownEncoding(let name): Words.noEncoding(name: name)
    case .array(let path, let found, let expected): Words.badArray(path: path, found: found, expected: expected)
    case .unwritable(let path, let reason): Words.unwritableFile(path: path, reason: reason)
    case .safetensors(let path, let found, let expected):
      Words.badSafetensors(path: path, found: found, expected: expected)
    case .idx(let path, let found, let expected): Words.badIdx(path: path, found: found, expected: expected)
    case .picture(let path, let found, let expected): Words.badPicture(path: path, found: found, expected: expected)
    case .notImages(let path, let columns): Words.notImages(path: path, columns: columns)
    case .badBorders(let borders, let rows):
      Words.badBorders(borders: borders.map(String.init).joined(separator: ","), rows: rows)
    case .badFractions(let fractions):
      Words.badFractions(shares: fractions.map { "\($0)" }.joined(separator: ", "))
    case .tooFewRows(let rows, let needed, let purpose):
      Words.fewRows(rows: rows, purpose: purpose, needed: needed)
    case .emptyPart(let part, let share, let rows):
      Words.emptyPart(part: part.rawValue, share: shortDecimal(share * 100), rows: rows)
    case .stopped(let path): Words.stopped(path: path)
    }
  }

  /// Of amounts that are to be told apart.
  private static func memory(_ bytes: Int) -> String {
    Words.sizeAmount(gigabytes: NumberFormat.fixed(Double(bytes) / 0x1p30, decimals: 2))
  }

  private static func size(_ bytes: Int) -> String {
    if bytes >= 1 << 30 { return Words.sizeGigabytes(count: bytes >> 30) }
    return bytes >= 1 << 20 ? Words.sizeMegabytes(count: bytes >> 20) : Words.sizeBytes(count: bytes)
  }
}
