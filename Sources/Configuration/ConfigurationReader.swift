import Basics
import Canvas
import Dashboard

/// A configuration file, read: what holds, and what does not with its line.
package struct ConfigurationReader: Sendable {
  package private(set) var preferences = Preferences()
  /// In the order of the lines.
  package private(set) var faults: [ConfigurationFault] = []

  /// - Parameter recipes: the names that a recipe may have.
  package init(parsing text: String, recipes: [String]) {
    let document = TOMLDocument(text)
    faults = document.faults
    let rules = Schema.rules(recipes: recipes)
    var choices: [(choice: Preferences.KeyChoice, line: Int)] = []
    for setting in document.settings {
      guard faults.count - document.faults.count < ConfigurationFault.limit else {
        fault(setting, .tooMany(ConfigurationFault.limit))
        break
      }
      if setting.section == "keys" {
        if let choice = keyChoice(setting) { choices.append((choice, setting.line)) }
      } else if let rule = rules.first(where: { $0.section == setting.section && $0.name == setting.name }) {
        if !rule.apply(&preferences, setting.value) {
          fault(
            setting, .wrongValue(setting: rule.name, found: setting.value.shown, expected: rule.expected))
        }
      } else if setting.section.isEmpty || Schema.sections.contains(setting.section) {
        // A section that does not exist is a fault of its own.
        fault(setting, Self.unknownSetting(setting, rules))
      }
    }
    adopt(choices)
    faults.sort { $0.line < $1.line }
    if let end = faults.firstIndex(where: { if case .tooMany = $0.reason { true } else { false } }) {
      faults.removeSubrange((end + 1)...)
    }
  }

  private mutating func fault(_ setting: TOMLDocument.Setting, _ reason: ConfigurationFault.Reason) {
    faults.append(ConfigurationFault(line: setting.line, reason: reason))
  }

  private static func unknownSetting(
    _ setting: TOMLDocument.Setting, _ rules: [SettingRule]
  ) -> ConfigurationFault.Reason {
    let name = TextWidth.truncated(TextWidth.cleaned(setting.name), to: 40)
    if setting.section.isEmpty {
      // It may have lost its section.
      let home = rules.first { $0.name == setting.name }
      return .unknownSetting(name, section: "", nearest: home.map { "[\($0.section)] \($0.name)" })
    }
    let names = rules.filter { $0.section == setting.section }.map(\.name)
    return .unknownSetting(name, section: setting.section, nearest: Nearest.name(to: name, among: names))
  }

  // MARK: Keys

  private mutating func keyChoice(_ setting: TOMLDocument.Setting) -> Preferences.KeyChoice? {
    guard !setting.name.isEmpty else { return nil }
    let shown = TextWidth.truncated(TextWidth.cleaned(setting.name), to: 40)
    guard let action = Action(id: setting.name) else {
      let nearest = Nearest.name(to: shown, among: Keymap.actions.map(\.id))
      fault(setting, .unknownAction(shown, nearest: nearest))
      return nil
    }
    let words: [TOMLValue] = if case .list(let values) = setting.value { values } else { [setting.value] }
    var keys: [Key] = []
    for word in words {
      guard case .text(let name) = word, let key = Key(named: name) else {
        let found = if case .text(let text) = word { TextWidth.cleaned(text) } else { word.shown }
        fault(
          setting,
          .unknownKey(
            action: action.id, found: TextWidth.truncated(found, to: 30), expected: Key.nameExplanation))
        return nil
      }
      if !keys.contains(key) { keys.append(key) }
    }
    if keys.isEmpty, [.help, .palette].contains(action) {
      fault(setting, .needsKey(action: action.id))
      return nil
    }
    return Preferences.KeyChoice(action: action, keys: keys)
  }

  /// Takes all choices but those that give a key to two actions.
  private mutating func adopt(_ choices: [(choice: Preferences.KeyChoice, line: Int)]) {
    var conflicts: [KeyConflict] = []
    _ = Keymap(changes: choices.map { ($0.choice.action, $0.choice.keys) }, conflicts: &conflicts)
    for conflict in conflicts {
      let line = choices.last { $0.choice.action == conflict.action }?.line ?? 1
      faults.append(
        ConfigurationFault(
          line: line,
          reason: .takenKey(
            action: conflict.action.id, key: conflict.key.name, other: conflict.other.id)))
    }
    let refused = Set(conflicts.map(\.action))
    preferences.keys = choices.map(\.choice).filter { choice in
      !refused.contains(choice.action) && choice.keys != Keymap.defaultKeys(of: choice.action)
    }
  }
}
