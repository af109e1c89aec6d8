extension [UInt8] {
  /// Appends the bytes of whole numbers, the lowest first.
  package mutating func append(littleEndian values: some Sequence<some FixedWidthInteger>) {
    for value in values { Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) } }
  }

  package mutating func append(littleEndian value: some FixedWidthInteger) {
    append(littleEndian: CollectionOfOne(value))
  }
}

extension Sequence where Element: FixedWidthInteger {
  /// The bytes of all of them, the lowest first.
  package var littleEndianBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: self)
    return bytes
  }
}
