extension [UInt8] {
  /// Appends the bytes of a whole number, the lowest first.
  @inlinable
  package mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends the bytes of whole numbers, those of each with the lowest first.
  @inlinable
  package mutating func append(littleEndian values: [some FixedWidthInteger]) {
    #if _endian(little)
      values.withUnsafeBytes { append(contentsOf: $0) }
    #else
      for value in values { append(littleEndian: value) }
    #endif
  }

  /// Appends the bytes of numbers of 32 bits by IEEE 754, those of each with the lowest first.
  package mutating func append(littleEndian values: [Float]) {
    #if _endian(little)
      values.withUnsafeBytes { append(contentsOf: $0) }
    #else
      append(littleEndian: values.map(\.bitPattern))
    #endif
  }

  /// Appends the bytes of numbers of 64 bits by IEEE 754, those of each with the lowest first.
  package mutating func append(littleEndian values: [Double]) {
    #if _endian(little)
      values.withUnsafeBytes { append(contentsOf: $0) }
    #else
      append(littleEndian: values.map(\.bitPattern))
    #endif
  }
}
