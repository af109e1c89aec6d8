import Basics

/// What random numbers are drawn for; each purpose has a stream of its own.
package enum RandomStream: UInt32, Hashable, Sendable, CaseIterable {
  case initialization = 1
  case permutation
  case dropout
  case split
  case noise
  case test = 8
}

/// The address of a family of random numbers: each number is a pure function of the key and an index.
///
/// No state is shared or advanced, so that a run can be resumed, replayed, or computed in another order and still see
/// the same numbers.
package struct RandomKey: Hashable, Sendable {
  package var seed: UInt64
  package var stream: RandomStream
  package var step: UInt64
  package var layer: UInt32

  package init(seed: UInt64, stream: RandomStream, step: UInt64 = 0, layer: UInt32 = 0) {
    self.seed = seed
    self.stream = stream
    self.step = step
    self.layer = layer
  }

  /// 64 random bits.
  package func bits(_ index: UInt64) -> UInt64 {
    Self.mix(base &+ index &* Self.golden)
  }

  /// Uniform on `[0, 1)`, a multiple of 2⁻²⁴.
  package func uniform(_ index: UInt64) -> Float {
    Float(bits(index) >> 40) * 0x1p-24
  }

  /// Standard normal, by Box and Muller's transform of two uniforms.
  package func normal(_ index: UInt64) -> Float {
    let both = bits(index)
    let radius = Double(both >> 32) * 0x1p-32 + 0x1p-33
    let angle = Double(both & 0xFFFF_FFFF) * 0x1p-32
    return Float((-2 * Elementary.logarithm(radius)).squareRoot() * Elementary.cosine(2 * .pi * angle))
  }

  /// A uniformly random order of `0..<count`.
  package func permutation(of count: Int) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      permute(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Fills `order` with a uniformly random order of its indices, without allocating.
  ///
  /// Source: Durstenfeld (1964), inside out.
  package func permute(_ order: UnsafeMutableBufferPointer<Int32>) {
    var state = base
    for index in order.indices {
      state &+= Self.golden
      let other = Int(((Self.mix(state) >> 32) &* UInt64(index + 1)) >> 32)
      order[index] = order[other]
      order[other] = Int32(truncatingIfNeeded: index)
    }
  }

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The key folded into one word.
  package var base: UInt64 {
    var hash = Self.mix(seed &+ Self.golden)
    hash = Self.mix(hash ^ (UInt64(stream.rawValue) << 32 | UInt64(layer)))
    return Self.mix(hash &+ step &* 0xD1B5_4A32_D192_ED03)
  }

  /// The finaliser of SplitMix64: a bijection in which every input bit flips each output bit with probability ½.
  ///
  /// Source: Steele, Lea & Flood (2014), with Stafford's constants (variant 13).
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
