import Basics
import Testing

@testable import Datasets

@Suite("Cells that stand for missing values")
struct MissingCellsTests {
  private static func days(_ cells: [String], separator: String = ",") -> String {
    "day\(separator)v\n"
      + cells.enumerated().map { "2024-01-\($0 < 9 ? "0" : "")\($0 + 1)\(separator)\($1)\n" }.joined()
  }

  @Test("A number makes every cell of its value missing, however it is written", arguments: ["-999", "-999.0", "−999"])
  func numbers(word: String) throws {
    let text = Self.days(["1.5", "-999", "-999.0", "2", "-9.99e2", "\"-999\"", "3"])
    let series = try readSeries(text) { $0.missingWords = [word] }
    #expect(series.columns[0].values.map(\.isNaN) == [false, true, true, false, true, true, false])
    #expect(series.report.remarks.contains("4 cells that hold \(word.replacing("-", with: "−")) count as missing"))
  }

  @Test("A decimal comma, and a table whose rest is of another type")
  func commas() throws {
    let series = try readSeries(Self.days(["1,5", "-999,0", "2,5"], separator: ";")) { $0.missingWords = ["-999"] }
    #expect(series.columns[0].values.map(\.isNaN) == [false, true, false])
    let table = try readTable("a,b\n0,1\n1,7\n-999,2\n") { $0.missingWords = ["-999", "?"] }
    #expect(table.columns[0].type == .flag && table.columns[0].values[2].isNaN)
    #expect(table.remarks == ["1 cell that holds −999 counts as missing", "--missing ? matches no cell"])
  }

  @Test("What matches no cell is said; texts that match are not")
  func unmatched() throws {
    let series = try readSeries(Self.days(["1.5", "?", "-999", "2"])) { $0.missingWords = ["-998", "?", "n.v."] }
    #expect(series.columns[0].missingCount == 1)
    #expect(
      series.report.remarks.filter { $0.hasPrefix("--missing") }
        == ["--missing -998 matches no cell", "--missing n.v. matches no cell"])
    let table = try readTable("a,c\n1,x\n2,?\n3,x\n") { $0.missingWords = ["?"] }
    #expect(table.textColumns[0].codes == [0, -1, 0] && table.remarks.isEmpty)
  }

  @Test("Nothing but such numbers is no data")
  func nothingLeft() throws {
    let error = try #require(refusal(Self.days(["5", "5", "5"])) { $0.missingWords = ["5"] })
    #expect(error.sentence.hasSuffix(": every value is missing (columns v); at least one column needs numbers."))
  }

  @Test("A stream leaves out the number, too")
  func stream() throws {
    var reader = LiveReader(column: "v", missingWords: ["-999"])
    var values: [Double] = []
    for line in ["t,v", "1,4.5", "2,-999.0", "3,5"] {
      let bytes = Array(line.utf8) + [0x0A]
      if case .value(let value, _) = try reader.read(bytes.span, 0..<bytes.count - 1) { values.append(value) }
    }
    #expect(shown(values) == [4.5, -999, 5])
  }

  // MARK: Sentinels

  private let usual = (0..<200).map { 10 + Double($0 * 37 % 41) / 4 }

  @Test(
    "An end of the range that is repeated and far from all else is told",
    arguments: [(-999.0, "−999", "-999"), (9999, "9999", "9999"), (-99.9, "−99.9", "-99.9")])
  func sentinels(value: Double, shown: String, word: String) {
    let values = usual + [value, value, value]
    let columns = [Column(name: "temp", values: values), Column(name: "wind", values: usual)]
    #expect(
      Sentinel.remarks(on: columns) == [
        "3 cells of temp hold \(shown), far from all others; --missing \(word) leaves them out"
      ])
  }

  @Test("Silent where in doubt: too few, too near, others beside it, a column of one usual value, a flag")
  func doubt() {
    for values in [
      usual + [-999, -999], usual + [60, 60, 60], usual + [-999, -999, -999, -990],
      [Double](repeating: 0, count: 200) + [999, 999, 999], (0..<200).map { Double($0 % 2) },
      usual.prefix(5) + [-999, -999, -999], [Double](repeating: .nan, count: 40),
    ] as [[Double]] {
      // −990 shields −999, which is then near to another value.
      #expect(Sentinel.find(in: values).isEmpty)
    }
  }

  @Test("Every place of a long column is looked at, the last few of an odd length too", arguments: [10_000, 10_007])
  func everyPlace(length: Int) {
    var values = (0..<length).map { usual[$0 % usual.count] }
    for place in stride(from: 5, to: length, by: 97) { values[place] = .nan }
    for place in [0, 2_047, 2_048, 5_000, length - 1] { values[place] = -999 }
    #expect(Sentinel.find(in: values) == [Sentinel(value: -999, count: 5)])
  }

  @Test("Several columns with one sentinel share a sentence")
  func shared() {
    let values = usual + [-999, -999, -999, .nan]
    #expect(
      Sentinel.remarks(on: [Column(name: "a", values: values), Column(name: "b", values: values)]) == [
        "6 cells of a, b hold −999, far from all others; --missing -999 leaves them out"
      ])
  }
}
