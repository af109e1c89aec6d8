import Foundation
import Testing

@Suite("The manual's pictures show what the program says")
struct ManualPictureTests {
  /// Words of three letters and more in lower case, and whether each was cut short by an ellipsis.
  private static func words(_ text: some StringProtocol) -> [(word: String, isCut: Bool)] {
    var words: [(word: String, isCut: Bool)] = []
    var word: [UInt8] = []
    let ellipsis = Array("…".utf8)
    func close(_ isCut: Bool) {
      if word.count >= 3 { words.append((String(decoding: word, as: UTF8.self), isCut)) }
      word = []
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      default: close(byte == ellipsis[0])
      }
    }
    close(false)
    return words
  }

  /// What the program can say: its catalogue, its names, and what the samples hold.
  private static let known: Set<String> = {
    var known: Set<String> = []
    func take(_ text: some StringProtocol) { known.formUnion(words(text).map(\.word)) }
    for path in Repository.files(below: "Sources/Words", suffix: ".ftl") {
      take((try? Repository.text(path)) ?? "")
    }
    for path in Repository.files(below: "Sources", suffix: ".swift") {
      for line in ((try? Repository.text(path)) ?? "").split(separator: "\n") {
        let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
        for (place, piece) in code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        where place % 2 == 1 { take(piece) }
        if code.drop(while: { $0 == " " }).hasPrefix("case ") { take(code) }
      }
    }
    for path in Repository.files(below: "sample-data", suffix: ".csv") {
      take(path)
      take((try? Repository.text(path))?.prefix { $0 != "\n" } ?? "")
    }
    return known
  }()

  @Test(
    "No word in them that the program says no more; make pictures draws them again",
    arguments: Repository.files(below: "docs/pictures", suffix: ".svg"))
  func words(path: String) throws {
    let pieces = try Repository.text(path).split(separator: "<text").dropFirst()
    let shown = pieces.flatMap { piece in
      Self.words(piece.drop { $0 != ">" }.prefix { $0 != "<" }.replacing("&amp;", with: "&"))
    }
    #expect(shown.count > 50)
    let strange = shown.filter { shown in
      !(Self.known.contains(shown.word) || shown.isCut && Self.known.contains { $0.hasPrefix(shown.word) })
    }
    #expect(strange.isEmpty, "\(path): \(Set(strange.map(\.word)).sorted())")
  }
}
