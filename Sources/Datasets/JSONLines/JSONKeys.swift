/// The keys of a file's lines: columns, in the order in which they first held a value.
///
/// A key within an object belongs to the key of that object, so that its column is called `outer.inner`.
struct JSONKeys {
  private struct Key {
    let parent: Int
    /// Its text within `texts`.
    let text: Range<Int>
    /// What came first within it, and next behind it, the last time: most lines hold the same keys in the same order.
    var first = 0
    var follower = 0
    /// The object that held it last.
    var object = 0
    /// −1 where it has held no value but objects and lists.
    var column = -1
    var holdsList = false
  }

  private struct Place: Hashable {
    let parent: Int
    let text: [UInt8]
  }

  /// The object that a line is.
  static let root = 0

  private var keys = [Key(parent: root, text: 0..<0)]
  private var texts: [UInt8] = []
  private var places: [Place: Int] = [:]
  /// The key of each column.
  private var columns: [Int] = []
  private var isSettled = false

  /// Without the root.
  var count: Int { keys.count - 1 }

  /// The number of the key that stands in `text`, a new one where it was not met before.
  ///
  /// - Parameter before: the key in front of it in the same object, or `parent` where there is none.
  mutating func number(
    _ bytes: Span<UInt8>, _ text: JSONText, within parent: Int, behind before: Int
  ) -> Int {
    let likely = before == parent ? keys[parent].first : keys[before].follower
    if keys[likely].parent == parent, likely != Self.root, !text.hasEscapes, equals(likely, bytes, text.range) {
      return likely
    }
    let place = Place(parent: parent, text: text.plain(bytes))
    let number = places[place] ?? keys.count
    if number == keys.count {
      keys.append(Key(parent: parent, text: texts.count..<texts.count + place.text.count))
      texts += place.text
      places[place] = number
    }
    if before == parent { keys[parent].first = number } else { keys[before].follower = number }
    return number
  }

  private func equals(_ number: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let text = keys[number].text
    guard text.count == range.count else { return false }
    for index in 0..<range.count where texts[text.lowerBound + index] != bytes[range.lowerBound + index] {
      return false
    }
    return true
  }

  /// Marks a key as held by the object of this number; false where that object holds it already.
  mutating func hold(_ key: Int, in object: Int) -> Bool {
    guard keys[key].object != object else { return false }
    keys[key].object = object
    return true
  }

  /// The column of a key that holds a value; −1 where it is left out.
  mutating func column(of key: Int) -> Int {
    if keys[key].column < 0, !isSettled {
      keys[key].column = columns.count
      columns.append(key)
    }
    return keys[key].column
  }

  mutating func holdsList(_ key: Int) { keys[key].holdsList = true }

  /// As `outer.inner`.
  func name(of key: Int) -> String {
    var parts: [String] = []
    var key = key
    while key != Self.root {
      parts.append(String(decoding: texts[keys[key].text], as: UTF8.self))
      key = keys[key].parent
    }
    return parts.reversed().joined(separator: ".")
  }

  /// Once all lines are known: leaves out what holds lists, and numbers the columns that stay.
  mutating func settle() -> Dialect {
    let lists = keys.indices.filter { keys[$0].holdsList }
    for key in lists { keys[key].column = -1 }
    columns.removeAll { keys[$0].holdsList }
    for (column, key) in columns.enumerated() { keys[key].column = column }
    isSettled = true
    return Dialect(
      names: columns.map(name),
      leftOut: lists.map { LeftOutColumn(name: Clean.text(name(of: $0)), reason: Words.leftOutLists) })
  }
}
