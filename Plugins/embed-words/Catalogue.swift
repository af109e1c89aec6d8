import Embedding

/// The words of one module in one language, as a file of the Fluent format holds them (https://projectfluent.org):
/// messages with arguments, plurals and choices, terms, references and comments; no attributes and no functions but
/// `NUMBER`.
struct Catalogue {
  let path: String
  /// As `en`: the name of the file's folder.
  let language: String
  /// In the order of the file.
  let messages: [Message]

  /// - Throws: ``Problem`` with the line of what cannot be read, of a name given twice, or of a reference to nothing.
  init(path: String, text: String) throws(Problem) {
    self.path = path
    language = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    var entries: [String: Message] = [:]
    var order: [String] = []
    for entry in try Entry.all(in: text, path: path) {
      let pieces: [Piece]
      do throws(PatternError) { pieces = try Piece.all(in: entry.pattern) } catch {
        throw Problem(path, entry.line, "\(entry.name): \(error.reason)")
      }
      guard entries[entry.name] == nil else { throw Problem(path, entry.line, "\(entry.name) is here a second time") }
      entries[entry.name] = Message(name: entry.name, line: entry.line, pieces: pieces)
      order.append(entry.name)
    }
    var messages: [Message] = []
    for name in order where !name.hasPrefix("-") {
      guard let message = entries[name] else { continue }
      messages.append(try message.resolved(in: entries, path: path))
    }
    self.messages = messages
  }
}

/// A name and its raw pattern, whose lines are still as they were.
private struct Entry {
  let name: String
  let line: Int
  var pattern: String

  static func all(in text: String, path: String) throws(Problem) -> [Entry] {
    var entries: [Entry] = []
    var blanks = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first else {
        blanks += 1
        continue
      }
      defer { blanks = 0 }
      if first == "#" { continue }
      if first == " " {
        guard !entries.isEmpty else { throw Problem(path, index + 1, "a line that is indented belongs to no message") }
        entries[entries.count - 1].pattern += String(repeating: "\n", count: blanks + 1) + line
        continue
      }
      guard let equals = line.firstIndex(of: "=") else {
        throw Problem(path, index + 1, "expected name = words, or a comment with #")
      }
      let name = line[..<equals].filter { $0 != " " }
      guard name.wholeMatch(of: /-?[a-z][a-z0-9]*(?:-[a-z0-9]+)*/) != nil else {
        throw Problem(path, index + 1, "“\(name)” is no name; write small letters, digits and hyphens")
      }
      entries.append(
        Entry(name: name, line: index + 1, pattern: String(line[line.index(after: equals)...])))
    }
    return entries
  }
}
