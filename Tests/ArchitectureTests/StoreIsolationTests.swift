import Testing

@Suite("Tests keep their runs away from the user's store")
struct StoreIsolationTests {
  /// Where a test begins a process that is not the program.
  static let others = [
    "Tests/TerminalTests/Pty.swift", "Tests/EndToEndTests/WatchTests.swift",
    "Tests/DatasetsTests/Streams/PipeTests.swift",
  ]

  @Test("Who begins the program in a test gives it a folder for its state")
  func everyProcessHasState() throws {
    let beginners = try Repository.files(below: "Tests", suffix: ".swift").filter { path in
      guard !Self.others.contains(path), path != "Tests/ArchitectureTests/StoreIsolationTests.swift" else {
        return false
      }
      let text = try Repository.text(path)
      return text.contains("Process()") || text.contains("posix_spawn")
    }
    #expect(!beginners.isEmpty)
    for path in beginners {
      let text = try Repository.text(path)
      #expect(
        text.contains("XDG_STATE_HOME") || text.contains("Program.environment("), "\(path) sets no XDG_STATE_HOME")
    }
  }

  @Test("Commands of the Makefile that train for tests, pictures and measurements keep nothing in the user's store")
  func makefileHasState() throws {
    #expect(
      try Repository.text("Makefile").contains("check-peers bench bench-peers pictures packaged: export XDG_STATE_HOME")
    )
  }
}
