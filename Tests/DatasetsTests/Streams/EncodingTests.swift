import Testing

@testable import Datasets

@Suite("Text encodings")
struct EncodingTests {
  private static let text = "zeit;größe\n1.7.2016;1,5\n2.7.2016;2,5\n3.7.2016;4\n"

  private func open(_ bytes: [UInt8], _ encoding: String? = nil) throws -> TimeSeries {
    var options = ReadOptions()
    options.encoding = try encoding.map { try TextEncoding(named: $0) }
    guard case .series(let series) = try TemporaryFile(bytes).open(options) else { throw NotOfThisKind() }
    return series
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  private func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  @Test("UTF-16 is known by its mark", arguments: [true, false])
  func marked(bigEndian: Bool) throws {
    let series = try open(utf16("\u{FEFF}" + Self.text, bigEndian: bigEndian))
    #expect(series.columns.map(\.name) == ["größe"])
    #expect(series.columns[0].values == [1.5, 2.5, 4])
    #expect(series.report.file.guess.encoding == .utf16)
    #expect(series.report.file.guess.hasByteOrderMark)
  }

  @Test("Packed UTF-16, longer than every buffer")
  func long() throws {
    let rows = (0..<60_000).map { "\($0);é\($0 % 3)\n" }.joined()
    guard case .table(let table) = try TemporaryFile(gzipped(utf16("\u{FEFF}nö;b\n" + rows, bigEndian: false))).open()
    else { throw NotOfThisKind() }
    #expect(table.rowCount == 60_000)
    #expect(table.columns.map(\.name) == ["nö"])
    #expect(table.textColumns[0].levels == ["é0", "é1", "é2"])
  }

  @Test("Others by name, in any spelling", arguments: ["latin1", "Latin-1", "ISO-8859-1", "windows-1252", "CP1252"])
  func named(encoding: String) throws {
    let series = try open(latin1(Self.text), encoding)
    #expect(series.columns.map(\.name) == ["größe"])
    #expect(series.report.file.guess.given == ["encoding"])
    #expect(series.report.remarks.allSatisfy { !$0.contains("\u{FFFD}") })
  }

  @Test("GB18030, whose letters hold bars and digits among their bytes", arguments: ["gb18030", "GBK", "gb2312"])
  func chinese(encoding: String) throws {
    // 时间;負|荷 with a letter whose second byte is a bar: 0x8D 0x7C.
    let bytes = [0xCA, 0xB1, 0xBC, 0xE4, 0x3B, 0x8D, 0x7C] + Array("\n2020-01-01;1\n2020-01-02;2\n".utf8)
    let series = try open(bytes, encoding)
    #expect(series.report.file.guess.timeColumn == "时间")
    #expect(series.columns.map(\.name) == ["峾"])
    #expect(series.columns[0].values == [1, 2])
  }

  @Test("What is not UTF-8 is told with its line, and numbers are read all the same")
  func notUTF8() throws {
    let bytes = latin1("a;b\n1;x\n2;y\n3;é\n4;x\n")
    guard case .table(let table) = try TemporaryFile(bytes).open() else { throw NotOfThisKind() }
    #expect(
      table.remarks == [
        "line 4 is not UTF-8, and such text shows as \u{FFFD}; name its encoding, such as --encoding latin1 or gb18030"
      ])
    #expect(table.columns[0].values == [1, 2, 3, 4])
  }

  @Test("A replacement letter that stands in the file is no fault")
  func trueReplacement() throws { #expect(try readTable("a,b\n1,\u{FFFD}\n2,x\n").remarks.isEmpty) }

  @Test("Bytes that the named encoding does not allow are counted")
  func wrongEncoding() throws {
    let bytes = latin1("a;b\n1;é\n2;x\n")
    var options = ReadOptions()
    options.encoding = try TextEncoding(named: "ascii")
    guard case .table(let table) = try TemporaryFile(bytes).open(options) else { throw NotOfThisKind() }
    #expect(table.remarks == ["1 place is not ASCII and shows as \u{FFFD}"])
    #expect(table.textColumns[0].levels == ["\u{FFFD}", "x"])
  }

  @Test("Text that ends within a letter")
  func cut() throws {
    let bytes = utf16("\u{FEFF}a,b\n1,2\n3,4\n5,x", bigEndian: false).dropLast()
    guard case .table(let table) = try TemporaryFile(Array(bytes)).open() else { throw NotOfThisKind() }
    #expect(table.rowCount == 3)
  }

  @Test("Wide letters end up whole wherever the buffer ends", arguments: 0..<4)
  func edges(shift: Int) throws {
    let text = String(repeating: "x", count: shift) + String(repeating: "😀", count: 200) + "\u{E9}"
    let file = TemporaryFile(utf16(text, bigEndian: true))
    let source = try TranscodingStream(try FileStream(path: file.path), from: TextEncoding(named: "utf-16be"))
    var bytes = [UInt8](repeating: 0, count: TranscodingStream.room)
    var all: [UInt8] = []
    while true {
      let count = try source.read(into: &bytes, at: 0, count: bytes.count)
      guard count > 0 else { break }
      all += bytes[..<count]
    }
    #expect(String(decoding: all, as: UTF8.self) == text)
  }

  @Test("UTF-16 without a mark is told from binary data")
  func unmarked() throws {
    let error = #expect(throws: DatasetError.self) { try open(utf16(Self.text, bigEndian: true)) }
    #expect(error?.sentence.contains("--encoding utf-16be") == true)
    #expect(try open(utf16(Self.text, bigEndian: true), "utf-16be").columns[0].values == [1.5, 2.5, 4])
  }

  @Test("Names that are no encodings", arguments: ["nosuch", "", "utf-8//IGNORE", "a,b", "../x", "\u{1B}[31m"])
  func unknown(name: String) {
    let error = #expect(throws: DatasetError.self) { try TextEncoding(named: name) }
    #expect(error?.sentence.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test("The check of UTF-8 agrees with the standard library")
  func validity() throws {
    let pieces: [[UInt8]] = [
      [0x41], [0xC3, 0xA9], [0xE4, 0xB8, 0xAD], [0xF0, 0x9F, 0x98, 0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80], [0xE4, 0xB8], [0xF5, 0x80, 0x80, 0x80], [0x0A],
    ]
    let fuzz = Fuzz(seed: 3)
    for round in 0..<300 {
      let bytes = (0..<6).flatMap { pieces[fuzz.number(round, $0, below: pieces.count)] }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let file = TemporaryFile(bytes)
      var source = try ByteSource(FileContent(path: file.path))
      #expect((try UTF8Check.firstBadLine(of: &source) == nil) == isValid, "\(bytes)")
    }
  }
}
