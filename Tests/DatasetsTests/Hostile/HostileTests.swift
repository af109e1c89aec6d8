import Glibc
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
      case .recordTooLong(_, let number, _), .malformed(_, let number, _, _, _):
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

  @Test(
    "One line, one cell",
    arguments: ["x", "a,b", "a,b\n", "2020-01-01", "\n", "\"", ",", " ", "\u{FEFF}", "#"])
  func oneLine(text: String) { #expect(refusal(text) != nil) }

  @Test("One column of numbers is a table")
  func oneColumn() throws { #expect(try readTable("x\n1\n2\n3\n").columns.map(\.values) == [[1, 2, 3]]) }

  @Test("Dates that run backwards are turned round, and impossible ones left out with their lines")
  func strangeDates() throws {
    let backwards = try readSeries("t,x\n2020-01-04,4\n2020-01-03,3\n2020-01-02,2\n2020-01-01,1\n")
    #expect(backwards.columns[0].values == [1, 2, 3, 4])
    #expect(backwards.report.file.remarks.contains { $0.contains("from new to old") })
    let rows = (1...20).map { "2023-02-\($0 < 10 ? "0" : "")\($0),\($0)\n" }.joined()
    let impossible = try readSeries("t,x\n\(rows)2023-02-30,1\n2023-13-01,2\n2023-02-21,21\n")
    #expect(impossible.count == 21)
    #expect(impossible.report.badStamps.first.map(\.line) == [22, 23])
    #expect(impossible.report.badStamps.first.map(\.problem) == [.impossibleDate, .impossibleDate])
  }

  @Test("A line of 100 MB is given up after the longest row that is read")
  func hugeLine() throws {
    // Sparse, so that the file takes no room; NUL bytes stand behind the first 64 KB.
    let file = TemporaryFile("a,b\n1,2\n" + String(repeating: "1", count: 128 << 10))
    truncate(file.path, 100 << 20)
    let error = #expect(throws: DatasetError.self) { try file.open() }
    guard case .recordTooLong(_, line: 3, limit: 8_388_608) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
