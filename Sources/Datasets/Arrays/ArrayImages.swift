/// Arrays that are images, `(count, height, width)` or with channels, with an array of their classes or numbers beside.
enum ArrayImages {
  private static let imageNames = ["images", "x_train", "train_images", "x", "data", "pixels"]
  private static let labelNames = [
    "labels", "label", "y_train", "train_labels", "y", "target", "targets", "classes", "class",
  ]

  /// nil where no array is of images.
  static func images(
    in arrays: [NPYArray], path: String, name: String, report: FileReport
  ) throws(DatasetError) -> ImageSet? {
    let candidates = arrays.filter { $0.header.type.isNumber && size(of: $0) != nil }
    guard let chosen = preferred(candidates, imageNames), let size = size(of: chosen) else { return nil }
    var report = report
    report.rows = chosen.count
    report.guess.kind = .images
    guard let grey = GreyScale(chosen.numbers()) else {
      throw .array(
        path: path, found: Words.arrayPixelRange(shape: NPYArray.label(chosen.shape)), expected: Words.pixelsFrom0)
    }
    report.remarks += grey.remarks(isByte: chosen.header.type == .unsigned(1))
    let lists = arrays.filter { array in
      array.name != chosen.name && array.count == chosen.count && array.shape.dropFirst().allSatisfy { $0 == 1 }
        && !array.shape.isEmpty
    }
    let labels = preferred(lists, labelNames, onlyIfSingle: true)
    for other in arrays where other.name != chosen.name && other.name != labels?.name {
      report.leftOut.append(LeftOutColumn(name: other.name, reason: Words.leftOutNotImages))
    }
    var set = ImageSet(
      name: name, height: size.height, width: size.width, channels: size.channels,
      pixels: size.isPlanar
        ? interleaved(grey.values, planes: size.channels, of: size.height * size.width) : grey.values,
      white: Double(grey.white), report: report)
    guard let labels else {
      set.report.remarks.append(Words.arrayNoLabels)
      return set
    }
    set.report.guess.labelColumn = labels.name
    guard let classes = classes(of: labels) else {
      guard labels.header.type.isNumber else {
        throw .array(
          path: path, found: Words.arrayManyClasses(name: labels.name), expected: Words.arrayClassLimit)
      }
      set.numbers = (labels.numbers() as [Float]).map { $0.isFinite ? $0 : .nan }
      return set
    }
    set.labels = classes.labels
    set.classNames = classes.names
    return set
  }

  private struct Size {
    let height: Int
    let width: Int
    var channels = 1
    /// Channel after channel, as PyTorch has them.
    var isPlanar = false
  }

  /// Of images as `(n, h, w)`, or with one or three channels as `(n, h, w, c)` or `(n, c, h, w)`.
  private static func size(of array: NPYArray) -> Size? {
    let shape = array.shape
    guard shape.allSatisfy({ $0 > 0 }) else { return nil }
    switch shape.count {
    case 3: return Size(height: shape[1], width: shape[2])
    case 4 where shape[3] == 1 || shape[3] == 3: return Size(height: shape[1], width: shape[2], channels: shape[3])
    case 4 where shape[1] == 1 || shape[1] == 3:
      return Size(height: shape[2], width: shape[3], channels: shape[1], isPlanar: true)
    default: return nil
    }
  }

  /// `[n, planes, places]` as `[n, places, planes]`.
  private static func interleaved(_ values: [Float], planes: Int, of places: Int) -> [Float] {
    guard planes > 1 else { return values }
    var pixels = [Float](repeating: 0, count: values.count)
    for first in stride(from: 0, to: values.count, by: planes * places) {
      for plane in 0..<planes {
        for place in 0..<places { pixels[first + place * planes + plane] = values[first + plane * places + place] }
      }
    }
    return pixels
  }

  /// The array whose name comes first in `names`, else the first, or the only one.
  private static func preferred(
    _ arrays: [NPYArray], _ names: [String], onlyIfSingle: Bool = false
  ) -> NPYArray? {
    for name in names {
      if let array = arrays.first(where: { Clean.key($0.name) == name }) { return array }
    }
    return onlyIfSingle && arrays.count != 1 ? nil : arrays.first
  }

  private static func classes(of array: NPYArray) -> (labels: [Int32], names: [String])? {
    guard let texts = array.texts() else { return Table.classes(of: array.numbers()) }
    let names = Array(Set(texts)).sorted()
    guard names.count <= 100 else { return nil }
    let codes = Dictionary(uniqueKeysWithValues: zip(names, Int32(0)...))
    return (texts.map { codes[$0] ?? -1 }, names)
  }
}
