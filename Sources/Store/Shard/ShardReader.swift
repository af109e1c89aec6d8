import Basics

/// Reads the whole lines of a shard.
enum ShardReader {
  /// A last line without its break was being written when its writer stopped; it is left out. Any other line that is not
  /// as it was written is an error, also a last one that is whole.
  ///
  /// - Parameter beginning: lines without which the others say nothing.
  /// - Throws: ``StoreError/damagedLine(path:line:)`` or ``StoreError/damagedBeginning(path:line:)`` with the first such line.
  static func lines(_ bytes: [UInt8], path: String, beginning: Int = 0) throws(StoreError) -> [ShardLine] {
    let decoder = ShardLine.Decoder()
    var lines: [ShardLine] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let line = decoder.line(bytes[start..<end]) else {
        let number = lines.count + 1
        throw number > beginning
          ? .damagedLine(path: path, line: number) : .damagedBeginning(path: path, line: number)
      }
      lines.append(line)
      start = end + 1
    }
    return lines
  }

  /// Lines of a session and of a run.
  static let beginning = 2

  /// Whether a line is as it was written and is of no kind that is known.
  static func hasUnknownLine(_ bytes: [UInt8]) -> Bool {
    let decoder = ShardLine.Decoder()
    return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      SummedLine.content(line) != nil && decoder.line(line) == nil
    }
  }
}
