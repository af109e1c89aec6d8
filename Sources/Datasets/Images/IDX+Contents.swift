extension IDX {
  /// A whole IDX file whose header fits its size.
  struct Contents {
    let path: String
    let type: UInt8
    let dimensions: [Int]
    /// Bytes on disk.
    let fileSize: Int
    let isCompressed: Bool
    private let data: ArraySlice<UInt8>

    init(_ content: FileContent, observer: ReadObserver?) throws(DatasetError) {
      path = content.path
      fileSize = content.fileSize
      isCompressed = content.isCompressed
      let header = try content.beginning(4 + 4 * 4)
      guard IDX.recognises(header[...]) else {
        throw .idx(path: content.path, found: Words.otherBytes, expected: Words.idxHeader)
      }
      let count = Int(header[3])
      let start = 4 + 4 * count
      guard header.count >= start else {
        throw .idx(
          path: content.path, found: Words.idxBytes(count: header.count),
          expected: Words.idxHeaderBytes(count: start))
      }
      type = header[2]
      dimensions = (0..<count).map { index in
        header[4 + 4 * index..<8 + 4 * index].reduce(0) { $0 << 8 | Int($1) }
      }
      let size = Extent.bytes(dimensions, of: IDX.sizes[type] ?? 1)
      let shape = dimensions.map(String.init).joined(separator: "×")
      guard let size, size <= content.stream.lengthBound - start else {
        throw .idx(
          path: content.path, found: Words.idxBytes(count: fileSize),
          expected: size.map { Words.idxSize(count: $0 + start, shape: shape) }
            ?? Words.idxSizeUncountable(shape: shape))
      }
      let whole = try content.wholeBytes(observer: observer)
      guard whole.count == size + start else {
        throw .idx(
          path: content.path, found: Words.idxBytes(count: whole.count),
          expected: Words.idxSize(count: size + start, shape: shape))
      }
      data = whole[start...]
    }

    /// All values as Float; NaN for those that are not finite.
    func values() -> [Float] {
      let size = IDX.sizes[type] ?? 1
      if type == 0x08 { return data.map { Float($0) } }
      return stride(from: data.startIndex, to: data.endIndex, by: size).map { start in
        let bits = data[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let value: Float =
          switch type {
          case 0x09: Float(Int8(truncatingIfNeeded: bits))
          case 0x0B: Float(Int16(truncatingIfNeeded: bits))
          case 0x0C: Float(Int32(truncatingIfNeeded: bits))
          case 0x0D: Float(bitPattern: UInt32(truncatingIfNeeded: bits))
          default: Float(Double(bitPattern: bits))
          }
        return value.isFinite ? value : .nan
      }
    }
  }
}

/// Sizes that headers claim.
enum Extent {
  /// Bytes of an array; nil where they cannot be counted.
  static func bytes(_ dimensions: [Int], of size: Int) -> Int? {
    // An empty array may still claim other sizes, whose product must not be taken.
    if dimensions.contains(0) { return 0 }
    var bytes = size
    for dimension in dimensions {
      let product = bytes.multipliedReportingOverflow(by: dimension)
      guard dimension > 0, !product.overflow, product.partialValue <= Int.max / 4 else { return nil }
      bytes = product.partialValue
    }
    return bytes
  }
}
