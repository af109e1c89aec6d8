/// What the folders of runs take, as it was measured once: with thousands of them nobody wants to wait for that whenever a run
/// begins.
///
/// It lies in the store as a line a run, and may be removed at any time: what it does not name is measured.
struct RunSizes {
  static let name = "sizes"
  /// Runs by which it may be off before it is written anew: so many are measured quickly.
  private static let slack = 32

  private let path: String
  private var known: [StoreID: Int64] = [:]

  init(_ store: RunStore) {
    path = store.path + "/" + Self.name
    guard let bytes = try? Disk.bytes(of: path) else { return }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard words.count == 2, let id = StoreID(String(decoding: words[0], as: UTF8.self)),
        let size = Int64(String(decoding: words[1], as: UTF8.self)), size >= 0
      else { continue }
      known[id] = size
    }
  }

  /// Bytes of all these folders. What is not known yet is measured, and known from then on where nobody trains the run.
  ///
  /// - Parameter isExact: measures all of them.
  mutating func total(_ folders: [RunFolder], isExact: Bool) -> Int64 {
    var total: Int64 = 0
    var sizes: [StoreID: Int64] = [:]
    sizes.reserveCapacity(folders.count)
    for folder in folders {
      let noted = known[folder.id]
      let bytes = (isExact ? nil : noted) ?? folder.sizes.values.reduce(0, +)
      total += bytes
      // Of one that is being trained more is to come.
      if bytes == noted || !folder.isTrained { sizes[folder.id] = bytes }
    }
    let changes = sizes.count { known[$0.key] != $0.value } + known.keys.count { sizes[$0] == nil }
    known = sizes
    if changes > (isExact ? 0 : Self.slack) { write() }
    return total
  }

  /// A run's folder takes something else now.
  mutating func measure(_ folder: RunFolder) { known[folder.id] = folder.sizes.values.reduce(0, +) }

  /// Several processes may do so at once: each writes it whole, and what one of them does not know is measured again.
  func write() {
    guard known.count > Self.slack else { return }
    let lines = known.map { "\($0.key.text) \($0.value)\n" }
    // A cache is worth no wait for the disk, and no word where it cannot be written.
    guard let part = try? Disk.stage(Array(lines.joined().utf8), for: path, isSettled: false) else { return }
    try? Disk.place(part, at: path)
  }
}
