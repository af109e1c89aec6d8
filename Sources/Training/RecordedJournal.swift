import Basics
import FoundationEssentials

/// A journal as it is read: its whole lines, and which are not as they were written.
package struct RecordedJournal {
  package let session: SessionLine
  /// What follows the session line.
  package private(set) var lines: [JournalLine] = []
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
    var lines: [JournalLine] = []
    var (first, count, isCut) = ([Int](), 0, false)
    var error: JournalError?
    RegularFile.forEachLine(of: bytes) { number, line, isWhole in
      guard let read = Self.line(line, isSummed: session?.isSummed, decoder) else {
        guard session != nil else {
          error = .notAJournal(path: path, line: number)
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
        if found.version > SessionLine.newestVersion { error = .newerVersion(path: path, found: found.version) }
      case (.session, .some): error = .secondSession(path: path, line: number)
      case (_, nil): error = .noSession(path: path)
      case (.run, .some), (.command, .some), (.end, .some), (.reveal, .some): lines.append(read)
      }
      return error == nil
    }
    if let error { throw error }
    guard let session else { throw .noSession(path: path) }
    (self.session, self.lines, self.damaged, self.isCut) = (session, lines, (first, count), isCut)
  }

  /// - Parameter isSummed: whether it must have a check sum; nil where that is not known yet.
  /// - Returns: nil where it is not as it was written.
  private static func line(_ bytes: ArraySlice<UInt8>, isSummed: Bool?, _ decoder: JSONDecoder) -> JournalLine? {
    guard isSummed ?? SummedLine.isMeant(by: bytes) else {
      return try? decoder.decode(JournalLine.self, from: Data(bytes))
    }
    guard let content = SummedLine.content(bytes) else { return nil }
    return try? decoder.decode(JournalLine.self, from: Data([UInt8(ascii: "{")] + content))
  }
}

extension SessionLine {
  /// Whether each line has a check sum.
  fileprivate var isSummed: Bool { version >= 4 }
}
