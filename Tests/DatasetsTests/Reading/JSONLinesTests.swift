import Foundation
import Testing

@testable import Datasets

@Suite("JSON Lines")
struct JSONLinesTests {
  @Test("Keys are columns, in the order in which the whole file first has them")
  func lateKeys() throws {
    let table = try readTable("{\"a\":1,\"b\":2}\n{\"c\":3,\"a\":4}\n{\"b\":5,\"d\":6}\n")
    #expect(table.columns.map(\.name) == ["a", "b", "c", "d"])
    #expect(
      table.columns.map { shown($0.values) } == [[1, 4, -999], [2, -999, 5], [-999, 3, -999], [-999, -999, 6]])
    #expect(table.report.rows == 3)
    #expect(!table.report.guess.isSeparated)
    #expect(table.report.guess.given == [])
  }

  @Test(
    "The same table, however it is written",
    arguments: [
      "{\"a\":1.5,\"b\":2}\n{\"a\":-3,\"b\":4}\n", "{\"a\":1.5,\"b\":2}\n{\"a\":-3,\"b\":4}",
      "\u{FEFF}{\"a\":1.5,\"b\":2}\n{\"a\":-3,\"b\":4}\n", "{\"a\":1.5,\"b\":2}\r\n{\"a\":-3,\"b\":4}\r\n",
      "\n \n{\"a\":1.5,\"b\":2}\n\n\t\n{\"b\":4,\"a\":-3}\n\n",
      " { \"a\" : 15e-1 , \"b\" : \"2\" } \n{\"a\":\"-3\",\"b\":4}",
      "{\"\\u0061\":1.5,\"b\":2.0}\n{\"a\":-3E0,\"\\u0062\":4}\n",
    ])
  func spellings(text: String) throws {
    let table = try readTable(text)
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(table.columns.map(\.values) == [[1.5, -3], [2, 4]])
    #expect(table.report.oddCells.count == 0 && table.report.raggedRows.count == 0 && table.remarks == [])
  }

  @Test(
    "Packed, in another encoding, or under another name",
    arguments: ["data.jsonl", "data.ndjson.gz", "data.csv", "data"])
  func wraps(name: String) throws {
    let text = "{\"wört\":\"ä\",\"n\":1}\n{\"wört\":\"ö\",\"n\":2}\n"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(text.utf8), gzipped(text), wide] {
      guard case .table(let table) = try TemporaryFile(bytes, name: name).open() else { throw NotOfThisKind() }
      #expect(table.textColumns.map(\.name) == ["wört"])
      #expect(table.textColumns[0].levels == ["ä", "ö"])
      #expect(table.columns[0].values == [1, 2])
    }
    var options = ReadOptions()
    options.encoding = .latin1
    let narrow = text.unicodeScalars.map { UInt8($0.value) }
    guard case .table(let table) = try TemporaryFile(narrow, name: name).open(options) else { throw NotOfThisKind() }
    #expect(table.textColumns[0].levels == ["ä", "ö"])
  }

  @Test("Missing values, flags, and what Python writes besides")
  func words() throws {
    let table = try readTable(
      "{\"a\":null,\"b\":true,\"c\":1}\n{\"a\":NaN,\"b\":false,\"c\":Infinity}\n{\"a\":\"\",\"b\":null,\"c\":2}\n"
        + "{\"a\":\"NA\",\"b\":true,\"c\":3}\n{\"a\":5,\"b\":true,\"c\":-Infinity}\n"
        + (0..<20).map { "{\"a\":\($0),\"b\":true,\"c\":\($0)}\n" }.joined())
    #expect(shown(table.columns[0].values).prefix(5) == [-999, -999, -999, -999, 5])
    #expect(shown(table.columns[1].values).prefix(5) == [1, 0, -999, 1, 1])
    #expect(table.columns[1].type == .flag)
    #expect(shown(table.columns[2].values).prefix(5) == [1, -999, 2, 3, -999])
    #expect(
      table.report.oddCells.first == [
        OddCell(line: 2, column: "c", text: "Infinity", problem: .outOfRange),
        OddCell(line: 5, column: "c", text: "-Infinity", problem: .outOfRange),
      ])
  }

  @Test("A file of one key, whose missing rows stay rows")
  func oneKey() throws {
    let table = try readTable("{\"x\":1}\n{\"x\":null}\n{}\n{\"x\":4}\n")
    #expect(shown(table.columns[0].values) == [1, -999, -999, 4])
  }

  @Test("Objects within objects become columns with joined names; lists are left out and named")
  func nested() throws {
    let table = try readTable(
      "{\"at\":{\"x\":1,\"y\":{\"z\":2}},\"tags\":[\"a\",{\"b\":[1,2]}],\"v\":3}\n{\"v\":4,\"tags\":null,\"at\":{\"y\":{\"z\":5}}}\n"
        + "{\"at\":{},\"v\":[]}\n{\"at\":{\"x\":6}}\n")
    #expect(table.columns.map(\.name) == ["at.x", "at.y.z"])
    #expect(table.columns.map { shown($0.values) } == [[1, -999, -999, 6], [2, 5, -999, -999]])
    #expect(
      table.report.leftOut == [
        LeftOutColumn(name: "tags", reason: "holds lists"), LeftOutColumn(name: "v", reason: "holds lists"),
      ])
  }

  @Test("Texts with all that they may hold")
  func texts() throws {
    let texts = [
      ("a,b", "a,b"), ("say \\\"hi\\\"", "say \"hi\""), ("two\\nlines", "two lines"), ("#no comment", "#no comment"),
      (" spaces ", "spaces"), ("\\u00e9\\ud83d\\ude00\\/", "é😀/"), ("\\ud83d alone", "\u{FFFD} alone"),
      ("\\ude00\\ud83d", "\u{FFFD}\u{FFFD}"), ("back\\\\slash", "back\\slash"), ("\\u0000\\u001b[31mred", "[31mred"),
      ("{\\\"a\\\":1}", "{\"a\":1}"), ("'", "'"), ("😀", "😀"),
    ]
    let table = try readTable(
      texts.enumerated().map { "{\"n\":\($0.offset),\"w\":\"\($0.element.0)\"}\n" }.joined()
    )
    #expect(table.textColumns[0].levels == texts.map(\.1))
    #expect(table.textColumns[0].codes == texts.indices.map { Int32($0) })
  }

  @Test("A line break within a text moves no later line")
  func lineBreaks() throws {
    let rows = (0..<9).map { "{\"w\":\"a\\nb\\r\\nc\",\"n\":\($0 == 7 ? "Infinity" : "\($0)")}" }
    #expect(try readTable(rows.joined(separator: "\n")).report.oddCells.first.map(\.line) == [8])
  }

  @Test("Bytes that are not UTF-8 show as such, with the first line that has them")
  func invalidText() throws {
    let bytes = Array("{\"n\":1,\"w\":\"a\"}\n{\"n\":2,\"w\":\"".utf8) + [0xFF] + Array("\"}\n".utf8)
    guard case .table(let table) = try TemporaryFile(bytes).open() else { throw NotOfThisKind() }
    #expect(table.textColumns[0].levels == ["a", "\u{FFFD}"])
    #expect(table.remarks.contains { $0.hasPrefix("line 2 is not UTF-8") })
  }

  @Test(
    "Times as in a CSV, with the lines of the file",
    arguments: [
      ("\"2016-07-01 00:00\"", "\"2016-07-01 01:00\"", "\"2016-07-01 02:00\""),
      ("\"2016-07-01T00:00:00Z\"", "\"2016-07-01T01:00:00Z\"", "\"2016-07-01T02:00:00Z\""),
      ("1467331200", "1467334800", "1467338400"), ("1467331200000", "1467334800000", "1467338400000"),
    ])
  func times(first: String, second: String, third: String) throws {
    let series = try readSeries(
      "\n{\"v\":1,\"time\":\(first)}\n\n{\"v\":9,\"time\":\"soon\\nafter\"}\n{\"time\":\(second),\"v\":2}\n{\"time\":\(third),\"v\":3}\n"
    ) { $0.timeColumn = "time" }
    #expect(series.columns.map(\.name) == ["v"])
    #expect(series.columns[0].values == [1, 2, 3])
    #expect(series.report.modalStep == 3_600_000)
    #expect(series.report.badStamps.first.map(\.line) == [4])
  }

  @Test("A time column that cannot be read is named with the line of its first bad stamp")
  func badTimes() {
    let error = refusal("{\"when\":\"soon\",\"x\":1}\n{\"when\":\"later\",\"x\":2}\n") { $0.timeColumn = "when" }
    #expect(error?.sentence.contains("line 1: “soon” in column when is not a date") == true)
  }

  @Test("Very long numbers are read, and rows across the borders of buffers too")
  func long() throws {
    let digits = String(repeating: "7", count: 100_000)
    let table = try readTable("{\"a\":0.\(digits),\"b\":1}\n{\"a\":1,\"b\":-0.\(digits)e1}\n")
    #expect(table.columns.map(\.values) == [[7 / 9, 1], [1, -70 / 9]])
    let rows = 40_000
    let lines = (0..<rows).map { (row: Int) -> String in
      let late = row == 39_000 ? ",\"late\":1" : ""
      return "{\"number\":\(row),\"word\":\"w\(row % 7)\"\(late)}"
    }
    let long = try readTable(lines.joined(separator: "\n"))
    #expect(long.columns.map(\.name) == ["number", "late"])
    #expect(long.columns[0].values == (0..<rows).map { Double($0) })
    #expect(long.columns[1].values.firstIndex { $0 == 1 } == 39_000 && long.columns[1].missingCount == rows - 1)
    #expect(long.textColumns[0].codes == (0..<rows).map { Int32($0 % 7) })
  }
}

@Suite("JSON Lines hold the same data as a CSV of the same cells, and as pandas reads")
struct JSONLinesAgainstCSVTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("Values are those that pandas reads in the same lines")
  func pandas() throws {
    guard case .table(let ours) = try NumPyFixture.open("lines.jsonl", { $0.kind = .table }),
      case .table(let theirs) = try NumPyFixture.open("lines.npz", { $0.kind = .table })
    else { throw NotOfThisKind() }
    #expect(ours.rowCount == 400 && ours.columns.count == 9 && ours.textColumns.isEmpty)
    #expect(Set(ours.columns.map(\.name)) == Set(theirs.columns.map(\.name)))
    for column in theirs.columns {
      let own = try #require(ours.columns.first { $0.name == column.name })
      #expect(shown(own.values) == shown(column.values), "\(column.name)")
    }
  }

  /// Cells as JSON spells them: numbers and nothing as such, all else as text.
  private static func lines(_ csv: String) throws -> String {
    let rows = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let names = try #require(rows.first)
    let number = /-?(0|[1-9]\d*)(\.\d+)?/
    return rows.dropFirst().map { row in
      let pairs = zip(names, row).map { name, cell in
        let isNumber = cell.wholeMatch(of: number) != nil
        return "\"\(name)\": \(cell.isEmpty ? "null" : isNumber ? String(cell) : "\"\(cell)\"")"
      }
      return "{" + pairs.joined(separator: ", ") + "}"
    }.joined(separator: "\n")
  }

  @Test("The samples", arguments: ["demand", "co2", "digits", "generated-waves", "machine-load"])
  func samples(name: String) throws {
    let whole = try String(contentsOf: Self.root.appending(path: "sample-data/\(name).csv"), encoding: .utf8)
    let csv = whole.split(separator: "\n").prefix(2_500).joined(separator: "\n") + "\n"
    let pair = (
      try TemporaryFile(csv, name: "\(name).csv").open(),
      try TemporaryFile(try Self.lines(csv), name: "\(name).jsonl").open()
    )
    switch pair {
    case (.series(let first), .series(let second)):
      #expect(first.grid == second.grid)
      #expect(first.columns.map(\.name) == second.columns.map(\.name))
      #expect(first.columns.map { $0.values.map(\.bitPattern) } == second.columns.map { $0.values.map(\.bitPattern) })
      #expect(first.report.gaps.count == second.report.gaps.count)
      #expect(first.report.missingRows == second.report.missingRows)
      #expect(first.report.duplicates.count == second.report.duplicates.count)
    case (.images(let first), .images(let second)):
      #expect(first.pixels.map(\.bitPattern) == second.pixels.map(\.bitPattern))
      #expect(first.labels == second.labels && first.classNames == second.classNames)
    default: Issue.record("\(pair.0.kind) and \(pair.1.kind)")
    }
  }

  @Test(
    "Gaps, duplicates, odd cells, words and counters",
    arguments: [
      "time,x,y\n2020-01-01,1,2\n2020-01-02,,3\n2020-01-02,9,9\n2020-01-05,4,NA\n2020-01-04,5,1e400\n",
      "Unnamed: 0,x,y\n0,1.5,a\n1,2.5,b\n2,-0.1,a\n",
      "date,clock,x\n1.7.2016,00:00,1\n1.7.2016,01:00,2\n1.7.2016,02:00,3\n",
      "year,month,x\n2020,1,2\n2020,2,3\n2020,3,5\n", "label,a,b\nx,0.1,3\ny,0.2,4\nx,16777217,5\n",
    ])
  func oddities(csv: String) throws {
    switch (try read(csv), try read(try Self.lines(csv))) {
    case (.series(let first), .series(let second)):
      #expect(first.grid == second.grid)
      #expect(first.columns.map { $0.values.map(\.bitPattern) } == second.columns.map { $0.values.map(\.bitPattern) })
      #expect(first.report.duplicates.first.map(\.line) == second.report.duplicates.first.map { $0.line + 1 })
      #expect(first.report.file.oddCells.first.map(\.text) == second.report.file.oddCells.first.map(\.text))
      #expect(first.report.remarks == second.report.remarks)
    case (.table(let first), .table(let second)):
      #expect(first.columns == second.columns && first.textColumns == second.textColumns)
      #expect(first.remarks == second.remarks)
    default: Issue.record("another kind")
    }
  }
}
