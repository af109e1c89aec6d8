import Basics
import Testing

@testable import Datasets

@Suite("Columns that are suspicious beside a target")
struct SuspicionTests {
  private let fuzz = Fuzz(seed: 9)
  private func noise(_ stream: Int) -> [Double] {
    (0..<600).map { Double(fuzz.number($0, stream, below: 100_000)) / 1_000 }
  }

  private func series(_ columns: [(String, [Double])]) -> Dataset {
    .series(
      TimeSeries(
        name: "s", step: Milliseconds.hour, start: 0, columns: columns.map { Column(name: $0.0, values: $0.1) }))
  }

  private func kinds(_ dataset: Dataset, target: String) -> [String: Suspicion.Kind] {
    Dictionary(uniqueKeysWithValues: Profile(of: dataset, target: target).suspicions.map { ($0.column, $0.kind) })
  }

  @Test("Copies, changed units, leads and constants are told; honest columns, lags and smooth company are not")
  func ofSeries() {
    let load = noise(0)
    var gappy = load
    gappy[17] = .nan
    let lead = Array(load.dropFirst(24)) + [Double](repeating: .nan, count: 24)
    let lag = [Double](repeating: .nan, count: 24) + Array(load.dropLast(24))
    let found = kinds(
      series([
        ("load", load), ("copy", gappy), ("percent", load.map { 32 - 1.8 * $0 }), ("tomorrow", lead),
        ("yesterday", lag), ("other", noise(1)), ("flat", [Double](repeating: 7, count: 600)),
        ("void", [Double](repeating: .nan, count: 600)),
      ]), target: "load")
    #expect(found["copy"] == .equalsTarget)
    if case .followsTarget(let correlation) = found["percent"] {
      #expect(correlation < -0.9999)
    } else {
      Issue.record("a change of units was not seen: \(found)")
    }
    #expect(found["tomorrow"] == .knowsAhead(rows: 24))
    #expect(found["flat"] == .constant && found["void"] == .allMissing)
    #expect(found.count == 5, "\(found)")
  }

  @Test("A smooth target resembles its next row; a column that only does so too is no leak")
  func smooth() {
    let slow = (0..<600).map { Double($0) * 0.01 + Double(fuzz.number($0, 3, below: 1_000)) * 1e-6 }
    let company = (0..<600).map { Double($0) * 0.02 + Double(fuzz.number($0, 4, below: 1_000)) * 1e-3 }
    #expect(kinds(series([("slow", slow), ("company", company)]), target: "slow").isEmpty)
  }

  @Test("A column with a value for each class gives the answer away; a number of many values does not")
  func ofTables() throws {
    let rows = (0..<60).map { row in "\(row % 3 + 10),\(fuzz.number(row, 0, below: 9_999)),\(["a", "b", "c"][row % 3])"
    }
    let dataset = try read("code,size,species\n" + rows.joined(separator: "\n") + "\n")
    let found = kinds(dataset, target: "species")
    #expect(found == ["code": .separatesClasses])
  }
}
