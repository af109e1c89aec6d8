import Basics
import Glibc

extension FileFormat {
  static let idx = FileFormat(
    names: ["IDX"], endings: [".idx", ".idx3-ubyte", ".idx1-ubyte", "-ubyte"], kinds: [.images],
    words: Words.formatIdx,
    recognises: { file throws(DatasetError) in IDX.recognises(try file.beginning()) },
    open: { file throws(DatasetError) in
      .images(try IDX.open(try file.content(), at: file.path, observer: file.observer))
    })
}

/// MNIST's file format: `00 00 type dimensions`, big-endian sizes, big-endian values.
enum IDX {
  /// Bytes of each value type.
  static let sizes: [UInt8: Int] = [0x08: 1, 0x09: 1, 0x0B: 2, 0x0C: 4, 0x0D: 4, 0x0E: 8]

  static func recognises(_ beginning: ArraySlice<UInt8>) -> Bool {
    beginning.count >= 4 && beginning[0] == 0 && beginning[1] == 0 && sizes[beginning[2]] != nil
      && (1...4).contains(beginning[3])
  }

  /// Opens images with their labels, whichever of the two files was named.
  ///
  /// - Parameter path: where `content` comes from, to find the other file beside it.
  static func open(_ content: FileContent, at path: String, observer: ReadObserver?) throws(DatasetError) -> ImageSet {
    let named = try Contents(content, observer: observer)
    let name = Reader.name(of: path)
    if named.dimensions.count == 1 {
      guard let other = partner(of: path, from: "labels", to: "images", "idx1", "idx3") else {
        throw .idx(path: content.path, found: Words.idxLabels, expected: Words.idxImagesBeside)
      }
      let images = try Contents(try FileContent(path: other), observer: observer)
      return try join(images: images, labels: named, name: Reader.name(of: other))
    }
    guard let other = partner(of: path, from: "images", to: "labels", "idx3", "idx1") else {
      return try join(images: named, labels: nil, name: name)
    }
    return try join(images: named, labels: try Contents(try FileContent(path: other), observer: observer), name: name)
  }

  /// The file of the other half, by MNIST's naming: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, each with
  /// or without `.gz`.
  private static func partner(of path: String, from word: String, to other: String, _ tag: String, _ otherTag: String)
    -> String?
  {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let renamed = replaced(replaced(file, word, other), tag, otherTag)
    guard renamed != file else { return nil }
    let bare = renamed.hasSuffix(".gz") ? String(renamed.dropLast(3)) : renamed
    return [renamed, bare, bare + ".gz"].map { folder + $0 }.first { access(PathBytes.bytes($0), R_OK) == 0 }
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
    guard let start = text.indices.first(where: { text[$0...].hasPrefix(old) }) else { return text }
    return text[..<start] + new + text[text.index(start, offsetBy: old.count)...]
  }

  private static func join(images: Contents, labels: Contents?, name: String) throws(DatasetError) -> ImageSet {
    let shape = images.dimensions
    guard shape.count == 2 || shape.count == 3 || shape.count == 4 && (shape[3] == 1 || shape[3] == 3) else {
      throw .idx(
        path: images.path, found: Words.idxDimensions(count: shape.count), expected: Words.idxDimensionsExpected)
    }
    let side = Int(Double(shape[1]).squareRoot().rounded())
    guard shape.count > 2 || side * side == shape[1] else {
      throw .idx(path: images.path, found: Words.idxRowSize(count: shape[1]), expected: Words.idxSquare)
    }
    let height = shape.count > 2 ? shape[1] : side
    let width = shape.count > 2 ? shape[2] : side
    let channels = shape.count > 3 ? shape[3] : 1
    guard shape[0] > 0, height > 0, width > 0 else {
      throw .idx(
        path: images.path, found: Words.idxEmptyImages(count: shape[0], size: "\(height)×\(width)"),
        expected: Words.idxAPixel)
    }
    var report = FileReport()
    report.bytes = images.fileSize
    report.rows = shape[0]
    report.guess.kind = .images
    report.guess.isCompressed = images.isCompressed
    guard let grey = GreyScale(images.values()) else {
      throw .idx(path: images.path, found: Words.idxPixelRange, expected: Words.pixelsFrom0)
    }
    report.remarks += grey.remarks(isByte: images.type == 0x08)
    guard let labels else {
      report.remarks.append(Words.idxNoLabels)
      return ImageSet(
        name: name, height: height, width: width, channels: channels, pixels: grey.values, white: Double(grey.white),
        report: report)
    }
    guard labels.dimensions == [shape[0]] else {
      throw .idx(
        path: labels.path, found: Words.idxLabelShape(shape: "\(labels.dimensions)"),
        expected: Words.idxLabelCount(count: shape[0]))
    }
    var set = ImageSet(
      name: name, height: height, width: width, channels: channels, pixels: grey.values, white: Double(grey.white),
      report: report)
    if let classes = Table.classes(of: labels.values().map(Double.init)) {
      set.labels = classes.labels
      set.classNames = classes.names
    } else {
      set.numbers = labels.values()
    }
    return set
  }
}
