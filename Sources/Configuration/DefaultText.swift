import Dashboard

/// A configuration file that changes nothing and explains everything.
package enum DefaultText {
  package static func make(recipes: [String]) -> String {
    var lines = [
      "# Grainscope's configuration. Every line here says what holds without it; change or remove what you like.",
      "# The program reads the file again whenever it changes. `grainscope config --check` tells what does not hold.",
    ]
    let rules = Schema.rules(recipes: recipes)
    for section in Schema.sections {
      lines += ["", "# \(Schema.comment(of: section))", "[\(section)]"]
      for rule in rules where rule.section == section {
        lines += ["# \(rule.comment)", "\(rule.name) = \(rule.usual)"]
      }
    }
    lines += [
      "# A key is a character, or space, enter, tab, esc, up, down, left, right, home, end, page-up, page-down, f1,",
      "# ctrl-p, alt-x, shift-tab. Arrows also belong to the panel with the bright border.",
    ]
    for action in Keymap.actions {
      let keys = Keymap.defaultKeys(of: action).map { Schema.quoted($0.name) }.joined(separator: ", ")
      lines.append("\(action.id) = [\(keys)]")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
