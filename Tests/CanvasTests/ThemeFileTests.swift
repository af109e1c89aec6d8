import Foundation
import Testing

@testable import Canvas

@Suite("The files in themes are the built-in themes")
struct ThemeFileTests {
  /// A file of the folder `themes`.
  struct File: CustomTestStringConvertible {
    let name: String
    let text: String

    var order: Int? { text.firstMatch(of: /(?m)^# order: (\d+)$/).flatMap { Int($0.output.1) } }
    var testDescription: String { name }

    static let all: [File] = {
      let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      let folder = root.appending(path: "themes")
      let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      return (found ?? []).filter { $0.pathExtension == "theme" }.compactMap { url in
        (try? String(contentsOf: url, encoding: .utf8)).map {
          File(name: url.deletingPathExtension().lastPathComponent, text: $0)
        }
      }
    }()
  }

  @Test("Each file is built in, none besides, in the order that they state")
  func filesAreBuiltIn() {
    let sorted = File.all.sorted { ($0.order ?? .max, $0.name) < ($1.order ?? .max, $1.name) }
    #expect(Theme.builtInNames == sorted.map(\.name))
    #expect(Theme.builtInNames.count >= 10)
    #expect(Theme.builtIn.map(\.name) == Theme.builtInNames)
    #expect(Theme.named("no-such-theme") == nil)
  }

  @Test("A built-in theme is what its file says, comments and all", arguments: File.all)
  func filesMatch(file: File) {
    #expect(Theme.named(file.name) == Theme(name: file.name, palette: ThemeFile(parsing: file.text).palette))
  }

  @Test("Every line holds, and every name of ours has a colour", arguments: File.all.filter { $0.name != "monochrome" })
  func filesAreComplete(file: File) {
    let read = ThemeFile(parsing: file.text)
    #expect(read.faults.isEmpty)
    #expect(PaletteKey.allCases.allSatisfy { read.palette[$0] != nil })
  }

  @Test("A file that names no colour makes a theme of weights alone")
  func colorless() {
    #expect(Theme.monochrome.isMonochrome && Theme.monochrome.name == "monochrome")
    for text in ["", "# a remark", "theme[main_bg]=\"\"\ntheme[cpu_start]=\"\""] {
      #expect(Theme(name: "monochrome", palette: ThemeFile(parsing: text).palette) == .monochrome)
    }
    #expect(!Theme(name: "one", palette: ThemeFile(parsing: "theme[cpu_end]=\"#ff\"").palette).isMonochrome)
  }
}
