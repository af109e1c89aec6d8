import Foundation
import Testing

@Suite("Documents point at what exists")
struct DocumentTests {
  static let documents =
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "sample-data/README.md"]
    + Repository.files(below: "docs", suffix: ".md")

  @Test("Every link inside the tree leads somewhere", arguments: documents)
  func linksResolve(document: String) throws {
    let folder = URL(fileURLWithPath: document, relativeTo: URL(fileURLWithPath: "/")).deletingLastPathComponent()
    for match in try Repository.text(document).matches(of: /\]\((?<target>[^)\s#]+)(?:#[^)]*)?\)/) {
      let target = String(match.output.target)
      guard !target.contains("://") else { continue }
      let path = folder.appending(path: target).standardized.path
      #expect(Repository.exists(String(path.dropFirst())), "\(document) links to \(target)")
    }
  }

  @Test("Every sample has a section, and every section a sample")
  func samplesAreDescribed() throws {
    let described = try Repository.text("sample-data/README.md").matches(of: /\n## (\S+\.csv)/).map {
      String($0.output.1)
    }
    #expect(
      described.sorted()
        == Repository.files(below: "sample-data", suffix: ".csv").map { String($0.dropFirst("sample-data/".count)) })
  }

  @Test("Every theme is described", arguments: Repository.files(below: "themes", suffix: ".theme"))
  func themesAreDescribed(path: String) throws {
    let name = path.dropFirst("themes/".count).dropLast(".theme".count)
    #expect(try Repository.text("docs/themes.md").contains("`\(name)`"))
  }

  @Test("The program's version is the newest of the changelog")
  func versionIsTheNewest() throws {
    let program = try #require(
      try Repository.text("Sources/grainscope/Grainscope.swift").firstMatch(of: /version: "grainscope ([\d.]+)/))
    let changelog = try #require(try Repository.text("CHANGELOG.md").firstMatch(of: /\n## \[([\d.]+)\]/))
    #expect(program.output.1 == changelog.output.1)
  }

  @Test("Every file and folder that contributors are sent to is there, and every command")
  func contributorsAreLedSomewhere() throws {
    let text = try Repository.text("CONTRIBUTING.md")
    let paths = text.matches(of: /`((?:Sources|Tests|Plugins|themes|docs)\/[\w\/.+-]+)`/).map { String($0.output.1) }
    #expect(paths.count > 25)
    for path in paths { #expect(Repository.exists(path), "CONTRIBUTING.md names \(path)") }
    let makefile = try Repository.text("Makefile")
    for match in text.matches(of: /`make ([a-z-]+)/) {
      #expect(makefile.contains("\n\(match.output.1):"), "CONTRIBUTING.md names make \(match.output.1)")
    }
  }

  @Test("Every script that the samples' README names is there")
  func scriptsExist() throws {
    for match in try Repository.text("sample-data/README.md").matches(of: /scripts\/[\w.-]+/) {
      #expect(Repository.exists("sample-data/\(match.output)"))
    }
  }
}
