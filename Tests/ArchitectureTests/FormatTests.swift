import Datasets
import Testing

@Suite("Formats of files stand in one list")
struct FormatTests {
  /// Samples are CSV files by their names, a NumPy archive names its arrays as files, and pictures are written as text.
  static let otherEndings = [
    "Sources/grainscope/Samples.swift", "Sources/Datasets/Arrays/ArrayFile.swift",
    "Sources/grainscope/Commands/PictureCommand.swift",
  ]

  @Test("The table of docs/formats.md is the list")
  func documentIsTheList() throws {
    let rows = FileFormat.all.map { format in
      let endings = format.endings.map { "`\($0)`" }.joined(separator: " ")
      return "| \(format.names.joined(separator: ", ")) |\(endings.isEmpty ? "" : " " + endings) | \(format.words) |"
    }
    let lines = try Repository.text("docs/formats.md").split(separator: "\n").map(String.init)
    let first = try #require(lines.firstIndex { $0.hasPrefix("| format |") })
    #expect(lines[(first + 2)...].prefix { $0.hasPrefix("|") } == rows[...])
  }

  @Test("No two formats claim one ending, and all stand in lower case")
  func endingsAreApart() {
    let endings = FileFormat.all.flatMap(\.endings)
    #expect(Set(endings).count == endings.count)
    #expect(endings.allSatisfy { $0 == $0.lowercased() && ($0.hasPrefix(".") || $0.hasPrefix("-")) })
  }

  @Test("No ending stands anywhere else", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func endingsStandOnce(path: String) throws {
    guard !Self.otherEndings.contains(path) else { return }
    let text = try Repository.text(path)
    guard !text.contains("= FileFormat(") else { return }
    for ending in FileFormat.all.flatMap(\.endings) {
      let word = ending.drop { $0 == "." }
      #expect(!text.contains("\"\(word)\"") && !text.contains("\".\(word)\""), "\(path) knows \(ending) by itself")
    }
  }

  @Test("No switch asks which format it is", arguments: Repository.files(below: "Sources", suffix: ".swift"))
  func noFormatIsAskedFor(path: String) throws {
    let text = try Repository.text(path)
    guard text.contains("FileFormat.") else { return }
    #expect(
      SwiftText(text).lines(with: /\.names\s*(?:==|\.contains)|switch\s+\w*[fF]ormat\.names/) == [],
      "\(path) tells formats apart by their names; give them a property")
  }
}
