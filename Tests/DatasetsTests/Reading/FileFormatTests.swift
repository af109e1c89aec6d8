import Testing

@testable import Datasets

@Suite("Formats of files")
struct FileFormatTests {
  private static let files: [(bytes: [UInt8], name: String, format: String)] = [
    (Array("a,b\n1,2\n".utf8), "rows.csv", "CSV"), (Array("a b\n1 2\n".utf8), "rows.txt", "CSV"),
    (ImageTests.idx(8, [1, 2, 2], [0, 1, 2, 3]), "t10k-images-idx3-ubyte", "IDX"),
    (Array("P2 3 2 4\n0 1 2 3 4 0\n".utf8), "grey.pgm", "PNG"), ([0x50, 0x4B, 3, 4], "arrays.npz", "NPY"),
    (Array("\u{93}NUMPY".unicodeScalars.map { UInt8($0.value) }), "list.npy", "NPY"),
  ]

  @Test("Bytes tell the format, whatever the name, packed or not", arguments: files.indices)
  func bytesTell(index: Int) throws {
    let (bytes, name, format) = Self.files[index]
    for (contents, called) in [(bytes, name), (gzipped(bytes), name + ".gz"), (bytes, "data.bin"), (bytes, "x.csv")] {
      let file = TemporaryFile(contents, name: called)
      #expect(try FileFormat.of(InputFile(path: file.path)).names.first == format, "\(called)")
    }
  }

  @Test("A folder is known without looking at bytes")
  func folder() throws {
    #expect(try FileFormat.of(InputFile(path: "/tmp")).names == ["folder of pictures"])
  }

  @Test("An empty file is nobody's, and neither is one of another program")
  func refused() {
    #expect(throws: DatasetError.self) { try FileFormat.of(InputFile(path: "/dev/null")) }
    let file = TemporaryFile("%PDF-1.7")
    let error = #expect(throws: DatasetError.self) { try file.open() }
    #expect(error == .otherFormat(path: file.path, format: "a PDF document", remedy: "give a CSV or IDX file"))
  }

  @Test(
    "Names that promise data",
    arguments: [
      ("a.csv", true), ("A.CSV", true), ("a.tsv.gz", true), ("whatever.gz", true), ("train-labels-idx1-ubyte", true),
      ("a.npz", true), ("a.png", false), ("notes.md", false), ("csv", false),
    ])
  func promises(name: String, promised: Bool) { #expect(FileFormat.promisesData(name) == promised) }

  @Test("The shell completes the endings of what a command can use")
  func extensions() {
    #expect(FileFormat.extensions().contains("pgm"))
    #expect(FileFormat.extensions(holding: .images).contains("idx3-ubyte"))
    #expect(FileFormat.extensions(holding: .series).contains("csv"))
    #expect(!FileFormat.extensions(holding: .series).contains("idx"))
    #expect(FileFormat.extensions().allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("-") })
  }
}
