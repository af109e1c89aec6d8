import Testing

@testable import Datasets

/// Numbers with more digits than 32 bits hold: counters, coordinates, meters, identifiers.
@Suite("Every digit of a number is kept")
struct DigitsTests {
  /// Hourly rows from 1 January 2023.
  private func hourly(_ name: String, _ values: [String]) -> String {
    "time,\(name)\n"
      + values.enumerated().map { row, value in
        let hour = row % 24
        return "2023-01-\(row / 24 + 1 < 10 ? "0" : "")\(row / 24 + 1)T\(hour < 10 ? "0" : "")\(hour):00:00,\(value)\n"
      }.joined()
  }

  @Test("A counter of eight digits")
  func counter() throws {
    // Odd numbers on one day, even ones on the next.
    let series = try readSeries(
      hourly("passengers", (0..<480).map { String(20_000_001 + 2 * ($0 % 24) + $0 / 24 % 2) }))
    let profile = ColumnProfile(of: series.columns[0])
    #expect(profile.range?.minimum == 20_000_001)
    #expect(profile.range?.maximum == 20_000_048)
    #expect(profile.distinct == 48)
  }

  @Test("A coordinate that moves by millimetres")
  func coordinate() throws {
    let steps = ["5123455.750", "5123456.000", "5123456.065", "5123456.250"]
    let series = try readSeries(hourly("northing_m", (0..<96).map { steps[$0 % 4] }))
    let column = series.columns[0]
    #expect(Array(column.values[..<4]) == [5_123_455.75, 5_123_456, 5_123_456.065, 5_123_456.25])
    let profile = ColumnProfile(of: column)
    #expect(profile.distinct == 4 && !profile.isConstant)
    #expect(abs((profile.range?.deviation ?? 0) - 0.179003) < 1e-5)
  }

  @Test("Identifiers beyond 2⁵³ are words, each its own, and it is said", arguments: [true, false])
  func identifiers(fromTheBeginning: Bool) throws {
    let rows = (0..<400).map { row in
      let id =
        fromTheBeginning || row > 350 ? "12345678901234567\(row < 10 ? "00" : row < 100 ? "0" : "")\(row)" : "\(row)"
      return "\(id),\(Double(row) / 8),\(row % 2 == 0 ? "u" : "v")\n"
    }
    let table = try readTable("id,f,kind\n" + rows.joined())
    let ids = try #require(table.textColumns.first { $0.name == "id" })
    #expect(ids.levels.count == 400)
    #expect(ids.levels.last == "12345678901234567399")
    #expect(
      table.report.remarks == [
        "id: whole numbers with more digits than a number keeps, read as text with every digit"
      ])
  }

  @Test("The first whole number that is rounded is one too, and --missing takes it alone")
  func boundary() throws {
    let rows = (0..<60).map { "\($0 % 2 == 0 ? "9007199254740993" : "9007199254740994"),\($0)\n" }.joined()
    let table = try readTable("id,f\n" + rows)
    #expect(table.textColumns.first?.levels == ["9007199254740993", "9007199254740994"])
    let series = try readSeries(hourly("n", (0..<48).map { $0 == 7 ? "-9007199254740993" : "\($0)" }))
    #expect(series.report.remarks.contains("n: whole numbers beyond 2^53 are rounded to 53 bits"))
    let cells = (0..<48).map { $0 == 7 ? "9007199254740993" : $0 == 9 ? "9007199254740992" : "\($0)" }
    let left = try readSeries(hourly("n", cells)) { $0.missingWords = ["9007199254740993"] }
    #expect(left.columns[0].values.indices.filter { left.columns[0].values[$0].isNaN } == [7])
  }

  @Test("A whole number beyond 2⁶⁴ that is exact, or among fractions, names nothing")
  func large() throws {
    let rows = (0..<40).map { "\($0).5,\($0)\n" }.joined()
    let table = try readTable("a,b\n" + rows + "100000000000000000000,10000000000000000000000\n123456789012345678,1\n")
    #expect(table.columns.map(\.name) == ["a", "b"] && table.columns[1].values[40] == 1e22)
    #expect(table.report.remarks == ["a: whole numbers beyond 2^53 are rounded to 53 bits"])
  }

  @Test("Numbers beyond 2⁵³ that are exact stay numbers, and so do fractions of many digits")
  func exact() throws {
    let table = try readTable(
      "a,b,c\n9007199254740994,0.12345678901234567890,1e300\n18014398509481984,0.5,2e300\n4,0.25,-1e308\n")
    #expect(table.columns.map(\.name) == ["a", "b", "c"])
    #expect(table.columns[0].values == [9_007_199_254_740_994, 18_014_398_509_481_984, 4])
    #expect(table.columns[1].values[0] == 0.12345678901234568)
    #expect(table.columns[2].values == [1e300, 2e300, -1e308])
    #expect(table.report.remarks.isEmpty)
  }

  @Test("Identifiers with a fraction of zeros, as data frames write a column with gaps")
  func wholeFractions() throws {
    let rows = (10..<60).map { "12345678901234567\($0).0,\($0)\n" }.joined()
    let table = try readTable("id,f\n" + rows)
    #expect(table.textColumns.first?.levels.count == 50)
  }

  @Test("The deviation of values that differ by little beside their size")
  func deviation() throws {
    // Whole numbers from 2⁶⁰ on, 256 apart, of which the mean is no double.
    let values = (0..<10).map { 0x1p60 + 256 * Double($0 * $0 % 7) }
    let profile = ColumnProfile(of: Column(name: "x", values: values))
    let steps = (0..<10).map { Double($0 * $0 % 7) }
    let mean = steps.reduce(0, +) / 10
    let expected = 256 * (steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10).squareRoot()
    #expect(abs((profile.range?.deviation ?? 0) / expected - 1) < 1e-12)
  }

  @Test("Along time the nearest number serves, and it is said")
  func measured() throws {
    let series = try readSeries(hourly("ticks", (0..<48).map { "12345678901234567\($0 < 10 ? "0" : "")\($0)" }))
    #expect(series.columns[0].values[0] == 1_234_567_890_123_456_768)
    #expect(series.report.remarks.contains("ticks: whole numbers beyond 2^53 are rounded to 53 bits"))
  }

  @Test("What is beyond 32 bits is within 64")
  func range() throws {
    let rows = (1...9).map { "\($0)e39,\($0)\n" }.joined()
    let table = try readTable("a,b\n" + rows + "1e309,10\n")
    let expected = (1...9).map { (digit: Int) -> Double in Double("\(digit)e39") ?? 0 }
    #expect(shown(table.columns[0].values) == expected + [-999])
    #expect(table.report.oddCells.count == 1)
  }
}
