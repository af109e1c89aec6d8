import Foundation
import Testing

/// Drawings as text files beside the tests: each file holds those of one part of the screen, each drawing once, under the
/// labels of all scenes that show it. `make goldens` writes them anew.
enum Golden {
  /// Goldens are written instead of compared.
  static let isRecording = ProcessInfo.processInfo.environment["GRAINSCOPE_GOLDENS"] == "record"

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// What a file is expected to hold, by label.
  static let files: [String: [String: String]] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let texts = names.filter { $0.hasSuffix(".txt") }.map { name in
      (String(name.dropLast(4)), (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "")
    }
    return Dictionary(uniqueKeysWithValues: texts).mapValues(read)
  }()

  static func check(_ drawing: Drawing, sourceLocation: SourceLocation = #_sourceLocation) {
    guard let wanted = files[drawing.file]?[drawing.label] else {
      Issue.record(
        "\(drawing.file): nothing is recorded for \(drawing.label); run make goldens, and look at it",
        sourceLocation: sourceLocation)
      return
    }
    guard wanted != drawing.text else { return }
    let pairs = zip(wanted.lines, drawing.text.lines)
    let difference = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    let place = difference.map { "line \($0.offset + 1):\n\($0.element.0)\n\($0.element.1)" } ?? "in length"
    Issue.record("\(drawing.file), \(drawing.label) differs from its golden, \(place)", sourceLocation: sourceLocation)
  }

  /// Writes all files anew; those in which nothing is drawn any more are deleted.
  static func record(_ drawings: [Drawing]) throws {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (file, drawings) in Dictionary(grouping: drawings, by: \.file) {
      try text(of: drawings).write(to: folder.appending(path: "\(file).txt"), atomically: true, encoding: .utf8)
    }
  }

  private static let mark = "§ "

  /// Sections in the order of the drawings: a line for each view that shows it, with the scenes, and then the drawing.
  private static func text(of drawings: [Drawing]) -> String {
    var order: [String] = []
    var labels: [String: [(view: String, scenes: [String])]] = [:]
    for drawing in drawings {
      if labels[drawing.text] == nil { order.append(drawing.text) }
      if let index = labels[drawing.text]?.firstIndex(where: { $0.view == drawing.view }) {
        labels[drawing.text]?[index].scenes.append(drawing.scene)
      } else {
        labels[drawing.text, default: []].append((drawing.view, [drawing.scene]))
      }
    }
    return order.map { text in
      (labels[text] ?? []).map { "\(mark)\($0.view): \($0.scenes.joined(separator: ", "))\n" }.joined() + text
    }.joined()
  }

  private static func read(_ text: String) -> [String: String] {
    var sections: [String: String] = [:]
    var labels: [String] = []
    var body = ""
    func finish() {
      for label in labels { sections[label] = body }
    }
    for line in text.lines.dropLast() {
      guard line.hasPrefix(mark), let colon = line.firstRange(of: ": ") else {
        body += line + "\n"
        continue
      }
      if !body.isEmpty {
        finish()
        (labels, body) = ([], "")
      }
      let view = line[..<colon.lowerBound].dropFirst(mark.count)
      labels += line[colon.upperBound...].split(separator: ", ").map { "\(view): \($0)" }
    }
    finish()
    return sections
  }
}

/// What a part of a screen looks like: the golden file that holds it, the view (a size, and what else is unusual), the
/// scene.
struct Drawing {
  let file: String
  let view: String
  let scene: String
  let text: String

  var label: String { "\(view): \(scene)" }
}

extension String {
  fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
