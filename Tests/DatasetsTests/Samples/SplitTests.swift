import Testing

@testable import Datasets

@Suite("Splits")
struct SplitTests {
  @Test("By shares in time order", arguments: [10, 100, 4_032, 17_420])
  func shares(count: Int) throws {
    let split = try Split(count: count)
    #expect(split.train.lowerBound == 0)
    #expect(split.train.upperBound == split.validation.lowerBound)
    #expect(split.validation.upperBound == split.test.lowerBound)
    #expect(split.test.upperBound == count)
    #expect(abs(Double(split.train.count) / Double(count) - 0.6) < 0.06)
    #expect(abs(Double(split.validation.count) / Double(count) - 0.15) < 0.06)
  }

  @Test("By borders; later rows are unused")
  func borders() throws {
    let split = try Split(count: 17_420, borders: [8_640, 11_520, 14_400])
    #expect(split == Split(train: 0..<8_640, validation: 8_640..<11_520, test: 11_520..<14_400))
  }

  @Test(
    "Borders that do not fit", arguments: [[], [1, 2], [0, 1, 2], [5, 5, 6], [1, 2, 11], [3, 2, 1], [1, 2, 3, 4]])
  func badBorders(borders: [Int]) {
    #expect(throws: DatasetError.badBorders(borders, rows: 10)) { try Split(count: 10, borders: borders) }
  }

  @Test("Samples: no overlap, nothing lost, the same for the same seed", arguments: [4, 10, 150, 1_797])
  func seeded(count: Int) throws {
    let split = try SampleSplit.seeded(count: count, seed: 3)
    #expect((split.train + split.validation + split.test).sorted() == Array(0..<count))
    #expect(try SampleSplit.seeded(count: count, seed: 3) == split)
    if count > 20 { #expect(try SampleSplit.seeded(count: count, seed: 4) != split) }
    #expect(split.train == split.train.sorted())
  }

  @Test("Samples: each class keeps its shares")
  func stratified() throws {
    // A rare class stands in one block, as in sorted files.
    let labels: [Int32] = (0..<1_000).map { $0 < 40 ? 0 : $0 < 400 ? 1 : 2 }
    let split = try SampleSplit.seeded(count: 1_000, labels: labels, seed: 1)
    #expect((split.train + split.validation + split.test).sorted() == Array(0..<1_000))
    for (label, size) in [(Int32(0), 40.0), (1, 360), (2, 600)] {
      for (part, share) in [(split.train, 0.60), (split.validation, 0.15), (split.test, 0.25)] {
        let count = Double(part.count { labels[$0] == label })
        #expect(abs(count - size * share) <= 1, "class \(label): \(count) of \(size)")
      }
    }
  }

  @Test("The last 20 % of the file is the test")
  func fileOrder() throws {
    let labels: [Int32] = (0..<1_797).map { Int32($0 % 10) }
    let split = try SampleSplit.lastInFileOrder(count: 1_797, labels: labels, seed: 1)
    #expect(split.test == Array(1_438..<1_797))
    #expect((split.train + split.validation).sorted() == Array(0..<1_438))
    #expect(abs(split.validation.count - 270) <= 1)
    for label in 0..<10 { #expect(abs(split.validation.count { labels[$0] == label } - 27) <= 1) }
  }

  @Test("Too few samples", arguments: [0, 1, 2, 3])
  func tooFew(count: Int) { #expect(throws: DatasetError.self) { try SampleSplit.seeded(count: count, seed: 1) } }
}
