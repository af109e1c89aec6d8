import Foundation
import Testing

@Suite("Pictures of screens as files")
struct PictureFileTests {
  private func picture(_ name: String, _ arguments: [String] = []) throws -> (data: Data, error: String) {
    let path = try Program.temporaryFolder().appending(path: name).path
    let outcome = try Program.run(
      ["picture", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "1", "--size", "80x24", "--output", path]
        + arguments)
    #expect(outcome.code == 0, "\(outcome.error)")
    return (try Data(contentsOf: URL(filePath: path)), outcome.error)
  }

  @Test("PNG has twice the pixels of SVG, and is not one colour")
  func raster() throws {
    let bytes = [UInt8](try picture("lab.png", ["--bare"]).data)
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(at place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    // 80 × 24 cells of 9.03 × 18.06.
    #expect(number(at: 16) == 1445 && number(at: 20) == 867)
    #expect(bytes.count > 20_000)
    let svg = String(decoding: try picture("lab.svg", ["--bare"]).data, as: UTF8.self)
    #expect(svg.contains("width=\"722.4\" height=\"433.44\""))
  }

  @Test("Another ending is refused with those that there are, before anything is trained")
  func refused() throws {
    let outcome = try Program.run(["picture", Program.sample("demand.csv"), "--output", "lab.gif"])
    #expect(outcome.code != 0 && outcome.error.contains(".svg, .png or .txt"), "\(outcome.error)")
  }
}
