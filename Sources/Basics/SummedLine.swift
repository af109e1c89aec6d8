/// A line of JSON that begins with the check sum of all that follows, as `{"sum":"1c291ca3","line":"epoch","value":{…}}`.
///
/// The sum is that of the bytes behind `"sum":"…",` to the end of the line, without the line break.
package enum SummedLine {
  private static let opening = Array(#"{"sum":""#.utf8)
  private static let closing = Array(#"","#.utf8)
  private static let sumLength = 8
  /// Before what the sum is of.
  private static let prefixLength = opening.count + sumLength + closing.count

  /// - Parameter content: a JSON object without its opening brace.
  /// - Returns: the line with its break.
  package static func bytes(_ content: [UInt8]) -> [UInt8] {
    opening + Array(CRC32.text(content).utf8) + closing + content + [UInt8(ascii: "\n")]
  }

  /// Whether a line says that it has a sum.
  package static func isMeant(by line: ArraySlice<UInt8>) -> Bool { line.starts(with: opening) }

  /// What ``bytes(_:)`` made a line of; nil where it is not as it was written.
  package static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard line.count > prefixLength, line.starts(with: opening) else { return nil }
    let content = line.dropFirst(prefixLength)
    guard line.dropFirst(opening.count).prefix(sumLength).elementsEqual(CRC32.text(content).utf8),
      line.dropFirst(opening.count + sumLength).starts(with: closing)
    else { return nil }
    return content
  }
}
