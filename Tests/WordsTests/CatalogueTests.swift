import Embedding
import Testing

@testable import embed_words

@Suite("A catalogue of words")
struct CatalogueTests {
  private func pieces(_ pattern: String) throws -> [Piece] { try Piece.all(in: pattern) }

  private func code(_ files: [(language: String, text: String)]) throws -> String {
    try Catalogue.code(files.map { try Catalogue(path: "\($0.language)/Module.ftl", text: $0.text) })
  }

  private func sentence(_ text: String, language: String = "en") -> String? {
    do {
      _ = try code([("en", text)])
      return nil
    } catch { return (error as? Problem)?.sentence }
  }

  @Test("Words, arguments and numbers")
  func plainPatterns() throws {
    #expect(try pieces(" all words ") == [.text("all words")])
    #expect(try pieces("{ $file }: no rows") == [.argument("file"), .text(": no rows")])
    #expect(try pieces("{ NUMBER($rows) } rows") == [.number("rows"), .text(" rows")])
    #expect(try pieces("{ \" \" }· { $a }{ $b }") == [.text(" · "), .argument("a"), .argument("b")])
    #expect(try pieces("{ \"{\" }") == [.text("{")])
  }

  @Test("A choice may stand on several lines and hold arguments; lines of words stay lines")
  func choices() throws {
    let pattern = """
       { $rows ->
          [0] no row
          [one] one row of { $file }
         *[other] { $rows } rows
      } left
      """
    #expect(
      try pieces(pattern) == [
        .choice(
          "rows",
          variants: [
            Piece.Variant(key: "0", pieces: [.text("no row")]),
            Piece.Variant(key: "one", pieces: [.text("one row of "), .argument("file")]),
          ], other: [.argument("rows"), .text(" rows")]),
        .text(" left"),
      ])
    #expect(try pieces("first\n    second\n\n  third") == [.text("first\nsecond\n\nthird")])
  }

  @Test("Each message becomes a property or a function with the arguments in the order in which they are named")
  func members() throws {
    let text = """
      # A comment
      -rung = rung
      no-such-rung = { $file }: there is no { -rung } { $label } among { NUMBER($count) }
      rows = { $rows ->
          [one] row
         *[other] rows
        }
      """
    let code = try code([("en", text)])
    #expect(code.contains("static func `noSuchRung`(`file`: String, `label`: String, `count`: Int) -> String {"))
    #expect(code.contains(#"return "\(`file`): there is no rung \(`label`) among \(NumberFormat.integer(`count`))""#))
    #expect(code.contains(#"let choice0: String = switch `rows` { case 1: "row"; default: "rows" }"#))
    #expect(!code.contains("`rung`"), "a term is a word within others, not a message")
  }

  @Test("Words cannot break out of their quotes")
  func quotes() throws {
    let code = try code([("en", #"said = “a” "b" \(c) \ d"#)])
    #expect(code.contains(#"return "“a” \"b\" \\(c) \\ d""#))
  }

  @Test("A choice by a word takes words")
  func wordChoice() throws {
    let code = try code([("en", "x = { $kind ->\n  [images] pictures\n *[other] rows\n }")])
    #expect(code.contains("`x`(`kind`: String)"))
    #expect(code.contains(#"case "images": "pictures""#))
  }

  @Test("A second language is chosen when it speaks, and has the same messages with the same arguments")
  func languages() throws {
    let english = "rows = { $n ->\n  [one] one row\n *[other] { $n } rows\n } of { $file }"
    let both = try code([("en", english), ("zh", "rows = { $file }的{ NUMBER($n) }行")])
    #expect(both.contains("switch Language.current {\ncase .en:"))
    #expect(both.contains("case .zh:\nreturn \"\\(`file`)的\\(NumberFormat.integer(`n`))行\""))
    for wrong in ["", "rows = { $n }", "rows = { $n } { $file }\nmore = x"] {
      #expect(throws: Problem.self) { try code([("en", english), ("zh", wrong)]) }
    }
  }

  @Test(
    "What is wrong is named with its line",
    arguments: [
      ("a = x\na = y", 2), ("a x", 1), ("a = { $n", 1), ("a = }", 1), ("a = { b }", 1), ("a = { a }", 1),
      ("A = x", 1), ("a =", 1), (" x", 1), ("\n\na = { $n ->\n [one] x\n }", 3),
      ("a = { $n -> [one] x *[other] y }", 1),
      ("a = { $n ->\n [one] x\n *[other] y }", 1), ("a = { LEN($n) }", 1),
    ])
  func problems(text: String, line: Int) {
    #expect(sentence(text)?.hasPrefix("en/Module.ftl:\(line): error: ") == true)
  }
}
