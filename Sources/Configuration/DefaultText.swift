import Dashboard

/// A configuration file that changes nothing and explains everything.
package enum DefaultText {
  package static func make(recipes: [String]) -> String {
    var lines = comment(Words.defaultHead)
    let rules = Schema.rules(recipes: recipes)
    for section in Schema.sections {
      lines += [""] + comment(Schema.comment(of: section)) + ["[\(section)]"]
      for rule in rules where rule.section == section {
        lines += comment(rule.comment) + ["\(rule.name) = \(rule.usual)"]
      }
    }
    lines += comment(Words.defaultKeys)
    for action in Keymap.actions {
      let keys = Keymap.defaultKeys(of: action).map { Schema.quoted($0.name) }.joined(separator: ", ")
      lines.append("\(action.id) = [\(keys)]")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Each line of a text as a comment of TOML.
  private static func comment(_ text: String) -> [String] { text.split(separator: "\n").map { "# \($0)" } }
}
