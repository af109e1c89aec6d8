/// Rows that are images: n² pixel columns, with or without a column of labels.
enum ImageTable {
  /// Sides that are recognised without a hint; smaller squares are as likely to be features.
  private static let smallestGuessed = 8

  /// nil where the rows are not images; takes the pixel columns out of `raw` where they are.
  ///
  /// - Throws: ``DatasetError/notImages(path:columns:)`` where the user wants images and there are none.
  static func images(
    from raw: inout RawRows, options: ReadOptions, path: String, name: String, report: inout FileReport
  ) throws(DatasetError) -> ImageSet? {
    guard options.kind == nil || options.kind == .images else { return nil }
    let names = raw.layout.names
    let columns = raw.numbers.keys.sorted()
    let label = labelColumn(raw, columns, options)
    let pixels = columns.filter { $0 != label }
    let side = Int(Double(pixels.count).squareRoot().rounded())
    let isSquare = side * side == pixels.count && side >= (options.kind == .images ? 2 : smallestGuessed)
    // Further text beside the pixels are features, unless they are the labels.
    let hasOtherText = raw.codes.keys.contains { $0 != label }
    guard isSquare, !hasOtherText, let largest = brightest(raw, pixels) else {
      guard options.kind == nil else { throw .notImages(path: path, columns: pixels.count) }
      return nil
    }
    guard options.kind == .images || label != nil || namesSpeakOfPixels(names, pixels) else { return nil }
    let scale = GreyScale.white(largest: largest) ?? largest
    var labels: [Int32] = []
    var classNames: [String] = []
    var numbers: [Float] = []
    if let label {
      if let codes = raw.codes[label] {
        labels = codes
        classNames = raw.levels[label] ?? []
      } else if let values = raw.numbers[label], let classes = Table.classes(of: values) {
        labels = classes.labels
        classNames = classes.names
      } else if let values = raw.numbers[label], options.kind == .images || namesSpeakOfPixels(names, pixels) {
        numbers = values.map { Float($0) }
      } else {
        return nil
      }
      report.guess.labelColumn = names[label]
    }
    report.guess.kind = .images
    let grey = gather(&raw, pixels, rows: raw.rows, scale: scale)
    report.remarks += GreyScale.remarks(white: scale, missing: grey.missing)
    var set = ImageSet(
      name: name, height: side, width: side, pixels: grey.values, white: scale, labels: labels,
      classNames: classNames, report: report)
    set.numbers = numbers
    return set
  }

  private static func labelColumn(_ raw: RawRows, _ columns: [Int], _ options: ReadOptions) -> Int? {
    let names = raw.layout.names
    let candidates = (columns + raw.codes.keys).sorted()
    if let named = options.labelColumn { return candidates.first { names[$0] == named } }
    if let label = candidates.first(where: { LabelNames.isLabel(names[$0]) }) { return label }
    if raw.codes.count == 1 { return raw.codes.keys.first }
    guard !raw.layout.guess.hasHeader, let first = columns.first, let last = columns.last else { return nil }
    // Without names: n² + 1 columns, the first or the last of which holds few whole numbers.
    let side = Int(Double(columns.count - 1).squareRoot().rounded())
    guard side >= smallestGuessed, side * side == columns.count - 1 else { return nil }
    let counts = [first, last].compactMap { column -> (classes: Int, column: Int)? in
      guard let values = raw.numbers[column], let classes = Table.classes(of: values) else { return nil }
      return (2...100).contains(classes.names.count) ? (classes.names.count, column) : nil
    }
    return counts.min { $0.classes < $1.classes }?.column
  }

  private static func namesSpeakOfPixels(_ names: [String], _ pixels: [Int]) -> Bool {
    pixels.allSatisfy { column in
      let key = Clean.key(names[column])
      return key.hasPrefix("pixel") || key.hasPrefix("px")
        || key.first.map { $0 == "p" } ?? false
          && key.dropFirst().allSatisfy(\.isNumber)
    }
  }

  /// The largest value of all pixels; nil where one is negative or the pixels have no common range.
  private static func brightest(_ raw: RawRows, _ pixels: [Int]) -> Double? {
    var largest = 0.0
    for column in pixels {
      guard let values = raw.numbers[column] else { return nil }
      for value in values where !value.isNaN {
        guard value >= 0 else { return nil }
        largest = max(largest, value)
      }
    }
    return largest > 0 && largest <= 65_535 ? largest : nil
  }

  private static func gather(
    _ raw: inout RawRows, _ pixels: [Int], rows: Int, scale: Double
  ) -> (values: [Float], missing: Int) {
    var missing = 0
    var grey = [Float](repeating: 0, count: rows * pixels.count)
    for (place, column) in pixels.enumerated() {
      guard let values = raw.numbers.removeValue(forKey: column) else { continue }
      for (row, value) in values.enumerated() {
        if value.isNaN { missing += 1 }
        grey[row * pixels.count + place] = value.isNaN ? 0 : Float(value) / Float(scale)
      }
    }
    return (grey, missing)
  }
}
