import Testing

@Suite("Reading imports out of Swift source")
struct SwiftTextTests {
  @Test(
    "Every form of import is seen",
    arguments: [
      "import Tensors", "  import Tensors", "@testable import Tensors", "@preconcurrency public import Tensors",
      "import struct Tensors.Matrix", "import Tensors.Inner", "let a = 1; import Tensors",
      "#if os(Linux)\nimport Tensors\n#endif",
      "@_spi(Inner) import Tensors", "/* first */ import Tensors",
    ])
  func seen(source: String) {
    #expect(SwiftText(source).imports.map(\.module) == ["Tensors"])
  }

  @Test(
    "Comments and strings import nothing",
    arguments: [
      "// import Tensors", "/* a\nimport Tensors\n*/", "/* /* */\nimport Tensors\n*/",
      "let a = \"\"\"\n  import Tensors\n  \"\"\"",
      "let a = #\"\"\"\n  \"\"\"\n  import Tensors\n  \"\"\"#", "let a = \"\\(b(\"c\"))\nimport\"", "let important = 1",
    ])
  func unseen(source: String) {
    #expect(SwiftText(source).imports.isEmpty)
  }

  @Test("Code after a string or a comment is still code, and keeps its line")
  func resumes() {
    let source = "let a = \"/*\"  // \"\nlet b = #\"\\\"#\nlet c = \"\\(d ? \")\" : \"\\\"\")\"\nimport Tensors"
    #expect(SwiftText(source).imports.map(\.line) == [4])
  }
}
