import Glibc

/// MNIST's file format: `00 00 type dimensions`, big-endian sizes, big-endian values.
enum IDX {
  /// Bytes of each value type.
  private static let sizes: [UInt8: Int] = [0x08: 1, 0x09: 1, 0x0B: 2, 0x0C: 4, 0x0D: 4, 0x0E: 8]

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool {
    beginning.count >= 4 && beginning[0] == 0 && beginning[1] == 0 && sizes[beginning[2]] != nil
      && (1...4).contains(beginning[3])
  }

  /// Opens images with their labels, whichever of the two files was named.
  static func open(path: String) throws(DatasetError) -> ImageSet {
    let named = try Contents(path: path)
    if named.dimensions.count == 1 {
      guard let other = partner(of: path, from: "labels", to: "images", "idx1", "idx3") else {
        throw .idx(path: Clean.text(path), found: "a list of labels", expected: "the file of the images beside it")
      }
      return try join(images: try Contents(path: other), labels: named, path: other)
    }
    guard let other = partner(of: path, from: "images", to: "labels", "idx3", "idx1") else {
      return try join(images: named, labels: nil, path: path)
    }
    return try join(images: named, labels: try Contents(path: other), path: path)
  }

  /// The file of the other half, by MNIST's naming: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`.
  private static func partner(of path: String, from word: String, to other: String, _ tag: String, _ otherTag: String)
    -> String?
  {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let renamed = replaced(replaced(file, word, other), tag, otherTag)
    guard renamed != file else { return nil }
    return access(folder + renamed, R_OK) == 0 ? folder + renamed : nil
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
    guard let start = text.indices.first(where: { text[$0...].hasPrefix(old) }) else { return text }
    return text[..<start] + new + text[text.index(start, offsetBy: old.count)...]
  }

  private static func join(images: Contents, labels: Contents?, path: String) throws(DatasetError) -> ImageSet {
    let shown = Clean.text(path)
    let shape = images.dimensions
    guard shape.count == 2 || shape.count == 3 else {
      throw .idx(path: shown, found: "\(shape.count) dimensions", expected: "count, height and width")
    }
    let side = Int(Double(shape[1]).squareRoot().rounded())
    guard shape.count == 3 || side * side == shape[1] else {
      throw .idx(path: shown, found: "rows of \(shape[1]) values", expected: "square images")
    }
    let height = shape.count == 3 ? shape[1] : side
    let width = shape.count == 3 ? shape[2] : side
    guard shape[0] > 0, height > 0, width > 0 else {
      throw .idx(path: shown, found: "\(shape[0]) images of \(height)×\(width)", expected: "at least one pixel")
    }
    var report = FileReport()
    report.bytes = images.byteCount
    report.rows = shape[0]
    report.guess.kind = .images
    var pixels = images.values()
    let largest = pixels.max() ?? 0
    guard pixels.allSatisfy({ $0 >= 0 && $0 <= 65_535 }) else {
      throw .idx(path: shown, found: "negative or very large values", expected: "grey values from 0 up")
    }
    let scale: Float = images.type == 0x08 ? 255 : [1, 16, 255, 65_535].first { largest <= $0 } ?? 1
    for index in pixels.indices { pixels[index] /= scale }
    guard let labels else {
      report.remarks.append("no file of labels was found beside the images")
      return ImageSet(name: Reader.name(of: path), height: height, width: width, pixels: pixels, report: report)
    }
    guard labels.dimensions == [shape[0]] else {
      throw .idx(
        path: labels.path, found: "labels of shape \(labels.dimensions)", expected: "one for each of \(shape[0]) images"
      )
    }
    guard let classes = Table.classes(of: labels.values()) else {
      throw .idx(path: labels.path, found: "more than 100 classes", expected: "labels of at most 100 classes")
    }
    return ImageSet(
      name: Reader.name(of: path), height: height, width: width, pixels: pixels, labels: classes.labels,
      classNames: classes.names, report: report)
  }

  /// A whole IDX file whose header fits its size.
  struct Contents {
    let path: String
    let type: UInt8
    let dimensions: [Int]
    private let data: ArraySlice<UInt8>

    var byteCount: Int { data.endIndex }

    init(path: String) throws(DatasetError) {
      var source = try ByteSource(path: path)
      self.path = source.path
      guard try source.fill(from: 0), IDX.recognises(source.bytes.prefix(source.end)) else {
        throw .idx(path: source.path, found: "other bytes", expected: "an IDX header")
      }
      let header = source.bytes.prefix(source.end)
      let count = Int(header[3])
      guard source.size >= 4 + 4 * count, header.count >= 4 + 4 * count else {
        throw .idx(path: source.path, found: "\(source.size) bytes", expected: "\(4 + 4 * count) bytes of header")
      }
      type = header[2]
      dimensions = (0..<count).map { index in
        header[4 + 4 * index..<8 + 4 * index].reduce(0) { $0 << 8 | Int($1) }
      }
      var expected = IDX.sizes[type] ?? 1
      for dimension in dimensions {
        let product = expected.multipliedReportingOverflow(by: dimension)
        expected = product.overflow ? Int.max / 2 : product.partialValue
      }
      expected += 4 + 4 * count
      guard expected == source.size else {
        throw .idx(
          path: source.path, found: "\(source.size) bytes",
          expected: "\(expected) bytes for \(dimensions.map(String.init).joined(separator: "×")) values")
      }
      data = try source.wholeFile()[(4 + 4 * count)...]
    }

    /// All values as Float; values that are not finite become 0.
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
        return value.isFinite ? value : 0
      }
    }
  }
}
