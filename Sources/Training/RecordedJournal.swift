import Basics
import FoundationEssentials

/// A journal as it is read: its whole lines, and which are not as they were written.
package struct RecordedJournal {
  package let session: SessionLine
  /// What follows the session line.
  package private(set) var lines: [JournalLine] = []
  /// Of each, from 1.
  package private(set) var numbers: [Int] = []
  /// The first numbers, from 1, of lines that are not as they were written, and how many there are.
  package private(set) var damaged: (first: [Int], count: Int) = ([], 0)
  /// Whether its last line was being written when its writer stopped; it is left out.
  package private(set) var isCut = false

  /// Of what is read at all, in bytes; a session of a year takes less than a thousandth.
  private static let limit = 1 << 30
  /// Numbers of damaged lines that are kept.
  private static let named = 8

  /// Reads all lines that are as they were written, around those that are not, and notes that the file is an input.
  ///
  /// - Throws: ``JournalError`` where there is no journal.
  package init(path: String) throws(JournalError) {
    let bytes: [UInt8]
    do throws(FileRefusal) {
      guard let found = try RegularFile.bytes(of: path, limit: Self.limit) else {
        throw FileRefusal(Words.journalNoFile)
      }
      bytes = found
    } catch { throw .unreadableFile(path: path, reason: error.reason) }
    InputFiles.note(path)
    let decoder = JSONDecoder()
    var session: SessionLine?
    var (lines, numbers) = ([JournalLine](), [Int]())
    var (first, count, isCut) = ([Int](), 0, false)
    var error: JournalError?
    // Whether lines of a session stand before its own.
    var isLate = false
    RegularFile.forEachLine(of: bytes) { number, line, isWhole in
      guard let read = Self.line(line, isSummed: session?.isSummed, decoder) else {
        guard session != nil || isLate else {
          error =
            Self.beginsJournal(line, in: bytes, decoder)
            ? .damagedBeginning(path: path) : .notAJournal(path: path, line: number)
          return false
        }
        guard isWhole else {
          isCut = true
          return false
        }
        if first.count < Self.named { first.append(number) }
        count += 1
        return true
      }
      switch (read, session) {
      case (.session(let found), nil):
        session = found
        if isLate { error = .lateSession(path: path, line: number) }
        if found.version > SessionLine.newestVersion { error = .newerVersion(path: path, found: found.version) }
      case (.session, .some): error = .secondSession(path: path, line: number)
      case (_, nil): isLate = true
      case (.run, .some), (.command, .some), (.end, .some), (.reveal, .some):
        lines.append(read)
        numbers.append(number)
      }
      return error == nil
    }
    if let error { throw error }
    guard let session else { throw .noSession(path: path) }
    (self.session, self.lines, self.numbers) = (session, lines, numbers)
    (damaged, self.isCut) = ((first, count), isCut)
  }

  /// Whether a first line that cannot be read seems to have been a session's: by its own words, or by a line behind it that can be read.
  private static func beginsJournal(_ line: ArraySlice<UInt8>, in bytes: [UInt8], _ decoder: JSONDecoder) -> Bool {
    let words = String(decoding: line.prefix(wordsLength), as: UTF8.self)
    if SummedLine.isMeant(by: line) || words.contains("\"line\":\"session\"") { return true }
    let rest = bytes[min(line.endIndex + 1, bytes.endIndex)...]
    let next = rest.prefix(while: { $0 != UInt8(ascii: "\n") })
    return SummedLine.isMeant(by: next) && Self.line(next, isSummed: true, decoder) != nil
  }

  /// Bytes in which a session line says what it is.
  private static let wordsLength = 4096

  /// - Parameter isSummed: whether it must have a check sum; nil where that is not known yet.
  /// - Returns: nil where it is not as it was written.
  private static func line(_ bytes: ArraySlice<UInt8>, isSummed: Bool?, _ decoder: JSONDecoder) -> JournalLine? {
    guard isSummed == true || SummedLine.isMeant(by: bytes) else {
      let read = try? decoder.decode(JournalLine.self, from: Data(bytes))
      // One of a version that sums its lines lost its sum.
      if case .session(let session) = read, session.isSummed { return nil }
      return read
    }
    guard let content = SummedLine.content(bytes) else { return nil }
    return try? decoder.decode(JournalLine.self, from: Data([UInt8(ascii: "{")] + content))
  }
}

extension SessionLine {
  /// Whether each line has a check sum.
  fileprivate var isSummed: Bool { version >= 4 }
}
