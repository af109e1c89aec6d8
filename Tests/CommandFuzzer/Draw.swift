/// Everything that a case is made of is drawn from here; the same seed and number give the same case.
struct Draw: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64, number: Int) {
    state = seed &* 0xD134_2543_DE82_EF95 ^ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    state = next()
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  /// 0 up to `count`, without it.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  /// True in `percent` of 100 draws.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// - Precondition: `values` is not empty.
  mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
