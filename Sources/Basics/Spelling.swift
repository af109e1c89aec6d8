/// How names are read and written: settings, their choices, actions, panels.
///
/// A name is written in three ways, each of which follows from the others: `learning rate` on the screen, `learning-rate`
/// on the command line and in files that people write, `learningRate` in JSON.
package enum Spelling {
  /// What is the same for all ways to type a name: without capitals, with a hyphen between words.
  package static func key(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  /// `learning-rate` of `learningRate`.
  package static func hyphenated(_ camelCase: String) -> String {
    camelCase.reduce(into: "") { name, letter in
      if letter.isUppercase, !name.isEmpty { name.append("-") }
      name += letter.lowercased()
    }
  }

  /// The one of `names` that was typed; nil where none was.
  package static func name(typed: String, among names: [String]) -> String? {
    let wanted = key(typed)
    return names.first { key($0) == wanted }
  }
}
