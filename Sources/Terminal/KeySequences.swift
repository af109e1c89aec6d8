import CCurses
import Canvas

/// The byte sequences that this terminal's database entry names for its keys.
///
/// The decoder knows the forms of xterm, rxvt, Linux and the VT family by itself; this table adds the others.
struct KeySequences {
  private(set) var keys: [[UInt8]: Key] = [:]
  private(set) var longest = 0

  init(_ keys: [[UInt8]: Key] = [:]) {
    for (sequence, key) in keys { add(sequence, key) }
  }

  /// Reads the entry that is loaded at the moment.
  static func ofLoadedEntry() -> KeySequences {
    var result = KeySequences()
    for (name, key) in capabilities {
      if let value = cc_string(name) { result.add(Array(String(cString: value).utf8), key) }
    }
    for number in 1...20 {
      if let value = cc_string("kf\(number)") { result.add(Array(String(cString: value).utf8), .function(number)) }
    }
    return result
  }

  /// The key whose sequence begins at `start`, and its length; the longest wins.
  func match(_ bytes: [UInt8], at start: Int) -> (key: Key, count: Int)? {
    var count = min(longest, bytes.count - start)
    while count > 1 {
      if let key = keys[Array(bytes[start..<start + count])] { return (key, count) }
      count -= 1
    }
    return nil
  }

  /// Whether one of them begins so.
  func begin(with bytes: [UInt8]) -> Bool { keys.keys.contains { $0.starts(with: bytes) } }

  /// Only sequences are of use: single bytes mean the same everywhere.
  private mutating func add(_ sequence: [UInt8], _ key: Key) {
    guard sequence.count > 1, sequence.first == 0x1B else { return }
    keys[sequence] = key
    longest = max(longest, sequence.count)
  }

  private static let capabilities: [(String, Key)] = [
    ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
    ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
    ("kri", .shiftUp), ("kind", .shiftDown), ("kLFT", .shiftLeft), ("kRIT", .shiftRight), ("kent", .enter),
  ]
}
