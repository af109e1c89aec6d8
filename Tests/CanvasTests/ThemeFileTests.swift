import Glibc
import Testing

@testable import Canvas

@Suite("Theme files")
struct ThemeFileTests {
  @Test("The files in themes are the built-in texts", arguments: BuiltInThemes.all)
  func filesMatch(name: String, text: String) throws {
    let parts = #filePath.split(separator: "/").dropLast(3)
    let path = "/" + parts.joined(separator: "/") + "/themes/\(name).theme"
    let file = try #require(fopen(path, "r"), "\(path) is missing")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == text)
  }
}
