import Foundation
import Testing

@testable import embed_words

/// Held against `Fixtures/make-rendered.py`, which had Fluent's own formatter read the same patterns.
@Suite("Patterns read as Fluent reads them")
struct PeerTests {
  private static func fixture(_ name: String) throws -> String {
    let path = try #require(Bundle.module.path(forResource: "Fixtures/\(name)", ofType: nil))
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("Every message, with every variant")
  func rendered() throws {
    let catalogue = try Catalogue(path: "en/patterns.ftl", text: try Self.fixture("patterns.ftl"))
    let lines = try Self.fixture("rendered.tsv").split(separator: "\n")
    #expect(lines.count == 12 * catalogue.messages.count)
    for line in lines {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let message = try #require(catalogue.messages.first { $0.name == parts[0] })
      let values = ["count": parts[1], "kind": parts[2], "name": "x y"]
      let text = Self.text(message.pieces, values).replacing("\n", with: "⏎")
      #expect(text == parts[3], "\(parts[0]) of \(parts[1]), \(parts[2])")
    }
  }

  private static func text(_ pieces: [Piece], _ values: [String: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let words): words
      case .argument(let name), .number(let name): values[name] ?? ""
      case .choice(let name, let variants, let other):
        text(variants.first { isChosen($0, values[name]) }?.pieces ?? other, values)
      case .reference(let name): "unresolved \(name)"
      }
    }.joined()
  }

  /// A count's plural, as English has it, or a word's own variant.
  private static func isChosen(_ variant: Piece.Variant, _ value: String?) -> Bool {
    variant.key == value || variant.key == "one" && value == "1"
  }
}
