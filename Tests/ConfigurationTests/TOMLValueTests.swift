import Testing

@testable import Configuration

@Suite("Values of a TOML file")
struct TOMLValueTests {
  @Test("Every form that a setting can take", arguments: cases)
  func forms(written: String, value: TOMLValue) throws {
    #expect(try TOMLValue(parsing: written) == value)
  }

  /// Agreed with Python's tomllib.
  private static let cases: [(String, TOMLValue)] = [
    (#" "a b" # a comment"#, .text("a b")), (#"'C:\new'"#, .text(#"C:\new"#)), (#""""#, .text("")),
    (#""\t\"\\\u00e9\U0001F600""#, .text("\t\"\\é😀")), ("12", .integer(12)), ("-1_000", .integer(-1000)),
    ("+7", .integer(7)), ("0xff", .integer(255)), ("0o17", .integer(15)), ("0b101", .integer(5)),
    ("0.5", .number(0.5)), ("-3e-4", .number(-3e-4)), ("6.02e23", .number(6.02e23)), ("true", .boolean(true)),
    ("false", .boolean(false)), ("[]", .list([])),
    (#"["a", 1, [true]]"#, .list([.text("a"), .integer(1), .list([.boolean(true)])])),
    ("[ 1, # one\n  2,\n]", .list([.integer(1), .integer(2)])),
    ("[\"#]\", ','] # end", .list([.text("#]"), .text(",")])),
  ]

  @Test(
    "What is no value is refused",
    arguments: [
      "", " # only a comment", "\"open", "'open", #""\q""#, #""\u12""#, #""\ud800""#, "1__0", "_1", "1_", "1.", "yes",
      "0xg",
      "[1 2]", "[1", "[,]", "1 2", "2026-11-21", "[}", "{a = 1}", "--1", "[[[[[[[[[1]]]]]]]]]",
      String(repeating: "[", count: 100_000),
    ])
  func refusals(written: String) {
    #expect(throws: TOMLStatement.Refusal.self) { try TOMLValue(parsing: written) }
  }
}
