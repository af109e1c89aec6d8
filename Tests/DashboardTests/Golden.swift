import Canvas
import Glibc
import Testing

/// Screens as text files beside the tests. A missing one is recorded, and fails until it has been looked at and committed.
enum Golden {
  static func check(
    _ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation, file: StaticString = #filePath
  ) {
    let folder = "\(file)".split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = "\(folder)/Golden/\(name).txt"
    guard let wanted = read(path) else {
      mkdir("\(folder)/Golden", 0o755)
      write(path, text)
      Issue.record("\(name) had no golden file; it was recorded, look at it", sourceLocation: sourceLocation)
      return
    }
    guard wanted != text else { return }
    let pairs = zip(
      wanted.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let difference = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    let place = difference.map { "line \($0.offset + 1):\n\($0.element.0)\n\($0.element.1)" } ?? "in length"
    Issue.record("\(name) differs from its golden file, \(place)", sourceLocation: sourceLocation)
  }

  /// The text of a screen.
  static func text(_ surface: Surface) -> String { surface.lines().joined(separator: "\n") + "\n" }

  /// The styles of a screen: a letter for each cell, and what the letters mean.
  static func styles(_ surface: Surface, _ depth: ColorDepth) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var known: [Style: Character] = [:]
    var legend: [String] = []
    var rows: [String] = []
    for y in 0..<surface.height {
      var row = ""
      for x in 0..<surface.width {
        let style = surface[x, y].style.reduced(to: depth)
        if known[style] == nil {
          known[style] = letters[min(known.count, letters.count - 1)]
          legend.append("\(known[style] ?? "?") \(describe(style))")
        }
        row.append(known[style] ?? "?")
      }
      rows.append(row)
    }
    return (rows + [""] + legend).joined(separator: "\n") + "\n"
  }

  private static func describe(_ style: Style) -> String {
    let named: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    let colors = "\(style.foreground?.description ?? "default") on \(style.background?.description ?? "default")"
    return ([colors] + named.filter { style.attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ path: String, _ text: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }
}
