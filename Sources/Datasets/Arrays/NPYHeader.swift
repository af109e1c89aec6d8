/// The header of NumPy's NPY format: what the values are, and in which shape.
///
/// Source: numpy.lib.format, versions 1.0 to 3.0.
struct NPYHeader: Hashable {
  var type: ElementType
  var isBigEndian = false
  var isFortranOrder: Bool
  var shape: [Int]
  /// Where the values begin.
  var dataOffset: Int

  /// Bytes of all values; nil where they cannot be counted.
  var dataSize: Int? { Extent.bytes(shape, of: type.size) }

  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
  private static let longest = 1 << 20

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool { beginning.starts(with: magic) }

  /// Why a header cannot be used: what it holds, and what was expected.
  struct Failure: Error {
    let found: String
    let expected: String
  }

  /// - Parameter bytes: begin with the magic bytes; further bytes may follow the header.
  init(_ bytes: ArraySlice<UInt8>) throws(Failure) {
    let start = bytes.startIndex
    guard bytes.count >= 10, Self.recognises(bytes) else {
      throw Failure(found: Words.arrayBytes(count: bytes.count), expected: Words.arrayHeader)
    }
    let version = bytes[start + 6]
    guard (1...3).contains(version) else {
      throw Failure(found: Words.arrayVersion(version: "\(version)"), expected: Words.arrayVersions)
    }
    let lengthSize = version == 1 ? 2 : 4
    guard bytes.count >= 8 + lengthSize else {
      throw Failure(found: Words.arrayBytes(count: bytes.count), expected: Words.arrayHeader)
    }
    var length = 0
    for place in (0..<lengthSize).reversed() { length = length << 8 | Int(bytes[start + 8 + place]) }
    guard length <= Self.longest, bytes.count >= 8 + lengthSize + length else {
      throw Failure(found: Words.arrayHeaderSize(count: length), expected: Words.arrayHeaderLimit)
    }
    dataOffset = 8 + lengthSize + length
    var dictionary = PythonLiteral(bytes[start + 8 + lengthSize..<start + dataOffset])
    guard let entries = dictionary.dictionary() else {
      throw Failure(found: Words.arrayNotDictionary, expected: Words.arrayHeaderKeys)
    }
    guard case .flag(let order) = entries["fortran_order"], case .numbers(let sizes) = entries["shape"],
      let description = entries["descr"]
    else { throw Failure(found: Words.arrayIncompleteHeader, expected: Words.arrayHeaderKeys) }
    isFortranOrder = order
    shape = sizes
    guard shape.count <= 32 else {
      throw Failure(found: Words.arrayDimensions(count: shape.count), expected: Words.arrayDimensionLimit)
    }
    guard case .text(let code) = description else {
      throw Failure(found: Words.arrayRecords, expected: Words.arrayForEachColumn)
    }
    (type, isBigEndian) = try Self.element(code)
  }

  /// `<f4`, `|u1`, `>i8`, `<M8[ns]`
  private static func element(_ code: String) throws(Failure) -> (ElementType, Bool) {
    var rest = code[...]
    let isBigEndian = rest.first == ">"
    if let mark = rest.first, "<>|=".contains(mark) { rest.removeFirst() }
    guard let kind = rest.first, let type = ElementType(kind: kind, rest: rest.dropFirst()) else {
      throw Failure(found: Words.arrayType(type: Clean.text(code, limit: 40)), expected: Words.arrayNumbers)
    }
    return (type, isBigEndian)
  }
}
