import Testing

@Suite("Modules import only what the table in docs/architecture.md allows")
struct ImportTests {
  let table: ModuleTable

  init() throws {
    table = ModuleTable(markdown: try Repository.text("docs/architecture.md"))
  }

  // The folder of words is the catalogue, which becomes part of the modules.
  @Test("Every folder of Sources stands in the table, and the other way round")
  func tableIsComplete() throws {
    #expect(Set(table.rows.keys) == Set(try Repository.names(in: "Sources")).subtracting(["Words"]))
  }

  @Test("Every import is allowed", arguments: try Repository.names(in: "Sources"))
  func importsAreAllowed(in module: String) throws {
    let allowed = table.rows[module]?.all ?? []
    for path in Repository.files(below: "Sources/\(module)", suffix: ".swift") {
      for (imported, line) in SwiftText(try Repository.text(path)).imports {
        #expect(allowed.contains(imported), "\(path):\(line) imports \(imported); the table allows \(allowed.sorted())")
      }
    }
  }

  @Test("The table allows nothing that no file uses", arguments: try Repository.names(in: "Sources"))
  func tableIsTight(for module: String) throws {
    let files = Repository.files(below: "Sources/\(module)", suffix: ".swift")
    let used = Set(try files.flatMap { SwiftText(try Repository.text($0)).imports.map(\.module) })
    let unused = (table.rows[module]?.all ?? []).subtracting(used)
    #expect(unused.isEmpty, "\(module) may import \(unused.sorted()), and never does")
  }

  @Test("Imports run one way: no module reaches itself")
  func tableHasNoCycle() {
    #expect(table.cycle == nil)
  }

  @Test(
    "A C library has one door",
    arguments: [
      ("COpenBLAS", "Tensors"), ("CKernels", "Tensors"), ("CCurses", "Terminal"), ("CZlib", "Datasets"),
      ("CPNG", "Datasets"), ("CSQLite", "Store"), ("CHash", "Store"),
    ])
  func librariesHaveOneDoor(library: String, door: String) {
    let importers = table.rows.filter { $0.value.modules.contains(library) }.keys.sorted()
    #expect(importers == [door])
  }

  @Test("What is drawn and said knows neither platform nor engine", arguments: ["Telemetry", "Canvas", "Dashboard"])
  func screenIsPure(module: String) throws {
    let row = try #require(table.rows[module])
    #expect(row.platform.isEmpty)
    #expect(row.modules.isSubset(of: ["Basics", "Telemetry", "Canvas"]))
  }
}
