import Testing

@testable import Datasets

@Suite("Numbers with the sign of percent or of a currency are numbers")
struct UnitSignTests {
  private func column(_ cells: [String], separator: String = ";") throws -> (values: [Double], remarks: [String]) {
    let text = "id\(separator)amount\n" + cells.enumerated().map { "\($0 + 1)\(separator)\($1)\n" }.joined()
    let table = try readTable(text)
    let column = try #require(table.columns.first { $0.name == "amount" }, "\(table.columns.map(\.name))")
    return (column.values, table.remarks)
  }

  @Test(
    "Before or behind the number, with a space or without, grouped, negative",
    arguments: [
      (["12.3%", "-4%", "0.5%"], [12.3, -4, 0.5]),
      (["12,3 %", "-4,0 %", "0,5 %"], [12.3, -4, 0.5]),
      (["$1,000.00", "-$2.50", "$-3.25"], [1000, -2.5, -3.25]),
      (["1234,50 €", "-1,25 €", "0,75 €"], [1234.5, -1.25, 0.75]),
      (["1.234,50\u{A0}€", "2.000.000,00\u{A0}€", "1,00\u{A0}€"], [1234.5, 2_000_000, 1]),
      (["£ 5.5", "£ 6", "£ 7.25"], [5.5, 6, 7.25]),
      (["EUR 5.5", "EUR 6", "EUR 7.25"], [5.5, 6, 7.25]),
    ])
  func forms(cells: [String], values: [Double]) throws {
    let found = try column(cells)
    #expect(found.values == values)
    #expect(found.remarks.contains { $0.hasPrefix("numbers of amount are read without ") }, "\(found.remarks)")
  }

  @Test("Between commas a grouped amount stands in quotes")
  func quoted() throws {
    let found = try column(["\"$1,000.00\"", "$2.50", "\"$12,345,678.90\""], separator: ",")
    #expect(found.values == [1000, 2.5, 12_345_678.9])
  }

  @Test("What is missing, or has no sign beside others that have one, is read as ever; another sign is no number")
  func mixed() throws {
    var cells = (0..<400).map { "\($0).5%" }
    (cells[350], cells[360], cells[370]) = ("NA", "7", "$7")
    let found = try column(cells)
    #expect(found.values[349] == 349.5 && found.values[350].isNaN && found.values[360] == 7 && found.values[370].isNaN)
  }

  @Test("A column of several signs, or of words with a sign, stays words")
  func words() throws {
    for cells in [["$1", "2 €", "$3", "4 €"], ["$a", "$b", "$c", "$d"], ["5 m", "6 m", "7 m", "8 m"]] {
      let text = "id,amount,x\n" + cells.enumerated().map { "\($0),\($1),\($0 + 5)\n" }.joined()
      let table = try readTable(text)
      #expect(table.columns.first { $0.name == "amount" }?.type != .number, "\(cells)")
      #expect(!table.remarks.contains { $0.contains("are read without") })
    }
  }

  @Test("A series of them has its values")
  func series() throws {
    let rows = (10...28).map { "\($0).01.2024;\($0 * 100),25 €\n" }.joined()
    let series = try readSeries("Tag;Umsatz\n" + rows)
    #expect(series.columns[0].values == (10...28).map { (day: Int) -> Double in Double(day * 100) + 0.25 })
  }
}
