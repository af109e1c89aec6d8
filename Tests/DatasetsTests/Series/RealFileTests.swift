import Basics
import Glibc
import Testing

@testable import Datasets

/// Larger files that a developer may have beside the checkout; skipped where they are absent.
@Suite("Real files")
struct RealFileTests {
  private static func path(_ name: String) -> String? {
    // …/Tests/DatasetsTests/Series/RealFileTests.swift → the folder beside the checkout.
    var folder = "\(#filePath)"
    for _ in 0..<5 { folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]) }
    let path = "\(folder)/shared/data/\(name)"
    return access(path, R_OK) == 0 ? path : nil
  }

  @Test("Hourly transformer temperatures", .enabled(if: path("ett/ETTh1.csv") != nil))
  func ett() throws {
    let path = try #require(Self.path("ett/ETTh1.csv"))
    guard case .series(let series) = try Reader.open(path: path) else { throw NotOfThisKind() }
    #expect(series.count == 17_420)
    #expect(series.cadence == .milliseconds(Milliseconds.hour))
    #expect(series.start == wall(2016, 7, 1))
    #expect(series.columns.map(\.name) == ["HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"])
    #expect(series.columns[6].values[0] == 30.5310001373291)
    #expect(series.report.gaps.count == 0 && series.report.duplicates.count == 0)
  }

  @Test("Ten-minute power of Tetouan", .enabled(if: path("tetouan/tetouan_power_10min.csv") != nil))
  func tetouan() throws {
    let path = try #require(Self.path("tetouan/tetouan_power_10min.csv"))
    guard case .series(let series) = try Reader.open(path: path) else { throw NotOfThisKind() }
    #expect(series.count == 52_416)
    #expect(series.step == 10 * Milliseconds.minute)
    #expect(series.start == wall(2017, 1, 1))
    #expect(series.columns.allSatisfy { $0.missingCount == 0 })
  }
}
