import Foundation
import ReadingChecks
import Testing

@testable import Datasets

@Suite("Damaged files never trap")
struct FuzzTests {
  private static let texts: [String] = [
    "date,a,b\n2016-07-01 00:00:00,1.5,2\n2016-07-01 01:00:00,,4\n2016-07-01 02:00:00,NaN,6\n2016-07-01 04:00:00,7,8\n",
    "\u{FEFF}Datum;Wert;Text\r\n31.12.2016 23:45;1.234,5;\"a;b\"\r\n1.1.2017 00:00;-2,5;\"say \"\"hi\"\"\"\r\n",
    "unix,x\n1467331200,1\n1467331260.25,2\n1467331320,3\n", "t,x\n2016-07-01T00:00+02:00,1\n2016-07-01T01:00Z,2\n",
    "label," + (0..<64).map { "p\($0)" }.joined(separator: ",") + "\n" + String(repeating: "1,", count: 64) + "2\n",
    "1/1/17 0:00,5\n1/1/17 0:10,6\n1/1/17 0:20,7\n", "q|w\n2016-W26|x\n2016-W27-3|y\n", "a\n1\n2\n",
    "year\tmonth\tx\n2020\t1\t2\n2020\t2\t3\n", "Jul 1, 2016 1:30 PM\t5\n2 Jul 2016\t6\n",
    "{\"t\": \"2016-07-01 00:00\", \"x\": 1.5, \"w\": \"a,\\u00e9\\n\"}\n\n{\"x\": null, \"t\": \"2016-07-01 01:00\"}\n",
    "{\"a\":{\"b\":1,\"c\":true},\"l\":[1,{\"d\":[]}]}\r\n{\"a\":{\"b\":-Infinity},\"n\":NaN}\r\n{\"a\":{}}",
    " date   time  x\n 2016-07-01 00:00  1'234.5\n 2016-07-01 01:00  1e999\n", "t;x\n2016Q3;1 234,5\n2016Q4;#N/A\n",
  ]

  /// Opens the bytes; a complaint comes with what repeats it.
  private func judge(_ bytes: [UInt8], _ check: ReadingCheck, selector: UInt8, seed: UInt64, round: Int) {
    guard let complaint = check.complaint(bytes, selector: selector) else { return }
    Issue.record(
      "\(complaint); seed \(seed), round \(round), options \(selector), bytes \(Data(bytes).base64EncodedString())")
  }

  /// Damages a file again and again, `wrap` being put around it afterwards.
  private func damage(
    _ bytes: [UInt8], seed: UInt64, rounds: Int, wrap: ([UInt8]) -> [UInt8] = { $0 }
  ) {
    let fuzz = Fuzz(seed: seed)
    let check = ReadingCheck()
    defer { check.close() }
    for round in 0..<rounds {
      let selector = round % 3 == 1 ? UInt8(fuzz.number(round, 100, below: 256)) : 0
      judge(wrap(fuzz.mutated(bytes, round: round)), check, selector: selector, seed: seed, round: round)
    }
  }

  @Test("CSV", arguments: texts.indices)
  func csv(index: Int) { damage(Array(Self.texts[index].utf8), seed: UInt64(index), rounds: 400) }

  @Test("CSV, packed, in UTF-16, and damaged in its packing", arguments: [0, 1])
  func streams(index: Int) {
    let text = Self.texts[index]
    damage(Array(text.utf8), seed: 20 + UInt64(index), rounds: 200, wrap: gzipped)
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    damage(wide, seed: 30 + UInt64(index), rounds: 200)
    damage(gzipped(text), seed: 40 + UInt64(index), rounds: 200)
  }

  @Test("IDX, plain and packed")
  func idx() {
    let bytes = ImageTests.idx(8, [3, 4, 5], (0..<60).map { UInt8($0) })
    damage(bytes, seed: 99, rounds: 400)
    damage(bytes, seed: 98, rounds: 200, wrap: gzipped)
  }

  @Test(
    "PNG, also with check sums that fit the damage", arguments: ["colour-interlaced", "palette-transparent", "grey-16"])
  func png(name: String) throws {
    let bytes = try PictureFixture.bytes("\(name).png")
    damage(bytes, seed: 60, rounds: 400)
    damage(bytes, seed: 61, rounds: 400, wrap: mended)
  }

  /// Check sums made anew, so that damage reaches what they protect.
  private func mended(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var place = 8
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - place - 12 else { break }
      let sum = CRC.of(Array(bytes[place + 4..<place + 8 + length]))
      for index in 0..<4 { bytes[place + 8 + length + index] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * index)) }
      place += 12 + length
    }
    return bytes
  }

  @Test(
    "Portable maps",
    arguments: ["P2 3 2 4\n0 1 2 3 4 0\n", "P3 1 2 10 1 2 3 4 5 6 ", "P5 3 2 255\nabcdef", "P6 1 2 255\nabcdef"])
  func portable(text: String) { damage(Array(text.utf8), seed: 62, rounds: 400) }

  @Test("Folders of pictures, some damaged")
  func folders() throws {
    let fuzz = Fuzz(seed: 63)
    let whole = try ["grey-8", "colour-8", "grey-alpha"].map { try PictureFixture.bytes("\($0).png") }
    for round in 0..<40 {
      let folder = try TemporaryFolder()
      for file in 0..<4 {
        let kind = whole[fuzz.number(round, file + 50, below: 3)]
        try folder.add(
          file == 0 ? kind : mended(fuzz.mutated(kind, round: 4 * round + file)), "\(file % 2)/\(file).png")
      }
      let images: ImageSet
      do { images = try folder.images() } catch let error as DatasetError {
        // A damaged header may be taken for the size of most.
        #expect(!error.sentence.isEmpty)
        continue
      }
      #expect(images.count + images.report.oddPictures.count == 4)
      #expect(images.pixels.count == images.count * images.imageSize)
      #expect(images.pixels.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test("NPY", arguments: ["matrix.npy", "list.npy", "records.npy"])
  func npy(file: String) throws { damage(try NumPyFixture.bytes(file), seed: 7, rounds: 400) }

  @Test("NPZ, damaged as an archive and within its arrays", arguments: ["series.npz", "flowers.npz", "images.npz"])
  func npz(file: String) throws {
    let bytes = try NumPyFixture.bytes(file)
    damage(bytes, seed: 8, rounds: 300)
    let archive = try ZipArchive(bytes, path: file)
    for (index, entry) in archive.entries.enumerated() {
      let contents = Array(try archive.contents(of: entry, limit: 1 << 20))
      let others = try archive.entries.filter { $0 != entry }.map {
        (name: $0.name, bytes: Array(try archive.contents(of: $0, limit: 1 << 20)))
      }
      damage(contents, seed: 50 + UInt64(index), rounds: 60) { damaged in
        zipped(others + [(name: entry.name, bytes: damaged)], deflates: index % 2 == 0)
      }
    }
  }

  @Test("Noise")
  func noise() {
    let fuzz = Fuzz(seed: 5)
    let check = ReadingCheck()
    defer { check.close() }
    for round in 0..<300 {
      let bytes = (0..<fuzz.number(round, 0, below: 400)).map { UInt8(1 + fuzz.number(round, $0 + 1, below: 255)) }
      judge(bytes, check, selector: 0, seed: 5, round: round)
    }
  }

  private static let cells = [
    "1", "-2.5", "1,5", "1.234,5", "1 234", "1'234.5", "1e999", "1e-999", "", "NA", "#N/A", "nan", "inf", "x",
    "\"a\nb\"", "\"\"\"\"", "\"",
    "2023-02-30", "2023-13-01", "2016-07-01 00:00", "2016-07-01T25:00Z", "1.7.2016", "7/1/16 0:00", "31/12/99",
    "1467331200", "-1",
    "1467331200000", "99999999999999999999", "2016-W53", "2016Q5", "24:00", "温度", "e\u{301}", "\u{1B}[31m", "\u{202E}",
    "\0", " ", "#",
  ]

  @Test("Tables put together from telling cells", arguments: [",", ";", "\t", "|", " "])
  func generated(separator: String) {
    let seed = UInt64(separator.utf8.first ?? 0)
    let fuzz = Fuzz(seed: seed)
    let check = ReadingCheck()
    defer { check.close() }
    for round in 0..<400 {
      let columns = 1 + fuzz.number(round, 0, below: 5)
      // Each column keeps to a few kinds of cells, as real ones do.
      let palettes = (0..<columns).map { column in
        (0..<3).map { Self.cells[fuzz.number(round, 10 + column * 3 + $0, below: Self.cells.count)] }
      }
      let ends = ["\n", "\r\n", "\r"]
      let end = ends[fuzz.number(round, 1, below: 3)]
      let rows = (0..<fuzz.number(round, 2, below: 12)).map { row in
        (0..<columns).map { palettes[$0][fuzz.number(round, 100 + row * 8 + $0, below: 3)] }.joined(
          separator: separator)
      }
      let selector = UInt8(fuzz.number(round, 3, below: 64))
      judge(Array(rows.joined(separator: end).utf8), check, selector: selector, seed: seed, round: round)
    }
  }

  private static let findings = (try? FileManager.default.contentsOfDirectory(atPath: findingsFolder)) ?? []
  private static let findingsFolder = Bundle.module.path(forResource: "Fixtures/Findings", ofType: nil) ?? ""

  @Test("What fuzzing once found stays mended", arguments: findings.sorted())
  func finding(name: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: "\(Self.findingsFolder)/\(name)")))
    let check = ReadingCheck()
    defer { check.close() }
    let selector = try #require(bytes.first)
    #expect(check.complaint(bytes.dropFirst(), selector: selector) == nil)
  }
}
