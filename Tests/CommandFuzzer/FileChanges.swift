import TestMutations

/// A valid file with something changed in it that fits its kind: a cell, a number, a line, a header, bytes.
enum FileChanges {
  /// What stands in the place of a cell or a number.
  private static let cells = [
    "", "0", "-1", "nan", "inf", "-inf", "1e308", "-1e308", "1e-320", "1e999", "9223372036854775808", "-", "?", "NA",
    "2021-03-28 02:30", "2021-02-30", "1970-01-01", "9999-12-31 23:59:59", "0000-00-00", "-5000-01-01", "24:00",
    "1,5", "1.5", "1'000", "0x7f", "true", "cat", "\"", "\"a\nb\"", "\u{1B}[2J\u{202E}", "é", "漢字", "\u{FEFF}", "65536",
    "4294967295", "[1,2]", "{}", "null", "7fffffff",
  ]

  /// - Returns: the bytes of a file of that kind with up to four changes; one in four is of the bytes alone.
  static func drawn(_ kind: SeedFiles.Kind, _ bytes: [UInt8], _ draw: inout Draw) -> [UInt8] {
    var mutation = mutation(&draw)
    let isText = !bytes.contains(0)
    if draw.chance(25) || !isText && kind != .model { return mutation.bytes(bytes) }
    switch kind {
    case .journal: return summed(bytes, &mutation)
    case .model: return header(bytes, &draw)
    case .series, .table, .stream, .other, .images, .configuration, .theme:
      var changed = bytes
      for _ in 0...draw.below(4) { changed = lines(changed, &draw) }
      return changed
    }
  }

  static func mutation(_ draw: inout Draw) -> Mutation { Mutation(seed: draw.next()) }

  /// Lines with check sums, changed under sums that are right.
  static func summed(_ bytes: [UInt8], _ mutation: inout Mutation) -> [UInt8] {
    mutation.content(bytes.split(separator: 10).map(Array.init), keepingFirst: true)
  }

  /// A model's header changed, and its length with it.
  private static func header(_ bytes: [UInt8], _ draw: inout Draw) -> [UInt8] {
    guard bytes.count > 8 else { return bytes }
    let length = min(bytes.count - 8, bytes.prefix(8).reversed().reduce(0) { ($0 << 8 | Int($1)) & 0xFFFF_FFFF })
    var text = Array(bytes[8..<8 + length])
    for _ in 0...draw.below(3) { text = number(text, &draw) }
    let count = UInt64(draw.chance(90) ? text.count : draw.below(1 << 40))
    return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + text + bytes[(8 + length)...]
  }

  private static func lines(_ bytes: [UInt8], _ draw: inout Draw) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let place = draw.below(lines.count)
    switch draw.below(12) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: draw.below(lines.count))
    case 2: lines.swapAt(place, draw.below(lines.count))
    case 3: lines.reverse()
    case 4: lines.removeSubrange(min(place, 2)..<place)
    case 5: lines.append(Array(repeating: 0x2C, count: draw.below(3_000)))
    case 6: return Array(lines.joined(separator: [13, 10]))
    case 7: return number(bytes, &draw)
    case 8: column(&lines, &draw)
    default: lines[place] = cell(lines[place], Array(draw.one(cells).utf8), draw.below(20))
    }
    return Array(lines.joined(separator: [10]))
  }

  private static let separators: Set<UInt8> = Set(",;\t :={}[]\"".utf8)

  private static func cell(_ line: [UInt8], _ value: [UInt8], _ which: Int) -> [UInt8] {
    let parts = line.indices.split { separators.contains(line[$0]) }
    guard !parts.isEmpty else { return value }
    let part = parts[which % parts.count]
    return line[..<part.startIndex] + value + line[part.endIndex...]
  }

  /// One value in a column of every row, or of every row but some.
  private static func column(_ lines: inout [[UInt8]], _ draw: inout Draw) {
    let (value, which, kept) = (Array(draw.one(cells).utf8), draw.below(6), 2 + draw.below(9))
    for place in lines.indices.dropFirst() where place % kept != 0 { lines[place] = cell(lines[place], value, which) }
  }

  /// Another number in the place of one.
  private static func number(_ bytes: [UInt8], _ draw: inout Draw) -> [UInt8] {
    let digits = bytes.indices.split { !(48...57).contains(bytes[$0]) }
    guard !digits.isEmpty else { return bytes }
    let run = draw.one(digits)
    return bytes[..<run.startIndex] + Array(draw.one(cells).utf8) + bytes[run.endIndex...]
  }
}
