import Basics
import Glibc
import Testing

@testable import Datasets

@Suite("Files of very many columns")
struct WideFileTests {
  /// Seconds that this thread computes; others on the machine add nothing.
  private func seconds(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let began = now()
    try work()
    return now() - began
  }

  @Test("65 000 columns of one name get names of their own, in no more time than columns of many names take")
  func equalNames() throws {
    var names: [String] = []
    let equal = seconds {
      var unique = UniqueNames()
      names = (0..<65_000).map { _ in unique.add("x") }
    }
    #expect(names.prefix(3) == ["x", "x (2)", "x (3)"] && Set(names).count == 65_000)
    let other = seconds {
      var unique = UniqueNames()
      for number in 0..<65_000 { _ = unique.add("x \(number)") }
    }
    #expect(equal < 20 * other, "\(equal) s against \(other) s")
  }

  @Test("A name with a number that a file has itself is passed over")
  func takenNumbers() {
    var unique = UniqueNames()
    #expect(["a", "a (2)", "a", "a", "a (2)"].map { unique.add($0) } == ["a", "a (2)", "a (3)", "a (4)", "a (2) (2)"])
  }

  @Test("The rows below a header that fills the sample are read")
  func manyColumns() throws {
    let columns = 60_001
    let header = (0..<columns).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<columns).map { String($0 % 10) }.joined(separator: ",")
    let table = try readTable(([header] + [String](repeating: row, count: 6)).joined(separator: "\n") + "\n")
    #expect(table.columns.count == columns && table.rowCount == 6)
    #expect(table.columns[60_000].name == "c60000" && table.columns[60_000].values == [Double](repeating: 0, count: 6))
  }

  @Test("A sentence counts all columns that it does not name")
  func counted() {
    let names = (0..<300).map { "c\($0)" }.joined(separator: ",")
    #expect(refusal("\(names)\n")?.sentence.contains("(c0, c1, c2, c3, c4, c5 and 294 more)") == true)
    let empty = String(repeating: ",", count: 299)
    #expect(refusal("\(names)\n\(empty)\n\(empty)\n")?.sentence.contains("and 294 more") == true)
  }
}
