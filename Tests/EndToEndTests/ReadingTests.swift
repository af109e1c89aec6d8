import Foundation
import Testing

@Suite("Files are read as the command line says")
struct ReadingTests {
  /// A file in a dialect, what is said about it, and what must come out: the step, and a column's name and mean.
  struct Dialect: Sendable, CustomTestStringConvertible {
    let text: String
    var encoding = String.Encoding.utf8
    var said: [String] = []
    var step: String? = "1d"
    var column = "x"
    /// Of the values 1 001.5, 1 002.5, 1 003.5.
    var mean = 1_002.5
    var testDescription: String { "\(text.prefix(40)) \(said.joined(separator: " "))".replacing("\n", with: "⏎") }

    init(
      _ text: String, _ said: [String] = [], encoding: String.Encoding = .utf8, step: String? = "1d",
      column: String = "x", mean: Double = 1_002.5
    ) {
      self.text = text
      self.said = said
      self.encoding = encoding
      self.step = step
      self.column = column
      self.mean = mean
    }
  }

  private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

  private static func dated(_ stamps: String...) -> String {
    "t;x\n" + zip(stamps, ["1001.5", "1002.5", "1003.5"]).map { "\($0);\($1)\n" }.joined()
  }

  static let dialects: [Dialect] = [
    // Separators, marks, thousands.
    Dialect("t,x\n2020-01-01,1001.5\n2020-01-02,1002.5\n2020-01-03,1003.5\n"),
    Dialect("t\tx\n2020-01-01\t1001.5\n2020-01-02\t1002.5\n2020-01-03\t1003.5\n"),
    Dialect("t|x\n2020-01-01|1001.5\n2020-01-02|1002.5\n2020-01-03|1003.5\n"),
    Dialect("t  x\n2020-01-01  1001.5\n2020-01-02  1002.5\n2020-01-03  1003.5\n"),
    Dialect("t;x\n2020-01-01;1.001,5\n2020-01-02;1.002,5\n2020-01-03;1.003,5\n"),
    Dialect("t;x\n2020-01-01;1 001,5\n2020-01-02;1 002,5\n2020-01-03;1 003,5\n"),
    Dialect("t;x\n2020-01-01;1\u{A0}001,5\n2020-01-02;1\u{202F}002,5\n2020-01-03;1 003,5\n"),
    Dialect("t,x\n2020-01-01,\"1,001.5\"\n2020-01-02,\"1,002.5\"\n2020-01-03,\"1,003.5\"\n"),
    Dialect("t;x\n2020-01-01;1'001.5\n2020-01-02;1’002.5\n2020-01-03;1'003.5\n"),
    Dialect("\u{FEFF}t,x\r\n2020-01-01,1001.5\r\n2020-01-02,1002.5\r\n2020-01-03,1003.5\r\n"),
    Dialect("2020-01-01,1001.5\n2020-01-02,1002.5\n2020-01-03,1003.5\n", column: "column 2"),
    Dialect("t,\"x\ny\"\n2020-01-01,1001.5\n2020-01-02,1002.5\n2020-01-03,1003.5\n", column: "x y"),
    // Dates.
    Dialect(dated("2020-01-01T00:00:00+01:00", "2020-01-02T00:00:00+01:00", "2020-01-03T00:00:00+01:00")),
    Dialect(dated("2020-01-01 00:00Z", "2020-01-01 12:00Z", "2020-01-02 00:00Z"), step: "12h"),
    Dialect(dated("1/30/20 0:00", "1/31/20 0:00", "2/1/20 0:00")),
    Dialect(dated("30.1.2020", "31.1.2020", "1.2.2020")), Dialect(dated("1 Jan 2020", "2 Jan 2020", "3 Jan 2020")),
    Dialect(dated("1577836800", "1577840400", "1577844000"), step: "1h"),
    Dialect(dated("1577836800000", "1577836801000", "1577836802000"), step: "1s"),
    Dialect(dated("20200101", "20200102", "20200103")), Dialect(dated("2020-W01", "2020-W02", "2020-W03"), step: "1w"),
    // What is said wins.
    Dialect(dated("1/2/2020", "2/2/2020", "3/2/2020"), ["--day-first", "yes"]),
    Dialect(dated("1/2/2020", "2/2/2020", "3/2/2020"), ["--day-first", "no"], step: "1mo"),
    Dialect("t;x;u\n1;1001.5;2020-01-01\n2;1002.5;2020-01-02\n3;1003.5;2020-01-03\n", ["--time-column", "u"]),
    Dialect("x;y\n1,5;1\n2,5;2\n3,5;3\n", ["--decimal", "comma", "--as", "table"], step: nil, mean: 2.5),
    Dialect("1;2\n3;4\n5;6\n", ["--header", "yes"], step: nil, column: "1", mean: 4),
    Dialect("a b;x\n1;1\n2;?\n-;3\n", ["--missing", "?,-", "--separator", ";"], step: nil, mean: 2),
    // Encodings.
    Dialect(
      dated("2020-01-01", "2020-01-02", "2020-01-03").replacing("x", with: "wärme"), encoding: .utf16, column: "wärme"),
    Dialect(
      dated("2020-01-01", "2020-01-02", "2020-01-03").replacing("x", with: "wärme"), ["--encoding", "latin1"],
      encoding: .isoLatin1, column: "wärme"),
    Dialect(
      dated("2020-01-01", "2020-01-02", "2020-01-03").replacing("x", with: "负荷"), ["--encoding", "GB18030"],
      encoding: gb18030, column: "负荷"),
  ]

  @Test("Every dialect, through a pipe", arguments: dialects)
  func dialect(_ dialect: Dialect) throws {
    let input = try #require(dialect.text.data(using: dialect.encoding))
    let outcome = try Program.run(["inspect", "-", "--json"] + dialect.said, input: input)
    #expect(outcome.code == 0, "\(outcome.error)")
    let report = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect((report["span"] as? [String: Any])?["step"] as? String == dialect.step)
    let columns = try #require(report["columns"] as? [[String: Any]])
    let column = try #require(columns.first { $0["name"] as? String == dialect.column }, "\(columns)")
    #expect(column["mean"] as? Double == dialect.mean)
  }

  @Test("A pipe can be trained on, and a journal of it replays with the data named")
  func pipes() throws {
    let folder = try Program.temporaryFolder()
    let journal = folder.appending(path: "run.journal").path
    let data = try Data(contentsOf: URL(filePath: Program.sample("demand.csv")))
    let outcome = try Program.run(
      ["train", "-", "--grain", "6h,1d", "--epochs", "2", "--journal", journal], input: data)
    #expect(outcome.code == 0, "\(outcome.error)")
    let replayed = try Program.run(["replay", journal, "--data", Program.sample("demand.csv")])
    #expect(replayed.code == 0, "\(replayed.output)\(replayed.error)")
    #expect(try Program.run(["replay", journal], input: data).code == 0)
  }

  @Test("Standard input that holds nothing, or damaged data, ends with 2 and one sentence")
  func badPipes() throws {
    for input in [Data(), Data([0x1F, 0x8B, 8, 0, 0]), Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 1])] {
      let outcome = try Program.run(["inspect", "-"], input: input)
      #expect(outcome.code == 2 && outcome.error.hasPrefix("grainscope: standard input: "), "\(outcome.error)")
      #expect(outcome.error.split(separator: "\n").count == 1)
    }
  }

  @Test(
    "What cannot be said ends with 2 and the choices",
    arguments: [
      (["--encoding", "nosuch"], "gb18030"), (["--separator", "slash"], "semicolon"), (["--header", "maybe"], "yes"),
      (["--as", "sheet"], "table"), (["--time-column", "tme"], "time"),
    ])
  func wrongWords(said: [String], remedy: String) throws {
    let outcome = try Program.run(["inspect", Program.sample("demand.csv")] + said)
    #expect(outcome.code == 2)
    #expect(outcome.error.contains(remedy), "\(outcome.error)")
  }
}
