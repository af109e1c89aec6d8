import Foundation

/// A folder in which one case after the other runs.
struct Sandbox {
  let folder: URL

  /// Empties the folder, and puts the files of a case into it.
  func fill(_ test: Case) throws {
    let files = FileManager.default
    try? files.removeItem(at: folder)
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in test.files {
      let place = folder.appending(path: file.name)
      try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
    }
  }

  /// The inputs that are not as they were.
  func changed(_ test: Case) -> [String] {
    test.files.filter { test.inputs.contains($0.name) }.filter { file in
      (try? Data(contentsOf: folder.appending(path: file.name))).map { Array($0) != file.bytes } ?? true
    }.map(\.name)
  }

  /// A call as a shell takes it, with all that stands around it.
  static func call(_ program: String, _ test: Case) -> String {
    let words = ([program] + test.words + test.arguments).map { word in
      let isPlain =
        !word.isEmpty && word.utf8.allSatisfy { (0x2B...0x7A).contains($0) && !";<>?@[\\]^`".utf8.contains($0) }
      guard !isPlain else { return word }
      // $'…', so that nothing in it acts on a terminal.
      return "$'"
        + word.utf8.map { byte in
          (0x20..<0x7F).contains(byte) && byte != 0x27 && byte != 0x5C
            ? String(UnicodeScalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined() + "'"
    }
    let input = test.standardInput.isEmpty ? "/dev/null" : ".stdin"
    return words.joined(separator: " ") + " < \(input)"
  }

  /// Leaves the files of a case, its call and its keys to be looked at.
  func keep(_ test: Case, _ program: String, _ findings: [String]) throws {
    try fill(test)
    try Data(test.standardInput).write(to: folder.appending(path: ".stdin"))
    let lines = [
      "#!/bin/bash", "cd \"$(dirname \"$0\")\"", "export HOME=. XDG_STATE_HOME=$PWD/state XDG_CONFIG_HOME=$PWD/config",
    ]
    let notes = findings.map { "# \($0)" } + (test.terminal?.keys.map { "# key \($0)" } ?? [])
    let text = (lines + notes + [Self.call(program, test)]).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: folder.appending(path: ".call.sh"))
  }
}
