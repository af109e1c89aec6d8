/// Folds the bit patterns of `values` into `hash` (FNV-1a over 32-bit words); start from `bitHashSeed`.
///
/// Equal bits give equal hashes, unequal ones almost always others: `-0` and `0` differ.
package func bitHash(_ values: UnsafeBufferPointer<Float>, into hash: inout UInt64) {
  var state = hash
  for value in values {
    state = (state ^ UInt64(value.bitPattern)) &* 0x100_0000_01B3
  }
  hash = state
}

/// As above, over 64-bit words.
package func bitHash(_ values: UnsafeBufferPointer<Double>, into hash: inout UInt64) {
  var state = hash
  for value in values {
    state = (state ^ value.bitPattern) &* 0x100_0000_01B3
  }
  hash = state
}

/// As above, over whole numbers.
package func bitHash(_ values: some Sequence<Int64>, into hash: inout UInt64) {
  for value in values { hash = (hash ^ UInt64(bitPattern: value)) &* 0x100_0000_01B3 }
}

/// The offset basis of 64-bit FNV.
package let bitHashSeed: UInt64 = 0xCBF2_9CE4_8422_2325
