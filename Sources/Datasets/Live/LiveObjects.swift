import Basics

/// Lines of JSON, each an object, as rows of cells between commas under the keys: read as a file of JSON Lines is.
///
/// A stream is never gone through again, so that the columns are the keys of the first object that has the one asked for.
struct LiveObjects: Sendable {
  private var line: JSONLine?
  /// Empty until the first object.
  private(set) var names: [String] = []
  /// The newest row, with a line feed behind it.
  private(set) var row: [UInt8] = []

  /// Whether a line promises an object.
  static func recognises(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard let start = line.first(where: { !LiveFields.isBlank(bytes[$0]) }), bytes[start] == UInt8(ascii: "{") else {
      return false
    }
    let second = (start + 1..<line.upperBound).first { !LiveFields.isBlank(bytes[$0]) }
    return second.map { bytes[$0] == UInt8(ascii: "\"") || bytes[$0] == UInt8(ascii: "}") } ?? false
  }

  /// Reads an object, behind which a line feed stands.
  ///
  /// - Parameter key: of the column that must be among the names, in lower case; nil takes the first object's.
  /// - Returns: false where the line is no object, or lacks that column.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>, key: String?) -> Bool {
    do {
      if line == nil {
        var first = JSONLine()
        guard try first.read(bytes, range) else { return false }
        let found = first.settle().names.map { Clean.text($0, limit: 60) }
        names = found
        guard key.map({ key in found.contains { Clean.key($0) == key } }) ?? true else { return false }
        line = first
      }
      guard try line?.read(bytes, range) == true, let line else { return false }
      row.removeAll(keepingCapacity: true)
      row.append(contentsOf: repeatElement(0, count: line.rowLimit(range)))
      var target = row.mutableSpan
      var end = 0
      line.write(bytes, into: &target, at: &end)
      row.removeLast(row.count - end)
      return true
    } catch {
      return false
    }
  }
}
