import TestMutations

/// Everything that a case is made of is drawn from here; the same seed and number give the same case.
struct Draw: RandomNumberGenerator {
  private var generator: SplitMix64

  init(seed: UInt64, number: Int) {
    generator = SplitMix64(seed &* 0xD134_2543_DE82_EF95 ^ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    generator = SplitMix64(generator.next())
  }

  mutating func next() -> UInt64 { generator.next() }

  /// 0 up to `count`, without it.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  /// True in `percent` of 100 draws.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// - Precondition: `values` is not empty.
  mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
