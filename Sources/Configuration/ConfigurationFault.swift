import Basics

/// A line that does not hold; every other line does.
package struct ConfigurationFault: Error, Hashable, Sendable {
  /// From 1.
  package let line: Int
  package let reason: Reason

  package enum Reason: Hashable, Sendable {
    /// Not TOML; why, as half a sentence.
    case syntax(String)
    case unknownSection(String, nearest: String?)
    case unknownSetting(String, section: String, nearest: String?)
    case wrongValue(setting: String, found: String, expected: String)
    case unknownAction(String, nearest: String?)
    case unknownKey(action: String, found: String, expected: String)
    case takenKey(action: String, key: String, other: String)
    case needsKey(action: String)
    /// Reading ends here.
    case tooMany(Int)

    static func unknownSection(named name: String) -> Reason {
      .unknownSection(name, nearest: Nearest.name(to: name, among: Schema.sections).map { "[\($0)]" })
    }
  }

  /// As many are listed: a file with more of them is no configuration file, and to look for what each line may have meant
  /// takes time.
  static let limit = 100

  /// Without the file's name, which the caller knows.
  package var sentence: String {
    let line = "\(line)"
    return switch reason {
    case .syntax(let reason): Words.faultSyntax(line: line, reason: reason)
    case .unknownSection(let name, nil): Words.faultSection(line: line, name: name)
    case .unknownSection(let name, let nearest?): Words.faultSectionNear(line: line, name: name, nearest: nearest)
    case .unknownSetting(let name, "", nil): Words.faultOutside(line: line, name: name)
    case .unknownSetting(let name, "", let nearest?): Words.faultOutsideNear(line: line, name: name, nearest: nearest)
    case .unknownSetting(let name, let section, nil): Words.faultSetting(line: line, section: section, name: name)
    case .unknownSetting(let name, let section, let nearest?):
      Words.faultSettingNear(line: line, section: section, name: name, nearest: nearest)
    case .wrongValue(let setting, let found, let expected):
      Words.faultValue(line: line, setting: setting, found: found, expected: expected)
    case .unknownAction(let name, nil): Words.faultAction(line: line, name: name)
    case .unknownAction(let name, let nearest?): Words.faultActionNear(line: line, name: name, nearest: nearest)
    case .unknownKey(let action, let found, let expected):
      Words.faultKey(line: line, action: action, found: found, expected: expected)
    case .takenKey(let action, let key, let other):
      Words.faultTakenKey(line: line, action: action, key: key, other: other)
    case .needsKey(let action): Words.faultNeedsKey(line: line, action: action)
    case .tooMany(let count): Words.faultTooMany(line: line, count: "\(count)")
    }
  }
}
