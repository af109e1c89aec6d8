import Foundation
import TemporaryPaths
import Testing

@testable import Datasets

/// A folder of folders that exists while its value does.
final class TemporaryFolder {
  let path = TemporaryPaths.unused().path

  init(_ files: [String: [UInt8]] = [:]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, bytes) in files { try add(bytes, name) }
  }

  func add(_ bytes: [UInt8], _ name: String) throws {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func images() throws -> ImageSet {
    guard case .images(let images) = try Reader.open(path: path) else { throw NotOfThisKind() }
    return images
  }
}

@Suite("Folders of pictures")
struct PictureFolderTests {
  private func grey(_ height: Int, _ width: Int, _ value: UInt8) -> [UInt8] {
    Array("P5 \(width) \(height) 255\n".utf8) + [UInt8](repeating: value, count: height * width)
  }

  @Test("One folder a class, in the order of names; other files are passed over")
  func classes() throws {
    let folder = try TemporaryFolder([
      "b/2.pgm": grey(2, 3, 20), "b/1.pgm": grey(2, 3, 10), "a/x.PGM": grey(2, 3, 30), "a/notes.txt": [65],
      "empty/readme.md": [65], "top.pgm": grey(2, 3, 0), ".hidden/1.pgm": grey(2, 3, 0), "c/.hid.pgm": grey(2, 3, 0),
    ])
    let images = try folder.images()
    #expect(images.classNames == ["a", "b"] && images.labels == [0, 1, 1])
    #expect(images.height == 2 && images.width == 3 && images.channels == 1)
    #expect(images.pixels == [30, 10, 20].flatMap { [Float](repeating: $0 / 255, count: 6) })
    #expect(images.fileNames == ["a/x.PGM", "b/1.pgm", "b/2.pgm"])
    #expect(images.report.oddPictures.count == 0 && images.report.rows == 3 && images.report.bytes == 3 * 17)
  }

  @Test("Pictures without folders have no classes, but the names of their files")
  func loose() throws {
    let images = try TemporaryFolder(["2.pgm": grey(2, 2, 7), "1.pgm": grey(2, 2, 5), "notes.txt": [65]]).images()
    #expect(images.labels.isEmpty && images.classNames.isEmpty && images.fileNames == ["1.pgm", "2.pgm"])
    #expect(images.pixels == [5, 7].flatMap { [Float](repeating: $0 / 255, count: 4) })
    #expect(images.remarks == ["pictures without a folder for each class: their classes are not known"])
  }

  @Test("Pictures of another size and those that cannot be read are left out and named")
  func odd() throws {
    var files = [
      "a/1.pgm": grey(2, 2, 1), "a/2.pgm": grey(3, 2, 1), "b/3.pgm": grey(2, 2, 1), "b/4.pgm": grey(2, 2, 9),
    ]
    files["b/5.png"] = Array("not a picture".utf8)
    files["b/6.png"] = Array(try PictureFixture.bytes("grey-8.png").prefix(60))
    let images = try TemporaryFolder(files).images()
    #expect(images.count == 3 && images.labels == [0, 1, 1])
    #expect(Set(images.report.oddPictures.first.map(\.name)) == ["a/2.pgm", "b/5.png", "b/6.png"])
    #expect(images.report.oddPictures.first.contains { $0.words.hasSuffix(" has 3×2 pixels") })
    // Beside scores, too, where findings are not listed.
    let first = try #require(images.report.oddPictures.first.first)
    #expect(images.remarks == ["3 pictures are left out, as the first of them: \(first.words)"])
  }

  @Test("Colour makes all coloured, transparency is told")
  func colour() throws {
    let images = try TemporaryFolder([
      "a/1.png": try PictureFixture.bytes("colour-alpha.png"), "a/2.png": try PictureFixture.bytes("grey-8.png"),
    ]).images()
    #expect(images.channels == 3 && images.count == 2)
    let second = Array(images.pixels[105...])
    let expected = try PictureFixture.bytes("grey-8.raw")
    #expect(second == expected.flatMap { [Float](repeating: Float($0) / 255, count: 3) })
    #expect(images.remarks.contains("grey pictures among coloured ones are read as coloured"))
    #expect(images.remarks.contains("1 picture is transparent and laid over white"))
  }

  @Test("Folders without such folders are refused in a sentence")
  func refusals() throws {
    let empty = try TemporaryFolder()
    #expect(throws: DatasetError.self) { try empty.images() }
    let broken = try TemporaryFolder(["a/1.png": [1, 2, 3]])
    let error = #expect(throws: DatasetError.self) { try broken.images() }
    #expect(error?.sentence.contains("a/1.png holds other bytes") == true)
    let many = try TemporaryFolder()
    for number in 0...100 { try many.add(grey(1, 1, 0), "\(number)/x.pgm") }
    #expect(throws: DatasetError.self) { try many.images() }
  }

  @Test("Reading stops when it is told to")
  func stopping() throws {
    let folder = try TemporaryFolder(["a/1.pgm": grey(2, 2, 1)])
    #expect(throws: DatasetError.stopped(path: folder.path)) {
      try Reader.open(path: folder.path, observer: { _ in false })
    }
  }
}
