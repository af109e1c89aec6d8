import Basics
import Testing

@testable import Datasets

@Suite("CSV files")
struct CSVTests {
  @Test("Words beside a column without values are not called missing")
  func onlyWords() throws {
    let rows = (1...9).map { "2020-01-0\($0),M\($0),\n" }.joined()
    for kind in [Content.series, .table] {
      let error = try #require(throws: DatasetError.self) {
        try readSeries("date,flow,note\n" + rows) { $0.kind = kind }
      }
      #expect(error.sentence.contains("no column holds numbers (found text in flow)"), "\(error.sentence)")
    }
  }

  @Test("Dates above numbers are a heading")
  func datesAsNames() throws {
    let table = try readTable("place,lat,1/22/20,1/23/20\nA,1.5,3,4\nB,2.5,5,6\nC,2,7,8\n")
    #expect(table.rowCount == 3 && table.columns.map(\.name) == ["lat", "1/22/20", "1/23/20"])
    #expect(try readSeries("2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n").count == 3)
  }

  @Test("A first line that counts rows and columns and names the classes is no heading of columns")
  func countHeading() throws {
    let rows = (0..<30).map { "\(Double($0) / 2),\($0 % 7),3.5,1,\($0 % 3)" }.joined(separator: "\n")
    let table = try readTable("150,4,setosa,versicolor,virginica\n" + rows + "\n")
    #expect(
      table.rowCount == 30 && table.columns.map(\.name) == ["column 1", "column 2", "column 3", "column 4", "target"])
    #expect(table.suggestedTarget == "target")
    #expect(table.remarks.first?.hasPrefix("line 1 counts 150 rows of 4 columns") == true)
    #expect(table.remarks.first?.contains("0 setosa, 1 versicolor, 2 virginica") == true)
    // Three classes named and a fourth below: such a line names columns.
    let other = try readTable("150,4,a,b,c\n1,2,3,4,0\n1,2,3,4,3\n")
    #expect(other.columns.map(\.name) == ["150", "4", "a", "b", "c"])
  }

  @Test(
    "The same table in every dialect",
    arguments: [
      "a,b\n1.5,2\n-3,4\n", "a;b\n1.5;2\n-3;4\n", "a\tb\n1.5\t2\n-3\t4\n", "a|b\n1.5|2\n-3|4\n", "a;b\n1,5;2\n-3;4\n",
      "a\tb\n1,5\t2\n-3\t4\n", "a,b\r\n1.5,2\r\n-3,4\r\n", "a,b\r1.5,2\r-3,4\r", "a,b\n1.5,2\n-3,4",
      "\u{FEFF}a,b\n1.5,2\n-3,4\n", "\"a\",\"b\"\n\"1.5\",\"2\"\n\"-3\",\"4\"\n", "a , b\n 1.5 , 2\n -3 ,4 \n",
      "# a comment\n\na,b\n1.5,2\n\n-3,4\n\n", "a,b\n\"1,5\",2\n-3,4\n", "a,b,\n1.5,2,\n-3,4,\n",
    ])
  func dialects(text: String) throws {
    let table = try readTable(text)
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(table.columns.map(\.values) == [[1.5, -3], [2, 4]])
    #expect(table.report.oddCells.count == 0)
  }

  @Test("What was guessed stands in the report")
  func guesses() throws {
    let table = try readTable("\u{FEFF}# note\nx;y\n1,5;2\n")
    let guess = table.report.guess
    #expect(guess.separator == .semicolon)
    #expect(guess.decimal == .comma)
    #expect(guess.hasHeader)
    #expect(guess.hasByteOrderMark)
    #expect(guess.skippedLines == 1)
    #expect(guess.given == [])
  }

  @Test("Options win over guesses")
  func options() throws {
    let table = try readTable("1;2\n3\n4\n") {
      $0.separator = .comma
      $0.header = false
      $0.kind = .table
      $0.missingWords = ["1;2"]
    }
    #expect(shown(table.columns[0].values) == [-999, 3, 4])
    #expect(table.report.guess.given == ["separator", "header", "kind", "missing"])
    #expect(table.report.guess.columnCount == 1)
  }

  @Test("Without a header columns are numbered")
  func noHeader() throws {
    let table = try readTable("1,2\n3,4\n")
    #expect(table.columns.map(\.name) == ["column 1", "column 2"])
    #expect(table.columns[0].values == [1, 3])
  }

  @Test("Numbers that count the columns are a header")
  func countingHeader() throws {
    #expect(try readTable("0,1,2\n5,6,7\n8,9,1\n").columns[0].values == [5, 8])
  }

  @Test(
    "Missing words",
    arguments: [
      "", "NA", "N/A", "n/a", "#N/A", "#NA", "NaN", "-NaN", "nan", "NULL", "null", "None", "<NA>", "1.#IND", "1.#QNAN",
      " ", "\"\"", "\"NA\"", " NA ",
    ])
  func missing(word: String) throws {
    let table = try readTable("a,b\n1,2\n\(word),4\n5,6\n")
    #expect(shown(table.columns[0].values) == [1, -999, 5])
    #expect(table.report.oddCells.count == 0)
  }

  @Test("Cells that are no numbers are missing, and named with their line")
  func oddCells() throws {
    let rows = (0..<20).map { "\($0),\($0)" }.joined(separator: "\n")
    let table = try readTable("a,b\n\(rows)\n7,oops\n1e999,8\n9,9\n")
    #expect(shown(table.columns[1].values).suffix(3) == [-999, 8, 9])
    #expect(
      table.report.oddCells.first == [
        OddCell(line: 22, column: "b", text: "oops", problem: .notANumber),
        OddCell(line: 23, column: "a", text: "1e999", problem: .outOfRange),
      ])
    #expect(table.remarks == ["2 cells could not be read as numbers and count as missing"])
  }

  @Test("Quotes hold separators, line breaks and quotes")
  func quotes() throws {
    let table = try readTable(
      "text,n\n\"a,b\",1\n\"two\nlines\",2\n\"say \"\"hi\"\"\",3\nplain,oops\nplain,5\nplain,6\n"
    ) {
      $0.kind = .table
    }
    #expect(table.textColumns[0].levels == ["a,b", "two lines", "say \"hi\"", "plain"])
    #expect(table.textColumns[0].codes == [0, 1, 2, 3, 3, 3])
    // A break within quotes counts as a line.
    #expect(table.report.oddCells.first.first?.line == 6)
  }

  @Test("Short and long rows")
  func ragged() throws {
    let table = try readTable("a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,1,1,\n")
    #expect(shown(table.columns[2].values) == [3, -999, 8, 1])
    #expect(table.report.raggedRows.first == [3, 4])
  }

  @Test("A header one cell shorter than the rows, as R writes it")
  func rowNames() throws {
    let table = try readTable("x y\n".replacing(" ", with: ",") + "1,5,6\n2,7,8\n3,9,9\n")
    #expect(table.columns.map(\.name) == ["column 1", "x", "y"])
    #expect(table.columns[2].values == [6, 8, 9])
  }

  @Test(
    "Groups of thousands",
    arguments: [
      ("a;b\n1.234,5;1\n12.345.678,25;2\n0,5;3\n", [1_234.5, 12_345_678.25, 0.5] as [Double]),
      ("a,b\n\"1,234.5\",1\n\"12,345,678.25\",2\n0.5,3\n", [1_234.5, 12_345_678.25, 0.5]),
      ("a,b\n\"1,234\",1\n\"12,345\",2\n7,3\n", [1_234, 12_345, 7]),
      ("a,b\n\"1234,567\",1\n\"2345,125\",2\n7,3\n", [1234.567, 2345.125, 7]),
      ("a;b\n1,234;1\n12,345;2\n7;3\n", [1.234, 12.345, 7]),
    ])
  func thousands(text: String, expected: [Double]) throws {
    #expect(try readTable(text).columns[0].values == expected)
  }

  @Test("Names are cleaned, filled and made unique")
  func names() throws {
    let table = try readTable("x\u{1B}[31m,x,,x\n1,2,3,4\n")
    #expect(table.columns.map(\.name) == ["x[31m", "x", "column 3", "x (2)"])
  }

  @Test("Latin-1 where it is asked for")
  func latin1() throws {
    let bytes = Array("gr".utf8) + [0xF6] + Array("sse,b\n1,2\n".utf8)
    var options = ReadOptions()
    options.encoding = .latin1
    guard case .table(let table) = try TemporaryFile(bytes).open(options) else { throw NotOfThisKind() }
    #expect(table.columns[0].name == "grösse")
    guard case .table(let broken) = try TemporaryFile(bytes).open() else { throw NotOfThisKind() }
    #expect(broken.columns[0].name == "gr\u{FFFD}sse")
    #expect(broken.remarks.contains { $0.hasPrefix("line 1 is not UTF-8") })
  }

  @Test("A column that turns out to be words is read as words")
  func lateWords() throws {
    let numbers = (0..<400).map { "\($0),1" }.joined(separator: "\n")
    let words = (0..<400).map { "w\($0 % 3),1" }.joined(separator: "\n")
    let table = try readTable("a,b\n\(numbers)\n\(words)\n")
    #expect(table.textColumns.map(\.name) == ["a"])
    #expect(table.textColumns[0].levels.count == 403)
    #expect(table.columns.map(\.name) == ["b"])
    #expect(table.columns[0].values.count == 800)
  }

  @Test("Rows come out the same wherever the buffer ends")
  func bufferBorders() throws {
    // Larger than the buffer, with cells of every kind and lengths that drift over its border.
    var text = "stamp,word,value,wide\r\n"
    let rows = 30_000
    for row in 0..<rows {
      let padding = String(repeating: "x", count: row % 13)
      text += "2020-01-\(1 + row % 28 < 10 ? "0" : "")\(1 + row % 28),\"q\"\"\(row % 7)\n\(padding)\","
      text += row % 11 == 3 ? "bad\(row),\(row).125\r\n" : "-\(row).5e0,\"\(row),125\"\r\n".replacingCommas(row)
    }
    let table = try readTable(text) { $0.kind = .table }
    #expect(table.columns.map(\.values.count) == [rows, rows])
    #expect(table.textColumns[0].levels.count == 7 * 13)
    #expect(table.report.oddCells.count == (0..<rows).count { $0 % 11 == 3 })
    #expect(table.report.oddCells.first.first?.line == 2 + 2 * 3)
    for row in 0..<rows {
      #expect(table.columns[0].values[row].isNaN == (row % 11 == 3))
      if row % 11 != 3 { #expect(table.columns[0].values[row] == -Double(row) - 0.5) }
      #expect(table.columns[1].values[row] == Double(row) + 0.125)
      #expect(table.textColumns[0].levels[Int(table.textColumns[0].codes[row])].hasPrefix("q\"\(row % 7)"))
    }
  }

  @Test("What is odd in a row is counted once, even if the buffer cuts the row")
  func oddRowsAtBorders() throws {
    // Every sixth row is odd in its first cells; the long last cell makes most buffer ends fall behind these.
    let padding = String(repeating: "p", count: 300)
    var text = "time,value,note\n"
    let rows = 24_000
    for row in 0..<rows {
      let time = CivilTime(wallClock: wall(2020, 1, 1) + Int64(row) * Milliseconds.minute)
      text += row % 6 == 5 ? "soon,odd,\(padding)\n" : "\(time),\(row),\(padding)\n"
    }
    guard case .series(let series) = try read(text) else { throw NotOfThisKind() }
    #expect(series.report.badStamps.count == rows / 6)
    #expect(series.report.file.oddCells.count == rows / 6)
    #expect(series.report.file.rows == rows)
    #expect(series.report.missingRows == rows / 6 - 1)
    #expect(series.report.gaps.first.last?.line == 2 + 20 * 6)
  }

  @Test("A line end that the buffer cuts in two is one line end")
  func cutLineEnd() throws {
    // Nine bytes of header and rows of eight: the buffer of 2¹⁸ bytes ends between \r and \n.
    let text = "aa,bbbb\r\n" + String(repeating: "12,345\r\n", count: 40_000) + "12,oops\r\n"
    let table = try readTable(text)
    #expect(table.report.oddCells.first.map(\.line) == [40_002])
    #expect(table.rowCount == 40_001)
  }

  @Test("Reading can be watched and stopped")
  func observer() throws {
    let text = "a,b\n" + String(repeating: "1.25,2.5\n", count: 400_000)
    let file = TemporaryFile(text)
    var calls = 0
    let error = #expect(throws: DatasetError.self) {
      try Reader.open(path: file.path) { progress in
        calls += 1
        return progress.bytesRead < 2 << 20
      }
    }
    #expect(calls == 2)
    if case .stopped = error {} else { Issue.record("\(String(describing: error))") }
  }
}

extension String {
  /// Without the comma inside quotes on some rows, so that quoted and plain numbers both occur.
  fileprivate func replacingCommas(_ row: Int) -> String {
    split(separator: ",", maxSplits: 1).map { $0.replacing(",", with: ".") }.joined(separator: ",")
  }
}
