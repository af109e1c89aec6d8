import Testing

@Suite("Tests put files where they are removed")
struct TemporaryPathTests {
  @Test("Only what removes them again asks for a folder of temporary files")
  func onlyOne() throws {
    let words = ["temporaryDirectory", "NSTemporaryDirectory", "mkdtemp", "mkstemp", "tmpfile("]
    let asking = try Repository.files(below: "Tests", suffix: ".swift").filter { path in
      guard path != "Tests/ArchitectureTests/TemporaryPathTests.swift" else { return false }
      let text = try Repository.text(path)
      return words.contains { text.contains($0) }
    }
    #expect(asking == ["Tests/TemporaryPaths/TemporaryPaths.swift"])
  }
}
