import Tensors
import Testing

@Suite("Random keys")
struct RandomKeyTests {
  private let key = RandomKey(seed: 42, stream: .test)

  @Test("A number depends on every part of its address and on nothing else")
  func purity() {
    #expect(key.bits(3) == RandomKey(seed: 42, stream: .test, step: 0, layer: 0).bits(3))
    var others: Set<UInt64> = [key.bits(3)]
    others.insert(key.bits(4))
    others.insert(RandomKey(seed: 43, stream: .test).bits(3))
    others.insert(RandomKey(seed: 42, stream: .noise).bits(3))
    others.insert(RandomKey(seed: 42, stream: .test, step: 1).bits(3))
    others.insert(RandomKey(seed: 42, stream: .test, layer: 1).bits(3))
    #expect(others.count == 6)
  }

  @Test("The first numbers stay what they are, or old journals could not be replayed")
  func pinned() {
    #expect(RandomKey(seed: 1, stream: .initialization).bits(0) == 16_967_261_005_566_798_102)
    #expect(RandomKey(seed: 1, stream: .permutation).permutation(of: 8) == [0, 4, 3, 1, 2, 7, 6, 5])
  }

  @Test("Uniform numbers fill [0, 1) evenly")
  func uniform() {
    let count = 100_000
    let values = (0..<count).map { key.uniform(UInt64($0)) }
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    var cells = [Int](repeating: 0, count: 16)
    for value in values { cells[Int(value * 16)] += 1 }
    // χ² with 15 degrees of freedom exceeds 44.3 once in 10 000 keys.
    let expected = Double(count) / 16
    #expect(cells.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected } < 44.3)
  }

  @Test("Normal numbers have the moments of the normal distribution")
  func normal() {
    let values = (0..<100_000).map { Double(key.normal(UInt64($0))) }
    let moments = (1...4).map { power in
      values.reduce(0) { sum, value in sum + (1...power).reduce(1) { product, _ in product * value } } / 100_000
    }
    #expect(abs(moments[0]) < 0.015)
    #expect(abs(moments[1] - 1) < 0.02)
    #expect(abs(moments[2]) < 0.05)
    #expect(abs(moments[3] - 3) < 0.15)
  }

  @Test("A permutation holds every index once, in an order that the key decides", arguments: [0, 1, 2, 7, 1000])
  func permutation(count: Int) {
    let order = key.permutation(of: count)
    #expect(order.sorted() == (0..<Int32(count)).map { $0 })
    #expect(order == key.permutation(of: count))
    if count == 1000 {
      #expect(order != RandomKey(seed: 42, stream: .test, step: 1).permutation(of: count))
    }
  }

  @Test("Every order of three is equally likely")
  func fairness() {
    var counts: [[Int32]: Int] = [:]
    for step in 0..<6000 {
      counts[RandomKey(seed: 9, stream: .permutation, step: UInt64(step)).permutation(of: 3), default: 0] += 1
    }
    #expect(counts.count == 6)
    // Five degrees of freedom: 25.7 is exceeded once in 10 000.
    #expect(counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 } < 25.7)
  }
}
