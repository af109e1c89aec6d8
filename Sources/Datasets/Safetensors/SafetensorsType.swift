/// What one value of a tensor is, by its name in the file.
enum SafetensorsType: String, CaseIterable {
  case f64 = "F64"
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case i64 = "I64"
  case i32 = "I32"
  case i16 = "I16"
  case i8 = "I8"
  case u64 = "U64"
  case u32 = "U32"
  case u16 = "U16"
  case u8 = "U8"
  case bool = "BOOL"

  /// Bytes of one value.
  var size: Int {
    switch self {
    case .f64, .i64, .u64: 8
    case .f32, .i32, .u32: 4
    case .f16, .bf16, .i16, .u16: 2
    case .i8, .u8, .bool: 1
    }
  }

  /// All values; F64 to the bit, the others as ``floats(_:)`` has them.
  func doubles(_ bytes: [UInt8]) -> [Double] {
    switch self {
    case .f64:
      bytes.withUnsafeBytes { raw in
        (0..<raw.count / size).map { index in
          let bits = raw.loadUnaligned(fromByteOffset: index * size, as: UInt64.self)
          return Double(bitPattern: UInt64(littleEndian: bits))
        }
      }
    case .f32, .f16, .bf16, .i64, .i32, .i16, .i8, .u64, .u32, .u16, .u8, .bool: floats(bytes).map(Double.init)
    }
  }

  /// All values, rounded to single precision where they need it.
  func floats(_ bytes: [UInt8]) -> [Float] {
    switch self {
    case .f64: values(bytes, UInt64.self) { Float(Double(bitPattern: $0)) }
    case .f32: values(bytes, UInt32.self) { Float(bitPattern: $0) }
    case .f16: values(bytes, UInt16.self, NPYArray.half)
    case .bf16: values(bytes, UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
    case .i64: values(bytes, Int64.self) { Float($0) }
    case .i32: values(bytes, Int32.self) { Float($0) }
    case .i16: values(bytes, Int16.self) { Float($0) }
    case .i8: values(bytes, Int8.self) { Float($0) }
    case .u64: values(bytes, UInt64.self) { Float($0) }
    case .u32: values(bytes, UInt32.self) { Float($0) }
    case .u16: values(bytes, UInt16.self) { Float($0) }
    case .u8: values(bytes, UInt8.self) { Float($0) }
    case .bool: values(bytes, UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }

  @inline(__always)
  private func values<Word: FixedWidthInteger>(
    _ bytes: [UInt8], _ word: Word.Type, _ value: (Word) -> Float
  ) -> [Float] {
    bytes.withUnsafeBytes { raw in
      [Float](unsafeUninitializedCapacity: raw.count / size) { floats, count in
        count = raw.count / size
        for index in 0..<count {
          let bits = Word(littleEndian: raw.loadUnaligned(fromByteOffset: index * size, as: Word.self))
          floats.initializeElement(at: index, to: value(bits))
        }
      }
    }
  }
}
