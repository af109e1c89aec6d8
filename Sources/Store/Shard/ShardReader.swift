/// Reads the whole lines of a shard.
enum ShardReader {
  /// A last line without its break was being written when its writer stopped; it is left out. Any other line that is not
  /// as it was written is an error, also a last one that is whole.
  ///
  /// - Throws: ``StoreError/damagedLine(path:line:)`` with the first such line.
  static func lines(_ bytes: [UInt8], path: String) throws(StoreError) -> [ShardLine] {
    let decoder = ShardLine.Decoder()
    var lines: [ShardLine] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let line = decoder.line(bytes[start..<end]) else {
        throw .damagedLine(path: path, line: lines.count + 1)
      }
      lines.append(line)
      start = end + 1
    }
    return lines
  }
}
