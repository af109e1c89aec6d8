import Testing

@testable import Datasets

@Suite("Columns without a value are left out, and named")
struct EmptyColumnTests {
  @Test("A table keeps its rows; a column that a wish makes empty goes too; where all are empty that is said")
  func tables() throws {
    let rows = (0..<40).map { "\($0),,\(Double($0) / 4),-1\n" }.joined()
    let table = try readTable("a,comment,target,flag\n" + rows)
    #expect(table.columns.map(\.name) == ["a", "target", "flag"] && table.rowCount == 40)
    #expect(table.report.leftOut == [LeftOutColumn(name: "comment", reason: "has no values")])
    let fewer = try readTable("a,comment,target,flag\n" + rows) { $0.missingWords = ["-1"] }
    #expect(fewer.columns.map(\.name) == ["a", "target"])
    guard case .allMissing? = refusal("a,b\n,\n,\n") else {
      Issue.record("nothing to read")
      return
    }
  }

  @Test("A series too; asked for as the target, the column is named with its reason")
  func series() throws {
    let rows = (1...28).map { "2024-02-\($0 < 10 ? "0" : "")\($0),\($0),,\($0 % 2 == 0 ? "rain" : "sun")\n" }.joined()
    let series = try readSeries("day,v,w,weather\n" + rows)
    #expect(series.columns.map(\.name) == ["v"])
    for (name, reason) in [("w", "has no values"), ("weather", "holds text")] {
      let error = #expect(throws: DatasetError.self) { try series.column(named: name) }
      #expect(error?.sentence == "The column “\(name)” is left out: it \(reason); the columns are v.")
    }
  }
}
