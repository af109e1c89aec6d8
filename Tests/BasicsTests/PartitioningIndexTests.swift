import Basics
import Testing

@Suite("The first element from which on something holds")
struct PartitioningIndexTests {
  @Test("It is where a walk finds it, for every length and every border", arguments: 0...70)
  func walk(length: Int) {
    for border in 0...length {
      let index = (0..<length).map { $0 >= border }.partitioningIndex { $0 }
      #expect(index == border, "\(length) elements, the first from \(border) on")
    }
  }

  @Test("Of equal values it is the first, or the end")
  func equals() {
    let values = [1.0, 2, 2, 2, 5]
    #expect(values.partitioningIndex { $0 >= 2 } == 1)
    #expect(values.partitioningIndex { $0 > 2 } == 4)
    #expect(values.partitioningIndex { $0 > 5 } == 5)
    #expect([Int]().partitioningIndex { _ in true } == 0)
  }

  @Test("A slice's places are those of its base")
  func slices() {
    let values = [9, 9, 1, 3, 5, 7]
    #expect(values[2...].partitioningIndex { $0 >= 4 } == 4)
    #expect(values[2..<4].partitioningIndex { $0 >= 4 } == 4)
  }

  @Test("A range of instants is asked in few steps and never beyond its ends")
  func ranges() {
    var asked = 0
    let range = Int64(-1_000_000_000_000)..<1_000_000_000_000
    let place = range.partitioningIndex {
      asked += 1
      return $0 >= 123_456
    }
    #expect(place == 123_456 && asked <= 41)
    #expect(range.partitioningIndex { _ in false } == range.upperBound)
    #expect(range.partitioningIndex { _ in true } == range.lowerBound)
  }

  @Test("What the question throws comes through")
  func throwing() {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try [1, 2].partitioningIndex { _ in throw Refusal() } }
  }
}
