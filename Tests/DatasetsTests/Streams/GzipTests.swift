import Testing

@testable import Datasets

@Suite("Compressed files")
struct GzipTests {
  private static let text = "time,x\n2020-01-01,1\n2020-01-02,2\n2020-01-03,4\n"

  private func series(_ bytes: [UInt8], name: String = "data.csv") throws -> TimeSeries {
    guard case .series(let series) = try TemporaryFile(bytes, name: name).open() else { throw NotOfThisKind() }
    return series
  }

  @Test("A packed CSV reads like the plain one, whatever its name", arguments: ["data.csv.gz", "data.csv", "data"])
  func sameAsPlain(name: String) throws {
    let series = try series(gzipped(Self.text), name: name)
    #expect(series.columns[0].values == [1, 2, 4])
    #expect(series.name == "data")
    #expect(series.report.file.guess.isCompressed)
    #expect(series.report.file.bytes == gzipped(Self.text).count)
  }

  @Test("Several members follow one another, and zeros behind the last are passed over")
  func members() throws {
    let (first, second) = (Self.text.prefix(30), Self.text.dropFirst(30))
    let bytes = gzipped(String(first)) + gzipped("") + gzipped(String(second)) + [0, 0, 0]
    #expect(try series(bytes).columns[0].values == [1, 2, 4])
  }

  @Test("A packed file is read twice where the second reading is better")
  func secondReading() throws {
    let words = (0..<400).map { "\($0),\($0 < 310 ? "1" : "w\($0 % 4)")\n" }.joined()
    guard case .table(let table) = try TemporaryFile(gzipped("a,b\n" + words)).open() else { throw NotOfThisKind() }
    #expect(table.textColumns.map(\.name) == ["b"])
    #expect(table.rowCount == 400)
  }

  @Test("Longer than every buffer")
  func long() throws {
    let text = "a,b\n" + (0..<200_000).map { "\($0),\($0 * 7 % 1_000_003)\n" }.joined()
    guard case .table(let table) = try TemporaryFile(gzipped(text)).open() else { throw NotOfThisKind() }
    let expected: [Double] = (0..<200_000).map { Double($0 * 7 % 1_000_003) }
    #expect(table.columns[1].values == expected)
  }

  @Test("Data that were cut or changed get a sentence", arguments: [1, 9, 12, 30])
  func damaged(cut: Int) {
    let packed = gzipped(Self.text)
    var changed = packed
    changed[packed.count - 5] ^= 1
    for bytes in [Array(packed.dropLast(cut)), changed] {
      let error = #expect(throws: DatasetError.self) { try TemporaryFile(bytes).open() }
      guard case .damaged = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test("What is packed twice is refused")
  func twice() {
    let error = #expect(throws: DatasetError.self) { try TemporaryFile(gzipped(gzipped(Self.text))).open() }
    guard case .otherFormat = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A bomb is refused once it has unfolded further than its size allows")
  func bomb() throws {
    // 80 MB of one cell each line would be read; the stream itself is asked, so that the test takes no time.
    let packed = gzipped([UInt8](repeating: 0x31, count: 80 << 20))
    let file = TemporaryFile(packed)
    let stream = GzipStream(try FileStream(path: file.path), path: "bomb")
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var given = 0
    let error = #expect(throws: DatasetError.self) {
      while true {
        let more = try stream.read(into: &buffer, at: 0, count: buffer.count)
        given += more
        if more == 0 { break }
      }
    }
    #expect(given <= GzipStream.harmless)
    guard case .tooMuch = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Packed IDX images with their packed or plain labels", arguments: [true, false])
  func idx(packsLabels: Bool) throws {
    let images = ImageTests.idx(8, [3, 4, 5], (0..<60).map { UInt8($0 * 4) })
    let labels = ImageTests.idx(8, [3], [7, 2, 7])
    let file = TemporaryFile(gzipped(images), name: "train-images-idx3-ubyte.gz")
    file.add(packsLabels ? gzipped(labels) : labels, name: "train-labels-idx1-ubyte\(packsLabels ? ".gz" : "")")
    guard case .images(let set) = try file.open() else { throw NotOfThisKind() }
    #expect(set.count == 3 && set.height == 4 && set.width == 5)
    #expect(set.labels == [1, 0, 1])
    #expect(set.pixels[59] == Float(59 * 4) / 255)
  }

  @Test("A packed IDX header that lies allocates nothing for its claim")
  func idxLies() {
    for dimensions in [[Int(UInt32.max), Int(UInt32.max), 3], [3_000_000, 28, 28], [1, 2, 2]] {
      let file = TemporaryFile(gzipped(ImageTests.idx(8, dimensions, [1, 2, 3])), name: "lie.gz")
      #expect(throws: DatasetError.self) { try file.open() }
    }
  }
}
