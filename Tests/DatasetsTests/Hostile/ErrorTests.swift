import Testing

@testable import Datasets

@Suite("Files that cannot be used get a sentence")
struct ErrorTests {
  /// The sentence for this text, with the path shortened.
  private func sentence(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) -> String {
    let file = TemporaryFile(text)
    var options = ReadOptions()
    change(&options)
    do {
      _ = try file.open(options)
      return "no error"
    } catch { return error.sentence.replacing(file.path, with: "FILE") }
  }

  @Test("No file, and a folder")
  func noFile() throws {
    let missing = #expect(throws: DatasetError.self) { try Reader.open(path: "/nowhere/at all.csv") }
    #expect(missing?.sentence == "/nowhere/at all.csv: there is no such file; check the path.")
    let empty = try TemporaryFolder()
    let folder = #expect(throws: DatasetError.self) { try Reader.open(path: empty.path) }
    #expect(
      folder?.sentence
        == "\(empty.path): this is a folder without folders of pictures in it; name a data file, or a folder with one "
        + "folder of PNG, PGM or PPM pictures for each class.")
    let device = #expect(throws: DatasetError.self) { try Reader.open(path: "/dev/null") }
    #expect(device?.sentence.contains("it is a device, not a file") == true)
    #expect(throws: DatasetError.self) { try Reader.open(path: "") }
    #expect(throws: DatasetError.self) { try Reader.open(path: "/tmp/a\u{0}b") }
  }

  @Test(
    "Contents that hold no data",
    arguments: [
      ("", "FILE: the file is empty; give rows: a CSV with a header, or one JSON object per line."),
      ("\n\n\r\n", "FILE: the file is empty; give rows: a CSV with a header, or one JSON object per line."),
      ("time,x\n", "FILE: there is a header (time, x) and no rows below it; give a file with data."),
      ("a,b\n,\nNA,\n", "FILE: every value is missing (columns a, b); at least one column needs numbers."),
      (
        "time,x\n2020-01-01,\n2020-01-02,NA\n",
        "FILE: every value is missing (columns time, x); at least one column needs numbers."
      ),
      (
        "name\nann\nbob\n",
        "FILE: no column holds numbers (found text in name); at least one column of numbers is needed, or another"
          + " separator or decimal mark."
      ),
      ("time,x\n2020-01-01,1\n", "There is 1 row, and a series needs at least 2; give more data."),
      (
        "time,x\n2020-01-01,1\n2020-01-01,2\n",
        "There is 1 row, and a series (its rows all carry one stamp) needs at least 2; give more data."
      ),
      (
        "a,b\0c\n1,2\n",
        "FILE: byte 3 is NUL, so this is not a text file; give a CSV, JSON Lines, NPY, NPZ or IDX file."
      ),
      ("PK\u{3}\u{4}abc", "FILE: the zip archive has no directory at its end; fetch the file again or name another."),
      ("a,b\n1,\"2\n3,4\n", "FILE, line 2: a quoted cell begins here and never ends; close the quote or remove it."),
    ])
  func contents(text: String, expected: String) { #expect(sentence(text) == expected) }

  @Test("Options that do not fit the file")
  func options() {
    #expect(
      sentence("time,x\n2020-01-01,1\n2020-01-02,2\n") { $0.timeColumn = "tiem" }
        == "There is no column “tiem”; did you mean time?")
    #expect(
      sentence("when,x\nsoon,1\nlater,2\n") { $0.timeColumn = "when" }
        == "FILE, line 2: “soon” in column when is not a date; write stamps as 2016-07-31 13:30, or name another time column."
    )
    #expect(
      sentence("a,b\n1,2\n3,4\n") { $0.kind = .series }
        == "FILE: no column holds dates or times (columns a, b); name one, or read the file as a table.")
    #expect(
      sentence("a,b\n1,2\n3,4\n") { $0.kind = .images }
        == "FILE: 2 number columns beside the label are not n² pixels from 0 up; read the file as a table.")
  }

  @Test("A stamp far from all others is named instead of making an endless grid")
  func farStamp() {
    let rows = (1...60).map { "2020-01-01 00:\($0 < 11 ? "0" : "")\($0 - 1),1" }.joined(separator: "\n")
    #expect(
      sentence("time,x\n\(rows)\n2999-01-01 00:00,2\n").hasPrefix(
        "FILE, line 62: the stamps jump from 2020-01-01 00:59 to 2999-01-01 00:00, so that 61 rows would need"))
  }

  @Test("Splits that cannot be made")
  func splits() {
    let borders = #expect(throws: DatasetError.self) { try Split(count: 100, borders: [50, 40, 90]) }
    #expect(
      borders?.sentence == "The borders 50,40,90 do not fit 100 rows; give three ascending row numbers at which"
        + " training, validation and test end, the last at most 100.")
    #expect(throws: DatasetError.badFractions([0.5, 0.5, 0.5])) {
      try Split(count: 100, fractions: SplitFractions(train: 0.5, validation: 0.5, test: 0.5))
    }
    #expect(throws: DatasetError.self) { try Split(count: 2) }
  }
}
