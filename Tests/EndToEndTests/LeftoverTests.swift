import Foundation
import TemporaryPaths
import Testing

@Suite("Tests leave nothing behind")
struct LeftoverTests {
  @Test(
    "A folder for temporary files is empty after suites that write files",
    arguments: [
      "^DatasetsTests\\.(NumPy|PictureFolder|Gzip)Tests", "^ModelsTests\\.FittedModelFileTests",
      "^TrainingTests\\.(Journal|WatchFeed)Tests",
      "^EndToEndTests\\.(NewcomerTests|OptionTests/otherNames)",
    ])
  func empty(suites: String) throws {
    let folder = try Program.temporaryFolder()
    let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let outcome = try Program.run(
      ["--testing-library", "swift-testing", "--filter", suites], in: Program.root,
      environment: ["TMPDIR": folder.path], program: runner)
    #expect(outcome.code == 0, "\(outcome.output.suffix(2_000))")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
