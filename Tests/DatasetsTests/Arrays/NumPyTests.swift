import Foundation
import Testing

@testable import Datasets

/// Files that `Fixtures/make-fixtures.py` had NumPy write.
enum NumPyFixture {
  static func path(_ name: String) throws -> String {
    try #require(Bundle.module.path(forResource: "Fixtures/\(name)", ofType: nil))
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: try path(name))))
  }

  static func open(_ name: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws -> Dataset {
    var options = ReadOptions()
    change(&options)
    return try Reader.open(path: try path(name), options: options)
  }
}

@Suite("NumPy's files")
struct NumPyTests {
  @Test("Every type, byte order and axis order reads as NumPy reads it", arguments: ["types.npz", "orders.npz"])
  func values(file: String) throws {
    let archive = try ZipArchive(try NumPyFixture.bytes(file), path: file)
    var arrays: [String: NPYArray] = [:]
    for entry in archive.entries {
      let name = String(entry.name.dropLast(4))
      arrays[name] = try NPYArray(try archive.contents(of: entry, limit: 1 << 20), name: name)
    }
    let compared = arrays.keys.filter { !$0.hasSuffix("=") }
    #expect(compared.count == (file == "types.npz" ? 26 : 4))
    for name in compared {
      let array = try #require(arrays[name])
      let expected = try #require(arrays[name + "="])
      #expect(expected.header.type == .float(4) && !expected.header.isFortranOrder)
      let (found, wanted): ([Float], [Float]) = (array.numbers(), expected.numbers())
      #expect(found.map(\.bitPattern) == wanted.map(\.bitPattern), "\(name)")
      if array.shape.count == 2 {
        #expect(
          (0..<array.shape[1]).allSatisfy {
            array.column($0).map { Float($0) } == expected.column($0).map { Float($0) }
          })
      }
    }
  }

  @Test("A matrix is a table of samples")
  func matrix() throws {
    guard case .table(let table) = try NumPyFixture.open("matrix.npy") else { throw NotOfThisKind() }
    #expect(table.columns.map(\.name) == (1...5).map { "column \($0)" })
    let expected = (0..<12).map { (row: Int) -> Double in Double((row * 5 + 1) % 7 - 3) / 4 }
    #expect(table.columns[1].values == expected)
  }

  @Test("A list is a series, one value a second; a matrix is so on demand")
  func list() throws {
    guard case .series(let series) = try NumPyFixture.open("list.npy") else { throw NotOfThisKind() }
    let counted: [Double] = (0..<40).map { Double($0) }
    #expect(series.columns.map(\.values) == [counted])
    #expect(series.step == 1_000)
    #expect(series.report.remarks.contains("rows carry no time and are counted as one per second"))
    guard case .series(let forced) = try NumPyFixture.open("matrix.npy", { $0.kind = .series }) else {
      throw NotOfThisKind()
    }
    #expect(forced.columns.count == 5 && forced.count == 12)
    guard case .table = try NumPyFixture.open("list.npy", { $0.kind = .table }) else { throw NotOfThisKind() }
  }

  @Test("Images with their classes, by Keras's names")
  func images() throws {
    guard case .images(let images) = try NumPyFixture.open("images.npz") else { throw NotOfThisKind() }
    #expect(images.count == 30 && images.height == 8 && images.width == 8)
    #expect(images.labels == (0..<30).map { Int32($0 % 4) })
    #expect(images.classNames == ["0", "1", "2", "3"])
    let pixel = Float(100 * 37 % 256) / 255
    #expect(images.pixels[100] == pixel)
    #expect(Set(images.report.leftOut.map(\.name)) == ["x_test", "y_test"])
  }

  @Test("Images in colour, channels last or first; numbers that are no classes stay numbers")
  func colour() throws {
    guard case .images(let last) = try NumPyFixture.open("colour.npz"),
      case .images(let first) = try NumPyFixture.open("colour-first.npz")
    else { throw NotOfThisKind() }
    #expect(last.count == 4 && last.height == 6 && last.width == 5 && last.channels == 3)
    #expect(first.pixels == last.pixels && first.height == 6 && first.width == 5 && first.channels == 3)
    #expect(last.pixels[7] == Float(7 * 11 % 256) / 255)
    #expect(last.labels == [0, 1, 0, 1] && last.numbers.isEmpty)
    #expect(first.labels.isEmpty && first.numbers == [0.5, 1.5, -2, 3.25])
  }

  @Test("Arrays with datetime64 are a series, with names for a matrix's columns")
  func series() throws {
    guard case .series(let series) = try NumPyFixture.open("series.npz") else { throw NotOfThisKind() }
    #expect(series.start == wall(2016, 7, 1))
    #expect(series.step == 1_800_000)
    #expect(series.columns.map(\.name) == ["load", "wärme", "wind"])
    #expect(shown(series.columns[0].values).prefix(7) == [0, 0.5, 1, 1.5, 2, -999, 3])
    #expect(series.columns[2].values[9] == 81)
    #expect(series.report.file.guess.timeColumn == "when")
  }

  @Test("Words are classes, and arrays of another length are named")
  func flowers() throws {
    guard case .table(let table) = try NumPyFixture.open("flowers.npz") else { throw NotOfThisKind() }
    #expect(table.columns.map(\.name) == ["data 1", "data 2"])
    #expect(table.textColumns.map(\.levels) == [["rose", "tulip"]])
    #expect(table.suggestedTarget == "target")
    #expect(table.report.leftOut == [LeftOutColumn(name: "picture", reason: "has the shape (3)")])
  }

  @Test(
    "What holds no numbers is refused with its type",
    arguments: [("records.npy", "records with fields"), ("complex.npy", "values of type <c8")])
  func refused(file: String, found: String) throws {
    let error = #expect(throws: DatasetError.self) { try NumPyFixture.open(file) }
    #expect(error?.sentence.contains(found) == true)
  }

  private static let units: [(String, Int64)] = [
    ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1), ("D", 86_400_000), ("W", 604_800_000),
  ]

  @Test("Units of datetime64", arguments: units)
  func unit(name: String, milliseconds: Int64) throws {
    let stamps = npy(
      "{'descr': '<M8[\(name)]', 'fortran_order': False, 'shape': (4,), }",
      (0..<4).flatMap { littleEndian(Int64($0 + 3)) })
    let values = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }", [1, 2, 3, 4])
    let bytes = zipped([("t.npy", stamps), ("x.npy", values)], deflates: true)
    guard case .series(let series) = try TemporaryFile(bytes).open() else { throw NotOfThisKind() }
    #expect(series.start == 3 * milliseconds)
    #expect(series.step == milliseconds)
  }

  @Test(
    "Counts since 1970 under a name that speaks of time",
    arguments: [(1, .epochSeconds), (1_000, .epochMilliseconds), (1_000_000_000, .epochNanoseconds)]
      as [(Int64, DateForm)])
  func epochs(scale: Int64, form: DateForm) throws {
    let counts = (0..<5).map { (1_467_331_200 + Int64($0) * 60) * scale }
    let stamps = npy("{'descr': '<i8', 'fortran_order': False, 'shape': (5,), }", counts.flatMap(littleEndian))
    let values = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (5,), }", [1, 2, 3, 4, 5])
    guard case .series(let series) = try TemporaryFile(zipped([("time.npy", stamps), ("x.npy", values)])).open() else {
      throw NotOfThisKind()
    }
    #expect(series.start == 1_467_331_200_000 && series.step == 60_000)
    #expect(series.report.file.guess.dateForm == form)
  }
}

@Suite("Whole numbers of NumPy beyond what a Double holds")
struct LongIntegerTests {
  @Test("They are text among samples, each digit kept", arguments: ["<i8", "<u8"])
  func text(type: String) throws {
    let numbers = (0..<20 as Range<UInt64>).flatMap { [9_007_199_254_740_993 + 2 * $0, $0] }
    let bytes = numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
    let file = npy("{'descr': '\(type)', 'fortran_order': False, 'shape': (20, 2), }", bytes)
    guard case .table(let table) = try TemporaryFile(file).open() else { throw NotOfThisKind() }
    #expect(table.textColumns.map(\.levels.count) == [20] && table.textColumns[0].levels[1] == "9007199254740995")
    #expect(table.remarks.first?.hasSuffix("read as text with every digit") == true)
  }
}

@Suite("NumPy files that lie")
struct LyingArrayTests {
  private func sentence(_ bytes: [UInt8]) -> String {
    do {
      _ = try TemporaryFile(bytes).open()
      return "no error"
    } catch { return error.sentence }
  }

  @Test(
    "Shapes that the bytes cannot hold",
    arguments: [
      "(1152921504606846976, 3)", "(99999999999999999999999, 2)", "(4294967296, 4294967296)", "(5,)", "(2, 3)",
      "(0, 9223372036854775807)", "()", "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)",
    ])
  func shapes(shape: String) {
    let text = sentence(npy("{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }", [0, 0, 0, 0, 0, 0, 0, 0]))
    #expect(text.contains("the NumPy file holds"), "\(text)")
  }

  @Test(
    "Headers that are none",
    arguments: [
      "", "{", "{}", "{'descr': '<f4'}", "{'descr': 3, 'fortran_order': False, 'shape': (1,)}", "[1]",
      "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,)}",
      "{'descr': '<f4', 'fortran_order': True, 'shape': (-1,)}",
      "{'descr': '<f3', 'fortran_order': True, 'shape': (1,)}",
      "{'descr': '<U99999999', 'fortran_order': True, 'shape': (1,)}",
      "{'descr': '<M8[parsec]', 'fortran_order': True, 'shape': (1,)}", "{'shape': (1,), 'shape': (2,)}",
    ])
  func headers(text: String) { #expect(sentence(npy(text, [0, 0, 0, 0])).contains("the NumPy file holds")) }

  @Test("A header length beyond the file, and a version that does not exist")
  func lengths() {
    var bytes = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", [0, 0, 0, 0])
    bytes[9] = 0xFF
    #expect(sentence(bytes).contains("a header of"))
    bytes[6] = 9
    #expect(sentence(bytes).contains("format version 9"))
    #expect(sentence(Array(bytes.prefix(9))).contains("a header"))
  }

  @Test("Archives that contradict themselves")
  func archives() throws {
    let array = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", [0, 0, 0, 0, 0, 0, 0, 0])
    for deflates in [true, false] {
      let archive = zipped([("a.npy", array)], deflates: deflates)
      let end = archive.count - 22
      let start = Int(archive[end + 16]) | Int(archive[end + 17]) << 8
      // The check sum, both sizes, the place of the entry, the method, the count of entries, the directory's place.
      for place in [start + 16, start + 20, start + 24, start + 27, start + 42, start + 10, end + 10, end + 16] {
        var changed = archive
        changed[place] ^= 0x7F
        #expect(sentence(changed) != "no error", "byte \(place)")
      }
      #expect(sentence(Array(archive.dropLast(5))).contains("no directory"))
    }
    #expect(sentence(zipped([("sheet.xml", [1, 2])])).contains("a zip archive or a spreadsheet"))
  }

  @Test("An archive that unfolds without end is refused before it is unfolded")
  func bomb() {
    let array = npy(
      "{'descr': '|u1', 'fortran_order': False, 'shape': (70000000,), }", [UInt8](repeating: 0, count: 70_000_000))
    #expect(sentence(zipped([("a.npy", array)], deflates: true)).contains("claims to expand"))
  }
}
