import Foundation

/// The table of modules in docs/architecture.md: the one place that says who may import whom.
struct ModuleTable {
  struct Row {
    /// Modules of this package and of packages that it depends on.
    var modules: Set<String>
    /// Modules of the platform.
    var platform: Set<String>
    var all: Set<String> { modules.union(platform) }
  }

  private(set) var rows: [String: Row] = [:]

  /// Reads the table that follows a header line whose first cell is `module`; a row may name several modules.
  init(markdown: String) {
    var inside = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        inside = false
        continue
      }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.first == "module" {
        inside = true
      } else if inside, cells.count == 4, !line.contains("---") {
        let row = Row(modules: Self.names(in: cells[2]), platform: Self.names(in: cells[3]))
        for module in Self.names(in: cells[0]) { rows[module] = row }
      }
    }
  }

  /// What stands between back quotes.
  private static func names(in cell: String) -> Set<String> {
    Set(cell.matches(of: /`(\w+)`/).map { String($0.output.1) })
  }

  /// A chain of imports that comes back to where it began; nil where there is none.
  var cycle: [String]? {
    var finished: Set<String> = []
    func follow(_ module: String, _ path: [String]) -> [String]? {
      if let start = path.firstIndex(of: module) { return Array(path[start...]) + [module] }
      guard let row = rows[module], !finished.contains(module) else { return nil }
      for next in row.modules.sorted() {
        if let found = follow(next, path + [module]) { return found }
      }
      finished.insert(module)
      return nil
    }
    for module in rows.keys.sorted() {
      if let found = follow(module, []) { return found }
    }
    return nil
  }
}
