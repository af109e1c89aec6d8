import Testing

@testable import Datasets

@Suite("Hostile files")
struct HostileTests {
  @Test("Ten thousand columns")
  func manyColumns() throws {
    let names = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<10_000).map(String.init).joined(separator: ",")
    let table = try readTable("\(names)\n\(row)\n\(row)\n\(row)\n")
    #expect(table.columns.count == 10_000)
    #expect(table.columns[9_999].values == [9_999, 9_999, 9_999])
  }

  @Test("More columns than can be read")
  func tooManyColumns() {
    let row = String(repeating: "1,", count: 200_000)
    guard case .tooManyColumns(_, _, limit: 65_536) = refusal("\(row)\n\(row)\n") else {
      Issue.record("too many columns were accepted")
      return
    }
  }

  @Test("A line without end", arguments: ["x", "1", "\"", "\"\"", "1 "])
  func endlessLine(piece: String) {
    let line = String(repeating: piece, count: (700 << 10) / piece.utf8.count)
    for text in [line, "a,b\n1,2\n3,4\n5,\(line)"] {
      let file = TemporaryFile(text)
      let error = #expect(throws: DatasetError.self) {
        try Reader.open(path: file.path, options: ReadOptions(), recordLimit: 512 << 10)
      }
      switch error {
      case .recordTooLong(_, let number, _), .unclosedQuote(_, let number):
        #expect(number == (text.hasPrefix("a,b") ? 4 : 1))
      default: Issue.record("\(String(describing: error))")
      }
    }
  }

  @Test("A long quoted text is one cell")
  func longText() throws {
    let text = String(repeating: "line\n", count: 100_000)
    let table = try readTable("a,b\n\"\(text)\",1\n\"\(text)\",2\nshort,3\n")
    #expect(table.textColumns[0].codes == [0, 0, 1])
    #expect(table.columns[0].values == [1, 2, 3])
  }

  @Test("NUL bytes behind the beginning do not matter")
  func lateNul() throws {
    let bytes = Array(("a,b\n" + String(repeating: "1,2\n", count: 20_000)).utf8) + [0x31, 0, 0x2C, 0x32, 0x0A]
    guard case .table(let table) = try TemporaryFile(bytes).open() else { throw NotOfThisKind() }
    #expect(table.rowCount == 20_001)
    #expect(table.report.oddCells.first.first?.text == "1")
  }

  @Test("Escape sequences, wide and combining characters in names")
  func names() throws {
    let table = try readTable("\u{1B}]0;owned\u{7},温度,e\u{301}\u{302},\u{202E}evil\n1,2,3,4\n")
    #expect(table.columns.map(\.name) == ["]0;owned", "温度", "e\u{301}\u{302}", "evil"])
    for column in table.columns {
      #expect(!column.name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }
  }

  @Test("Many distinct words are cut short, and not kept without limit")
  func manyWords() throws {
    let text = "a,b\n" + (0..<70_000).map { "word\($0),1" }.joined(separator: "\n")
    let table = try readTable(text)
    #expect(table.textColumns[0].isTruncated)
    #expect(table.textColumns[0].levels.count == 65_536)
    #expect(table.textColumns[0].codes[65_535] == 65_535)
    #expect(table.textColumns[0].codes[65_536] == -1)
    #expect(throws: DatasetError.self) { try table.target(named: "a") }
  }

  @Test("Numbers at the ends of the range, far stamps, impossible stamps")
  func extremes() throws {
    let table = try readTable(
      "a,b\n1e999,1\n-1e999,2\n1e-999,3\n3.4028235e38,4\n0,0\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n")
    #expect(shown(table.columns[0].values).prefix(4) == [-999, -999, 0, 3.4028235e38])
    #expect(throws: DatasetError.self) { try read("time,x\n0001-01-01,1\n9999-12-31,2\n0001-01-02,3\n") }
    #expect(throws: DatasetError.self) { try read("time,x\n2020-13-45,1\n2020-99-99,2\n") { $0.kind = .series } }
  }
}

@Suite("Damaged files never trap")
struct FuzzTests {
  private static let seeds: [String] = [
    "date,a,b\n2016-07-01 00:00:00,1.5,2\n2016-07-01 01:00:00,,4\n2016-07-01 02:00:00,NaN,6\n2016-07-01 04:00:00,7,8\n",
    "\u{FEFF}Datum;Wert;Text\r\n31.12.2016 23:45;1.234,5;\"a;b\"\r\n1.1.2017 00:00;-2,5;\"say \"\"hi\"\"\"\r\n",
    "unix,x\n1467331200,1\n1467331260.25,2\n1467331320,3\n", "t,x\n2016-07-01T00:00+02:00,1\n2016-07-01T01:00Z,2\n",
    "label," + (0..<64).map { "p\($0)" }.joined(separator: ",") + "\n" + String(repeating: "1,", count: 64) + "2\n",
    "1/1/17 0:00,5\n1/1/17 0:10,6\n1/1/17 0:20,7\n", "q|w\n2016-W26|x\n2016-W27-3|y\n", "a\n1\n2\n",
    "year\tmonth\tx\n2020\t1\t2\n2020\t2\t3\n",
    "Jul 1, 2016 1:30 PM\t5\n2 Jul 2016\t6\n",
  ]

  @Test("CSV", arguments: seeds.indices)
  func csv(index: Int) {
    let fuzz = Fuzz(seed: UInt64(index))
    let bytes = Array(Self.seeds[index].utf8)
    for round in 0..<400 {
      var options = ReadOptions()
      if round % 5 == 1 { options.kind = DatasetKind.allCases[fuzz.number(round, 100, below: 3)] }
      if round % 7 == 1 { options.zone = .named("Europe/London") }
      if round % 11 == 1 { options.dayFirst = true }
      open(fuzz.mutated(bytes, round: round), options)
    }
  }

  @Test("IDX")
  func idx() {
    let fuzz = Fuzz(seed: 99)
    let bytes = ImageTests.idx(8, [3, 4, 5], (0..<60).map { UInt8($0) })
    for round in 0..<400 { open(fuzz.mutated(bytes, round: round), ReadOptions()) }
  }

  @Test("Noise")
  func noise() {
    let fuzz = Fuzz(seed: 5)
    for round in 0..<300 {
      open(
        (0..<fuzz.number(round, 0, below: 400)).map { UInt8(1 + fuzz.number(round, $0 + 1, below: 255)) }, ReadOptions()
      )
    }
  }

  /// Opens and profiles; values must be finite or NaN, whatever the bytes.
  private func open(_ bytes: [UInt8], _ options: ReadOptions) {
    do {
      let dataset = try TemporaryFile(bytes).open(options)
      _ = Profile(of: dataset)
      switch dataset {
      case .series(let series):
        #expect(
          series.columns.allSatisfy { $0.values.count == series.count && $0.values.allSatisfy { !$0.isInfinite } })
        #expect(series.count <= max(1_000, 20 * series.report.file.rows) + 1)
      case .table(let table):
        #expect(
          table.columns.allSatisfy { $0.values.count == table.rowCount && $0.values.allSatisfy { !$0.isInfinite } })
      case .images(let images): #expect(images.pixels.allSatisfy { $0 >= 0 && $0 <= 1 })
      }
    } catch { #expect(!error.sentence.isEmpty) }
  }
}
