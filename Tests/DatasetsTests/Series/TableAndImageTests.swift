import Testing

@testable import Datasets

@Suite("Tables")
struct TableTests {
  private let flowers = "length,width,species\n5.1,3.5,setosa\n4.9,3,setosa\n6.3,3.3,virginica\n5.8,,\n"

  @Test("Words become classes")
  func classes() throws {
    let table = try readTable(flowers)
    #expect(table.rowCount == 4)
    #expect(table.suggestedTarget == "species")
    guard case .classes(let name, let labels, let names) = try table.target() else { throw NotOfThisKind() }
    #expect(name == "species")
    #expect(labels == [0, 0, 1, -1])
    #expect(names == ["setosa", "virginica"])
  }

  @Test("A number column is a number target, and whole numbers named label are classes")
  func targets() throws {
    guard case .number(let column) = try readTable(flowers).target(named: "length") else { throw NotOfThisKind() }
    #expect(column.values == [5.1, 4.9, 6.3, 5.8])
    let labelled = try readTable("x,label\n1,7\n2,3\n3,7\n")
    guard case .classes(_, let labels, let names) = try labelled.target() else { throw NotOfThisKind() }
    #expect(labels == [1, 0, 1])
    #expect(names == ["3", "7"])
  }

  @Test("Many whole numbers are amounts, even in a column called y; a word names a label better than a letter")
  func amounts() throws {
    let prices = "area,y\n" + (0..<30).map { "\($0 % 7),\(1000 + 3 * $0)\n" }.joined()
    guard case .number(let column) = try readTable(prices).target() else { throw NotOfThisKind() }
    #expect(column.name == "y" && column.values[1] == 1003)
    let points = try readTable("x,y,label\n1,2,a\n2,5,b\n3,1,a\n")
    #expect(points.suggestedTarget == "label")
  }

  @Test("A target that is not there is answered with names that resemble it")
  func noTarget() throws {
    let table = try readTable(flowers)
    let error = #expect(throws: DatasetError.self) { try table.target(named: "lenght") }
    #expect(error?.sentence == "There is no column “lenght”; did you mean length?")
    let far = #expect(throws: DatasetError.self) { try table.target(named: "zzz") }
    #expect(far?.sentence == "There is no column “zzz”; the columns are length, width, species.")
  }

  @Test(
    "Column types",
    arguments: [
      ([1, 2.5, .nan] as [Double], ColumnType.number), ([1, 2, .nan], .integer), ([1, 0, .nan], .flag),
    ])
  func types(values: [Double], type: ColumnType) { #expect(Column(name: "x", values: values).type == type) }
}

@Suite("Images")
struct ImageTests {
  private func rows(side: Int, count: Int, largest: Int, header: Bool) -> String {
    let pixels = side * side
    var text = header ? "label," + (0..<pixels).map { "p\($0)" }.joined(separator: ",") + "\n" : ""
    for image in 0..<count {
      text +=
        "\(image % 10)," + (0..<pixels).map { String(($0 * 7 + image) % (largest + 1)) }.joined(separator: ",") + "\n"
    }
    return text
  }

  @Test("One image a row", arguments: [(8, 16, true), (8, 16, false), (28, 255, true)])
  func rowsAsImages(side: Int, largest: Int, header: Bool) throws {
    let images = try readImages(rows(side: side, count: 30, largest: largest, header: header))
    #expect(images.count == 30 && images.height == side && images.width == side)
    #expect(images.labels.prefix(12) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    #expect(images.classNames == (0..<10).map(String.init))
    #expect(images.pixels[1] == Float(7 % (largest + 1)) / Float(largest))
    #expect(images.pixels.max() == 1)
  }

  @Test("Sixteen features and a class are no picture")
  func features() throws {
    _ = try readTable(rows(side: 4, count: 30, largest: 9, header: true))
    let images = try readImages(rows(side: 4, count: 30, largest: 16, header: true)) { $0.kind = .images }
    #expect(images.height == 4)
  }

  @Test("Negative values are no pixels")
  func negative() throws {
    let text = rows(side: 8, count: 30, largest: 16, header: true).replacing("\n1,", with: "\n1,-1,")
    _ = try readTable(text)
    guard case .notImages(_, columns: 64) = refusal(text, { $0.kind = .images }) else {
      Issue.record("negative values were taken for pixels")
      return
    }
  }

  static func idx(_ type: UInt8, _ dimensions: [Int], _ data: [UInt8]) -> [UInt8] {
    let sizes = dimensions.flatMap { size in (0..<4).reversed().map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) } }
    return [0, 0, type, UInt8(dimensions.count)] + sizes + data
  }

  private func pair() -> TemporaryFile {
    let pixels = (0..<3 * 4 * 5).map { UInt8($0 * 4) }
    let file = TemporaryFile(Self.idx(8, [3, 4, 5], pixels), name: "train-images-idx3-ubyte")
    file.add(Self.idx(8, [3], [7, 2, 7]), name: "train-labels-idx1-ubyte")
    return file
  }

  @Test("An IDX pair, by the name of either file", arguments: [false, true])
  func idxPair(byLabels: Bool) throws {
    let file = pair()
    let path = byLabels ? file.path.replacing("images-idx3", with: "labels-idx1") : file.path
    guard case .images(let images) = try Reader.open(path: path) else { throw NotOfThisKind() }
    #expect(images.count == 3 && images.height == 4 && images.width == 5)
    #expect(images.labels == [1, 0, 1])
    #expect(images.classNames == ["2", "7"])
    #expect(images.pixels[59] == Float(59 * 4) / 255)
  }

  @Test("Images alone have no labels, and the report says so")
  func noLabels() throws {
    let file = TemporaryFile(Self.idx(8, [2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 255]), name: "pictures.idx")
    guard case .images(let images) = try file.open() else { throw NotOfThisKind() }
    #expect(images.labels.isEmpty)
    #expect(images.remarks == ["no file of labels was found beside the images"])
  }

  @Test(
    "An IDX header that lies about sizes is refused",
    arguments: [
      [Int(UInt32.max), Int(UInt32.max), Int(UInt32.max)], [1_000_000, 28, 28], [2, 2, 3], [0, 2, 2], [2, 2],
      [1, 1, 1, 8],
    ])
  func lies(dimensions: [Int]) {
    let file = TemporaryFile(Self.idx(8, dimensions, [0, 1, 2, 3, 4, 5, 6, 255]), name: "lie-idx3-ubyte")
    let error = #expect(throws: DatasetError.self) { try file.open() }
    guard case .idx = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  private static let valueTypes: [(UInt8, [UInt8])] = [
    (0x09, [0, 1, 2, 127]),
    (0x0B, [0, 0, 0, 1, 0, 2, 0, 127]),
    (0x0C, [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 127]),
    (0x0D, [0, 0, 0, 0, 0x3F, 0x80, 0, 0, 0x40, 0, 0, 0, 0x42, 0xFE, 0, 0]),
    (
      0x0E,
      [
        0, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x5F, 0xC0, 0, 0, 0, 0,
        0,
      ]
    ),
  ]

  @Test("Values of every IDX type", arguments: valueTypes)
  func idxTypes(type: UInt8, data: [UInt8]) throws {
    let file = TemporaryFile(Self.idx(type, [1, 2, 2], data), name: "x.idx")
    guard case .images(let images) = try file.open() else { throw NotOfThisKind() }
    #expect(images.pixels == [0, 1, 2, 127].map { $0 / 255 })
  }

  @Test(
    "Bytes are scaled by what they hold: 0 and 1 stay, up to 16 are divided by 16, else by 255",
    arguments: [
      ([0, 1, 1, 0], [0, 1, 1, 0], ["bytes hold 0 and 1 alone: taken as they are, not divided by 255"]),
      ([0, 8, 16, 4], [0, 0.5, 1, 0.25], ["pixels hold 0 to 16: divided by 16"]),
      ([0, 51, 17, 0], [0, 0.2, 17.0 / 255, 0], []),
    ])
  func range(bytes: [UInt8], pixels: [Float], remarks: [String]) throws {
    guard case .images(let idx) = try TemporaryFile(Self.idx(8, [1, 2, 2], bytes), name: "x.idx").open(),
      case .images(let array) = try TemporaryFile(Self.npy("|u1", [1, 2, 2], bytes), name: "x.npy").open()
    else { throw NotOfThisKind() }
    #expect(idx.pixels == pixels && array.pixels == pixels)
    #expect(idx.remarks == remarks + ["no file of labels was found beside the images"])
    #expect(array.remarks == remarks + ["no array of labels was found beside the images"])
  }

  @Test("Pixels that are not finite are black and counted, labels that are not finite unknown: IDX, NPY and JSON Lines")
  func notFinite() throws {
    let values: [Float] = [0, .nan, 1, .infinity, 0.5, -.infinity, 1, 0]
    let big = values.flatMap { value in
      (0..<4).reversed().map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
    }
    let little = values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
    let file = TemporaryFile(Self.idx(0x0D, [2, 2, 2], big), name: "train-images-idx3-ubyte")
    file.add(Self.idx(0x0D, [2], Array(big[4..<12])), name: "train-labels-idx1-ubyte")
    guard case .images(let idx) = try file.open(),
      case .images(let array) = try TemporaryFile(Self.npy("<f4", [2, 2, 2], little), name: "x.npy").open()
    else { throw NotOfThisKind() }
    #expect(idx.pixels == [0, 0, 1, 0, 0.5, 0, 1, 0] && array.pixels == idx.pixels)
    #expect(idx.remarks == ["3 pixels are missing and count as black"])
    #expect(array.remarks.contains("3 pixels are missing and count as black"))
    #expect(idx.labels == [-1, 0] && idx.classNames == ["1"])

    let lines = (0..<12).map { row in
      let pixels = (0..<64).map { "\"p\($0)\": \(row == 3 && $0 == 5 ? "null" : "\(($0 + row) % 16 + 1)")" }
      return "{\"label\": \(row % 2), " + pixels.joined(separator: ", ") + "}"
    }
    let text = TemporaryFile(Array(lines.joined(separator: "\n").utf8), name: "x.jsonl")
    guard case .images(let objects) = try text.open() else { throw NotOfThisKind() }
    #expect(objects.pixels.allSatisfy(\.isFinite) && objects.pixels[3 * 64 + 5] == 0)
    #expect(objects.remarks.contains("1 pixel is missing and counts as black"))
    #expect(objects.remarks.contains("pixels hold 0 to 16: divided by 16"))
  }

  /// NumPy's file of one array, in the order of C.
  private static func npy(_ type: String, _ shape: [Int], _ data: [UInt8]) -> [UInt8] {
    let sizes = shape.map(String.init).joined(separator: ", ")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    header += String(repeating: " ", count: 64 - (10 + header.utf8.count + 1) % 64) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
  }
}
