import Basics
import Tensors
import Testing

@testable import Datasets

@Suite("Values out of the lines of a stream")
struct LiveReaderTests {
  /// All values of a text that comes in pieces of some bytes.
  private func values(
    _ text: String, column: String? = nil, decimal: DecimalMark? = nil, pieces: Int = 7
  ) throws(LiveError) -> (values: [Double], stamps: [Instant?], reader: LiveReader) {
    var reader = LiveReader(column: column, decimal: decimal)
    var lines = LineBuffer()
    var values: [Double] = []
    var stamps: [Instant?] = []
    let bytes = Array(text.utf8)
    func readLines() throws(LiveError) {
      while let line = lines.next() {
        let held = lines.bytes
        if case .value(let value, let stamp) = try reader.read(held.span, line) {
          values.append(value)
          stamps.append(stamp)
        }
      }
    }
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      lines.append(bytes[start..<min(start + pieces, bytes.count)])
      try readLines()
    }
    lines.finish()
    try readLines()
    return (shown(values), stamps, reader)
  }

  private let vmstat = """
    procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
     r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
     1  0      0 198628  40812 389984    0    0   204 14196  512  900 13  4 80  3  0
     0  0      0 198600  40812 389984    0    0     0     0  401  700  2  1 97  0  0
    procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
     r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
     2  0      0 198600  40812 389984    0    0     0     0  401  700 57  1 42  0  0
    """

  @Test("vmstat: a column by its heading, which comes again, or by its number", arguments: [1, 3, 4096])
  func headings(pieces: Int) throws {
    let named = try values(vmstat, column: "us", pieces: pieces)
    #expect(named.values == [13, 2, 57] && named.reader.label == "us" && named.reader.skipped == 0)
    #expect(try values(vmstat, column: "13", pieces: pieces).values == [13, 2, 57])
    // Without a word it is the first.
    let first = try values(vmstat, pieces: pieces)
    #expect(first.values == [1, 0, 2] && first.reader.label == "r")
  }

  @Test("A column that is not there is told, with what is meant or what there is")
  func missingColumn() throws {
    let error = try #require(throws: LiveError.self) { try values(vmstat, column: "uss") }
    #expect(error.sentence == "The stream has no column “uss”; did you mean us or bo?" || error.sentence.contains("us"))
    let far = try #require(throws: LiveError.self) { try values(vmstat, column: "temperature") }
    #expect(far.sentence.contains("it has r, b, swpd"))
    let nameless = try values("1 2\n3 4\n", column: "x")
    #expect(nameless.values.isEmpty && nameless.reader.failure?.sentence.contains("--column 1") == true)
  }

  @Test("Numbers beside their names, before or behind, and remarks between")
  func pairs() throws {
    let ping = """
      PING example.org (93.184.215.14) 56(84) bytes of data.
      64 bytes from 93.184.215.14: icmp_seq=1 ttl=56 time=12.3 ms
      64 bytes from 93.184.215.14: icmp_seq=2 ttl=56 time=9.75 ms
      Request timeout for icmp_seq 3
      64 bytes from 93.184.215.14: icmp_seq=4 ttl=56 time=11 ms
      """
    let found = try values(ping, column: "time")
    #expect(found.values == [12.3, 9.75, 11] && found.reader.label == "time")
    #expect(found.stamps == [nil, nil, nil])
    let log = try values("2024-03-01T10:00:00Z cpu=5 mem=7\n2024-03-01T10:00:01Z cpu=6 mem=7\n", column: "cpu")
    #expect(log.values == [5, 6] && log.stamps == [wall(2024, 3, 1, 10), wall(2024, 3, 1, 10, 0, 1)])
    let top = "%Cpu(s):  3.1 us,  1.0 sy,  0.0 ni, 95.9 id\nMiB Mem : 7952 total\n%Cpu(s): 50.0 us, 1.0 sy"
    #expect(try values(top, column: "us").values == [3.1, 50])
    #expect(try values(top, column: "sy").values == [1, 1])
    #expect(try values("{\"load\": 0.5, \"us\": 3}\n{\"load\":0.25,\"us\":-4e1}", column: "us").values == [3, -40])
  }

  @Test("CSV: quotes, semicolons, missing cells, stamps of several forms")
  func csv() throws {
    let text = "time,load\r\n2024-03-01 00:00:00,1.5\r\n2024-03-01 00:00:01,NA\r\n2024-03-01 00:00:02,\"2.5\"\r\n"
    let found = try values(text)
    #expect(found.values == [1.5, -999, 2.5] && found.reader.label == "load")
    #expect(found.stamps == [wall(2024, 3, 1), wall(2024, 3, 1, 0, 0, 1), wall(2024, 3, 1, 0, 0, 2)])
    let epoch = try values("a;timestamp\n3;1700000000\n4;1700000001\n", column: "a")
    #expect(epoch.stamps == [1_700_000_000_000, 1_700_000_001_000] && epoch.values == [3, 4])
    let blanks = try values("2024-03-01 00:00:00 3.5\n2024-03-01 00:00:01 4.5\n")
    #expect(blanks.values == [3.5, 4.5] && blanks.stamps == [wall(2024, 3, 1), wall(2024, 3, 1, 0, 0, 1)])
    let headless = try values("2024-03-01T10:00Z\t5\n2024-03-01T10:01Z\t6\n")
    #expect(headless.values == [5, 6] && headless.stamps == [wall(2024, 3, 1, 10), wall(2024, 3, 1, 10, 1)])
  }

  @Test("Bare numbers, units behind them, and what is no number")
  func bare() throws {
    let found = try values("3\n\n 4.5 \nnothing\n12%\n7.5ms\n1e3\n12:30:00\n--\n5")
    #expect(found.values == [3, 4.5, 12, 7.5, 1000, 5])
    #expect(found.reader.skipped == 3 && found.reader.lastSkipped == "--" && found.reader.label == "value")
  }

  @Test("A decimal comma is read where the line shows it")
  func decimalComma() throws {
    let semicolons = try values("Zeit;Leistung\n01.01.2023 00:00:00;5,00\n01.01.2023 00:00:01;5,10\n")
    #expect(semicolons.values == [5, 5.1] && semicolons.reader.label == "Leistung")
    #expect(semicolons.stamps == [wall(2023, 1, 1), wall(2023, 1, 1, 0, 0, 1)])
    let named = "cpu 12,4 mem 41,2\ncpu 12,6 mem 41,3\n"
    #expect(try values(named).values == [12.4, 12.6])
    #expect(try values(named, column: "4").values == [41.2, 41.3])
    let table = try values("cpu   mem\n12,4  41,2\n10,4  41,3\n14,4  40,0\n")
    #expect(table.values == [12.4, 10.4, 14.4] && table.reader.label == "cpu")
    let sar = "Linux 6.1 (host)\t01/12/23\t_x86_64_\n\n00:00:01  CPU  %user  %idle\n00:00:02  all  12,25  87,75\n"
    #expect(try values(sar, column: "%user").values == [12.25])
    #expect(
      try values("%Cpu(s):  3,1 us,  1,0 sy,  0,0 ni\n%Cpu(s): 50,0 us, 1,0 sy\n", column: "us").values == [3.1, 50])
    #expect(try values("time=12,5 ms\ntime=9,75 ms\n", column: "time").values == [12.5, 9.75])
    #expect(try values("load\n12,4\n12,6\n").values == [12.4, 12.6])
    #expect(try values("12,4\n-1,25\n", decimal: .comma).values == [12.4, -1.25])
  }

  @Test(
    "A comma that says neither is asked about, with its line",
    arguments: [
      ("12,4\n12,6\n", 1), ("1,234  2,500\n", 1), ("1.234,5\n", 1), ("7\n8\n\n12,4\n", 4), ("5\nx 1\n3,5 1,25\n", 3),
    ])
  func doubt(text: String, line: Int) throws {
    let error = try #require(throws: LiveError.self) { try values(text) }
    #expect(error.sentence.contains("Line \(line), “") && error.sentence.contains("--decimal comma"))
  }

  @Test("Commas that separate go on separating")
  func separators() throws {
    #expect(try values("a,b\n12,4\n13,5\n", column: "b").values == [4, 5])
    #expect(try values("12,4\n13,5\n", column: "2").values == [4, 5])
    #expect(try values("12,4\n13,5\n", decimal: .point).values == [12, 13])
    #expect(try values("1, 2\n3, 4\n").values == [1, 3])
    #expect(try values("1.5,2\n2.5,3\n").values == [1.5, 2.5])
    #expect(try values("0.125,2\n0.250,3\n").values == [0.125, 0.25])
    #expect(try values("2024-03-01 00:00:00,12,4\n").values == [12])
    let prose = try values("5\nwrote 1,234 rows\n6\n")
    #expect(prose.values == [5, 6] && prose.reader.lastSkipped == "wrote 1,234 rows")
  }

  @Test("JSON Lines: keys are columns, a stamp among them is taken, what a line lacks is missing")
  func objects() throws {
    let text = """
      {"t": "2024-03-01T00:00:00", "host": "a,b", "cpu": {"us": 3.5, "sy": 1}}
      {"t": "2024-03-01T00:00:01", "host": "a", "cpu": {"sy": 2}}
      not an object
      {"t": "2024-03-01T00:00:02", "host": "\\u0041", "cpu": {"us": 4.5, "sy": 3}, "later": 7}
      """
    let found = try values(text)
    #expect(found.values == [3.5, -999, 4.5] && found.reader.label == "cpu.us" && found.reader.skipped == 1)
    #expect(found.stamps == (0..<3).map { wall(2024, 3, 1, 0, 0, $0) })
    #expect(try values(text, column: "cpu.sy").values == [1, 2, 3])
    #expect(try values("{\"a\": 1}\n{\"b\": 2}\n{\"b\": 3}\n", column: "b").values == [2, 3])
    #expect(try values("{\"a\": 1,5}\n{\"a\": 2}\n").values == [2])
    let absent = try values("{\"load\": 1, \"x\": 2}\n", column: "laod")
    #expect(absent.values.isEmpty && absent.reader.failure?.sentence.contains("did you mean load") == true)
  }

  @Test("A byte order mark, colours and long lines do not hide a number")
  func wrapped() throws {
    #expect(try values("\u{FEFF}1\n2\n").values == [1, 2])
    #expect(try values("\u{FEFF}load,x\n1,2\n", column: "load").values == [1])
    #expect(try values("\u{1B}[31m12.5\u{1B}[0m\n\u{1B}[1;32m13\u{1B}[m\n").values == [12.5, 13])
    #expect(try values("\u{1B}]0;title\u{7}us \u{1B}[4msy\n1 2\n", column: "sy").values == [2])
  }

  @Test("What is no text of lines is refused with the way to unpack it")
  func formats() {
    let refusal = { (bytes: [UInt8]) in LiveError.refusal(of: bytes[...], from: "x")?.sentence }
    #expect(refusal([0x1F, 0x8B, 8])?.contains("zcat FILE | grainscope watch") == true)
    #expect(refusal([0xFF, 0xFE, 0x31, 0])?.contains("iconv") == true)
    #expect(refusal(Array("PAR1".utf8))?.contains("Parquet") == true)
    #expect(refusal(Array("1\n2\n".utf8)) == nil && refusal([]) == nil)
  }

  @Test("What a line says never carries control characters further")
  func hostile() throws {
    let found = try values("1\n\u{1B}]0;evil\u{7}\u{1B}[2J\n2\n")
    #expect(found.values == [1, 2] && !found.reader.lastSkipped.unicodeScalars.contains { $0.value < 0x20 })
    let named = try values("\u{1B}[31mus\u{7},b\n1,2\n")
    #expect(!named.reader.label.unicodeScalars.contains { $0.value < 0x20 } && named.values == [1])
  }

  @Test("Any bytes are read without a fault", arguments: [nil, "us", "3", ""] as [String?])
  func anyBytes(column: String?) throws {
    let key = RandomKey(seed: 5, stream: .test)
    // Signs that numbers, dates and lists are made of, and now and then any byte at all.
    let signs = Array("0123456789.,;:-+eE/ \t\"=us%TZ\n\r#()".utf8)
    for round in 0..<40 {
      var reader = LiveReader(column: column)
      var lines = LineBuffer()
      for piece in 0..<20 {
        let bytes = (0..<400).map { index in
          let bits = key.bits(UInt64((round * 20 + piece) * 400 + index))
          return bits % 16 == 0 ? UInt8(truncatingIfNeeded: bits >> 8) : signs[Int(bits >> 8) % signs.count]
        }
        lines.append(bytes[...])
        while let line = lines.next() {
          let held = lines.bytes
          do { _ = try reader.read(held.span, line) } catch { #expect(!error.sentence.isEmpty) }
        }
      }
      #expect(reader.label.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
  }

  @Test("Lines beyond the bound are cut, and nothing is kept of what passed")
  func longLines() throws {
    let long = String(repeating: "x", count: 3 * LineBuffer.limit)
    let found = try values("1\n\(long)\n2\n\(long) 5\n3", pieces: 50_000)
    #expect(found.values == [1, 2, 3])
    var lines = LineBuffer()
    for _ in 0..<1_000 {
      lines.append(Array(repeating: 0x78, count: 10_000)[...])
      while lines.next() != nil {}
      #expect(lines.bytes.count <= LineBuffer.limit + 20_000)
    }
    #expect(lines.cut == 1)
  }
}
