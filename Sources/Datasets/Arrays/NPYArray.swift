/// An array of an NPY file or of an entry of an NPZ archive.
struct NPYArray {
  let name: String
  let header: NPYHeader
  /// The values, as they stand in the file.
  private let bytes: ArraySlice<UInt8>

  var shape: [Int] { header.shape }
  /// Rows: the first dimension.
  var count: Int { shape.first ?? 1 }

  /// - Throws: where the header is none, or does not fit the bytes behind it.
  init(_ file: ArraySlice<UInt8>, name: String) throws(NPYHeader.Failure) {
    self.name = name
    header = try NPYHeader(file)
    let held = file.count - header.dataOffset
    guard let size = header.dataSize, size <= held else {
      let shape = Self.label(header.shape)
      throw NPYHeader.Failure(
        found: Words.arrayValueBytes(count: held),
        expected: header.dataSize.map { Words.arraySize(count: $0, shape: shape) }
          ?? Words.arraySizeUncountable(shape: shape))
    }
    bytes = file.dropFirst(header.dataOffset).prefix(size)
  }

  static func label(_ shape: [Int]) -> String { "(" + shape.map(String.init).joined(separator: ", ") + ")" }

  /// Numbers at `start`, `start + step` …, counted in values as they lie in the file; NaN where they are not finite.
  func numbers<Value: BinaryFloatingPoint>(from start: Int, step: Int, count: Int) -> [Value] {
    switch header.type {
    case .boolean: integers(UInt8.self, start, step, count) { $0 == 0 ? 0 : 1 }
    case .signed(1): integers(Int8.self, start, step, count) { Value($0) }
    case .signed(2): integers(Int16.self, start, step, count) { Value($0) }
    case .signed(4): integers(Int32.self, start, step, count) { Value($0) }
    case .signed: integers(Int64.self, start, step, count) { Value($0) }
    case .unsigned(1): integers(UInt8.self, start, step, count) { Value($0) }
    case .unsigned(2): integers(UInt16.self, start, step, count) { Value($0) }
    case .unsigned(4): integers(UInt32.self, start, step, count) { Value($0) }
    case .unsigned: integers(UInt64.self, start, step, count) { Value($0) }
    case .float(2): integers(UInt16.self, start, step, count) { Self.finite(Value(Self.half($0))) }
    case .float(4): integers(UInt32.self, start, step, count) { Self.finite(Value(Float(bitPattern: $0))) }
    case .float: integers(UInt64.self, start, step, count) { Self.finite(Value(Double(bitPattern: $0))) }
    case .time, .letters, .bytes: [Value](repeating: .nan, count: count)
    }
  }

  /// Whole numbers without loss, as stamps need them; nil where the values are no whole numbers.
  func wholeNumbers() -> [Int64]? {
    switch header.type {
    case .signed(8), .time: integers(Int64.self, 0, 1, count) { $0 }
    case .signed(4): integers(Int32.self, 0, 1, count) { Int64($0) }
    case .unsigned(4): integers(UInt32.self, 0, 1, count) { Int64($0) }
    case .unsigned(8): integers(UInt64.self, 0, 1, count) { Int64(clamping: $0) }
    case .boolean, .signed, .unsigned, .float, .letters, .bytes: nil
    }
  }

  /// Whether a column holds whole numbers that a Double rounds.
  func losesDigits(_ index: Int) -> Bool {
    let (start, step) = place(ofColumn: index)
    return switch header.type {
    case .signed(8): integers(Int64.self, start, step, count) { Int64(exactly: Double($0)) != $0 }.contains(true)
    case .unsigned(8): integers(UInt64.self, start, step, count) { UInt64(exactly: Double($0)) != $0 }.contains(true)
    case .boolean, .signed, .unsigned, .float, .time, .letters, .bytes: false
    }
  }

  /// The digits of a column's whole numbers, each as it is.
  func digits(_ index: Int) -> [String] {
    let (start, step) = place(ofColumn: index)
    return header.type == .unsigned(8)
      ? integers(UInt64.self, start, step, count) { "\($0)" } : integers(Int64.self, start, step, count) { "\($0)" }
  }

  /// Text, cleaned; nil where the values are not text.
  func texts() -> [String]? {
    switch header.type {
    case .letters(let length):
      (0..<count).map { row in
        let letters = integers(UInt32.self, row * length, 1, length) { $0 }.prefix { $0 != 0 }
        return Clean.text(String(String.UnicodeScalarView(letters.map { Unicode.Scalar($0) ?? "\u{FFFD}" })))
      }
    case .bytes(let length):
      (0..<count).map { row in
        let start = bytes.startIndex + row * length
        return Clean.text(String(decoding: bytes[start..<start + length].prefix { $0 != 0 }, as: UTF8.self))
      }
    case .boolean, .signed, .unsigned, .float, .time: nil
    }
  }

  /// All numbers in the order of C, the last dimension fastest.
  func numbers<Value: BinaryFloatingPoint>() -> [Value] {
    let total = shape.reduce(1, *)
    guard header.isFortranOrder, shape.count > 1, total > 0 else { return numbers(from: 0, step: 1, count: total) }
    let inner = shape[shape.count - 1]
    let innerStep = total / inner
    var values: [Value] = []
    values.reserveCapacity(total)
    for row in 0..<total / inner {
      // The place of this row's first value, where the first dimension runs fastest.
      var rest = row
      var start = 0
      var step = innerStep
      for dimension in shape.dropLast().reversed() {
        step /= dimension
        start += rest % dimension * step
        rest /= dimension
      }
      values += numbers(from: start, step: innerStep, count: inner)
    }
    return values
  }

  /// One column of a matrix.
  func column(_ index: Int) -> [Double] {
    let (start, step) = place(ofColumn: index)
    return numbers(from: start, step: step, count: count)
  }

  /// The first value of a matrix's column, and how far the next lies behind it, counted in values as they lie in the file.
  private func place(ofColumn index: Int) -> (start: Int, step: Int) {
    header.isFortranOrder ? (index * count, 1) : (index, shape.count > 1 ? shape[1] : 1)
  }

  @inline(__always)
  private func integers<Word: FixedWidthInteger, Result>(
    _ word: Word.Type, _ start: Int, _ step: Int, _ count: Int, _ result: (Word) -> Result
  ) -> [Result] {
    let size = MemoryLayout<Word>.size
    return bytes.withUnsafeBytes { raw in
      (0..<count).map { index in
        let bits = raw.loadUnaligned(fromByteOffset: (start + index * step) * size, as: Word.self)
        return result(header.isBigEndian ? Word(bigEndian: bits) : Word(littleEndian: bits))
      }
    }
  }

  private static func finite<Value: BinaryFloatingPoint>(_ value: Value) -> Value { value.isFinite ? value : .nan }

  /// IEEE 754 binary16.
  static func half(_ bits: UInt16) -> Float {
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Float(bits & 0x3FF)
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
      }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }
}
