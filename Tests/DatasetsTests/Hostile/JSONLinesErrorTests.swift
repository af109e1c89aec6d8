import Testing

@testable import Datasets

@Suite("Lines of JSON that cannot be used get a sentence")
struct JSONLinesErrorTests {
  private func sentence(_ text: String, name: String = "x.jsonl") -> String {
    let file = TemporaryFile(text, name: name)
    do {
      _ = try file.open()
      return "no error"
    } catch { return error.sentence.replacing(file.path, with: "FILE") }
  }

  private static let whole = "each line must be one whole object, such as {\"load\": 1.5}."
  private static let document = "each line must be one whole object; jq -c . FILE makes such lines of a document."

  @Test(
    "Where, what was found, what was expected, what to do",
    arguments: [
      ("", "FILE: the file is empty; give rows: a CSV with a header, or one JSON object per line."),
      ("\n \n", "FILE: the file is empty; give rows: a CSV with a header, or one JSON object per line."),
      ("{\"a\":1}\na,b\n", "FILE, line 2, column 1: an object was expected, and “a” stands here; \(whole)"),
      ("time,x\n1,2\n", "FILE, line 1, column 1: an object was expected, and “t” stands here; \(whole)"),
      ("{\"a\":1}\n\n  5\n", "FILE, line 3, column 3: an object was expected, and “5” stands here; \(whole)"),
      (
        "[{\"a\":1},\n{\"a\":2}]\n",
        "FILE, line 1, column 1: an object was expected, and “[” stands here; write one object per line; jq -c '.[]' FILE makes"
          + " such lines of a list of objects."
      ),
      (
        "{\n  \"a\": 1\n}\n",
        "FILE, line 1, column 2: a key in quotes was expected, and the line ends here; \(document)"
      ),
      ("{\"a\":1}\n{\"a\":2", "FILE, line 2, column 7: a comma or } was expected, and the line ends here; \(document)"),
      (
        "{\"a\":1}\n{\"a\":\"é😀",
        "FILE, line 2, column 9: the string's closing quote was expected, and the line ends here; \(document)"
      ),
      ("{\"é\":1,}\n", "FILE, line 1, column 8: a key in quotes was expected, and “}” stands here; \(whole)"),
      ("{\"a\" 1}\n", "FILE, line 1, column 6: a colon was expected, and “1” stands here; \(whole)"),
      ("{\"a\":}\n", "FILE, line 1, column 6: a value was expected, and “}” stands here; \(whole)"),
      ("{'a':1}\n", "FILE, line 1, column 2: a key in quotes was expected, and “'” stands here; \(whole)"),
      ("{\"a\":01}\n", "FILE, line 1, column 7: a comma or } was expected, and “1” stands here; \(whole)"),
      ("{\"a\":.5}\n", "FILE, line 1, column 6: a value was expected, and “.” stands here; \(whole)"),
      ("{\"a\":1.}\n", "FILE, line 1, column 8: a digit was expected, and “}” stands here; \(whole)"),
      ("{\"a\":True}\n", "FILE, line 1, column 6: a value was expected, and “T” stands here; \(whole)"),
      ("{\"a\":nul}\n", "FILE, line 1, column 6: a value was expected, and “n” stands here; \(whole)"),
      ("{\"a\":NaN.5}\n", "FILE, line 1, column 9: a comma or } was expected, and “.” stands here; \(whole)"),
      ("{\"a\":1}{\"a\":2}\n", "FILE, line 1, column 8: the line's end was expected, and “{” stands here; \(whole)"),
      ("{\"a\":1},\n", "FILE, line 1, column 8: the line's end was expected, and “,” stands here; \(whole)"),
      (
        "{\"a\":[1,2}\n",
        "FILE, line 1, column 10: a comma or the list's end was expected, and “}” stands here; \(whole)"
      ),
      ("{\"a\":[1,,2]}\n", "FILE, line 1, column 9: a value was expected, and “,” stands here; \(whole)"),
      (
        "{\"a\":1,\"b\":2,\"a\":3}\n",
        "FILE, line 1, column 14: the key “a” stands here for the second time; give it one value."
      ),
      (
        "{\"a\":{\"b\":1,\"\\u0062\":2}}\n",
        "FILE, line 1, column 13: the key “a.b” stands here for the second time; give it one value."
      ),
      ("{\"a\":\"\\x\"}\n", "FILE, line 1, column 7: a backslash begins an escape that JSON does not have; \(whole)"),
      ("{\"a\":\"\\u12\"}\n", "FILE, line 1, column 7: a backslash begins an escape that JSON does not have; \(whole)"),
      (
        "{\"a\":\"b\tc\"}\n",
        "FILE, line 1, column 8: the string's closing quote was expected, and a control character stands here; \(whole)"
      ),
      ("{}\n{}\n", "FILE, line 2: up to here no key holds a number or a string; \(whole)"),
      ("{\"a\":[1]}\n", "FILE, line 1: up to here no key holds a number or a string; \(whole)"),
      ("{\"a\":null}\n", "FILE: every value is missing (columns a); at least one column needs numbers."),
    ])
  func sentences(text: String, expected: String) { #expect(sentence(text) == expected) }

  @Test("Only a name that promises objects makes rows of cells a mistake")
  func names() {
    #expect(sentence("a,b\n1,2\n", name: "x.txt") == "no error")
    #expect(sentence("{a},{b}\n1,2\n", name: "x.csv") == "no error")
    #expect(sentence("[a],[b]\n1,2\n", name: "x.csv") == "no error")
    #expect(sentence("[{\"a\":1}]\n", name: "x.json").hasPrefix("FILE, line 1, column 1: an object was expected"))
  }

  @Test("Depth, length and number of keys have limits that are told")
  func limits() {
    for (open, close) in [("{\"a\":", "}"), ("[", "]")] {
      let deep = String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
      let text = open == "[" ? "{\"a\":\(deep)}" : deep
      #expect(sentence(text).contains("objects and lists are nested more than 64 deep; write flatter objects."))
    }
    let long = "{\"a\":1}\n{\"a\":\"" + String(repeating: "x", count: 9 << 20) + "\"}\n"
    #expect(sentence(long) == "FILE, line 2: the row is longer than 8 MB; rows must end in line breaks.")
    let keys = (0..<70_000).map { "{\"k\($0)\":1}" }.joined(separator: "\n")
    #expect(sentence(keys).hasPrefix("FILE, line 65537, column 2: the lines so far have more than 65 536 keys"))
  }

  @Test("Many lines with few of many keys do not fill the memory")
  func sparse() {
    let keys = (0..<65_000).map { "{\"k\($0)\":1}" }.joined(separator: "\n")
    let rows = MemorySense.inputLimit / 8 / 65_000
    let text = keys + "\n" + String(repeating: "{\"k0\":1}\n", count: rows)
    guard text.utf8.count < 100 << 20 else { return }
    #expect(sentence(text).contains("lines have few of their 65 000 keys in common"))
  }

  @Test("A text cut at any byte is read or refused, and never traps")
  func cuts() {
    let text = Array(
      "{\"a\":{\"b\":1.5e3},\"c\":\"\\u00e9\\ud83d\\ude00\",\"d\":[true,null,{\"e\":-Infinity}]}\n{\"a\":{}}\n".utf8)
    for end in 1..<text.count {
      let file = TemporaryFile(Array(text[..<end]))
      do { _ = try file.open() } catch { #expect(!error.sentence.isEmpty) }
    }
  }
}
