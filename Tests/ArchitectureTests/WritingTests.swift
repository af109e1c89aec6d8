import Testing

@Suite("Files are written in one way")
struct WritingTests {
  /// Files that open others for writing, each with what it opens.
  private static let writers = [
    "Sources/Basics/StagedFile.swift": "a new file under a temporary name",
    "Sources/Basics/WholeFile.swift": "a device or a pipe",
    "Sources/Basics/AppendedFile.swift": "a file that grows",
    "Sources/Basics/Descriptor.swift": "what stands in for a standard stream that is closed",
    "Sources/Datasets/Streams/Pipes.swift": "memory in which a pipe's bytes are gathered",
  ]

  private var opening: Regex<Substring> {
    /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)\b|\b(?:fopen|fdopen|freopen|creat|mk(?:o)?stemps?|shm_open)\s*\(|\bFileHandle\s*\(\s*for(?:Writing|Updating)|\bcreateFile\s*\(|\bURL\s*\(|\batomically:|\bOutputStream\b|\brename(?:at)?\s*\(\s*\w+\s*,|\bcopyItem\b|\bmoveItem\b|\breplaceItem/
  }

  @Test("No other code opens a file for writing", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func opens(path: String) throws {
    let lines = SwiftText(try Repository.text(path)).lines(with: opening)
    #expect(lines.isEmpty != Self.writers.keys.contains(path), "\(path) opens files for writing on lines \(lines)")
  }

  @Test(
    "Nothing is printed past the one place that sees what was not taken",
    arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func prints(path: String) throws {
    let printing = /\b(?:print|debugPrint|dump|fputs|puts|putchar|fwrite|fprintf|vprintf)\s*\(|\bFileHandle\.standard/
    #expect(SwiftText(try Repository.text(path)).lines(with: printing) == [], "\(path) prints on these lines")
  }
}
