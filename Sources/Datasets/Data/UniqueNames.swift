/// Gives each column a name that no other has: `load`, `load (2)`, `load (3)`.
struct UniqueNames {
  private var taken: Set<String> = []
  /// The number to try next behind a name that is taken, so that many equal names take no longer than many others.
  private var numbers: [String: Int] = [:]

  /// The name, with a number behind it where it is taken.
  mutating func add(_ name: String) -> String {
    guard !taken.insert(name).inserted else { return name }
    var number = numbers[name] ?? 2
    while true {
      let numbered = "\(name) (\(number))"
      number += 1
      guard taken.insert(numbered).inserted else { continue }
      numbers[name] = number
      return numbered
    }
  }
}
