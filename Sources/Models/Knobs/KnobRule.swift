import Telemetry

/// What a knob is to the settings: how far it turns, where its value is kept, and its option on the command line.
///
/// The one place that says so is ``Telemetry/Knob/rule``; screen, command line, journal and JSON all go through it.
package struct KnobRule: Sendable {
  /// The long option, without its dashes.
  package let option: String
  /// What it may be beside the other settings.
  let range: @Sendable (Settings) -> KnobRange
  let read: @Sendable (Settings) -> KnobValue
  /// Takes a value that lies within the range.
  let write: @Sendable (inout Settings, KnobValue) -> Void
  /// Names of choices that journals of earlier versions hold, with those of today.
  private let earlierNames: [String: String]

  private init(
    _ option: String, earlierNames: [String: String] = [:], range: @escaping @Sendable (Settings) -> KnobRange,
    read: @escaping @Sendable (Settings) -> KnobValue, write: @escaping @Sendable (inout Settings, KnobValue) -> Void
  ) {
    self.option = option
    self.earlierNames = earlierNames
    self.range = range
    self.read = read
    self.write = write
  }

  func presentName(of value: KnobValue) -> KnobValue {
    guard case .choice(let name) = value, let present = earlierNames[name] else { return value }
    return .choice(present)
  }

  // MARK: Kinds of knobs

  static func number(
    _ option: String, _ path: WritableKeyPath<Settings, Float> & Sendable, _ range: KnobRange
  ) -> KnobRule {
    KnobRule(option, range: { _ in range }, read: { .number(Double($0[keyPath: path])) }) { settings, value in
      if case .number(let number) = value { settings[keyPath: path] = Float(number) }
    }
  }

  static func integer(
    _ option: String, _ path: WritableKeyPath<Settings, Int> & Sendable,
    _ range: @escaping @Sendable (Settings) -> KnobRange
  ) -> KnobRule {
    KnobRule(option, range: range, read: { .integer($0[keyPath: path]) }) { settings, value in
      if case .integer(let count) = value { settings[keyPath: path] = count }
    }
  }

  static func integer(
    _ option: String, _ path: WritableKeyPath<Settings, Int> & Sendable, _ range: KnobRange
  ) -> KnobRule {
    integer(option, path) { _ in range }
  }

  static func widths(_ option: String, _ path: WritableKeyPath<Settings, [Int]> & Sendable, _ range: KnobRange)
    -> KnobRule
  {
    KnobRule(option, range: { _ in range }, read: { .list($0[keyPath: path]) }) { settings, value in
      if case .list(let widths) = value { settings[keyPath: path] = widths }
    }
  }

  /// One of a closed set, by its raw value.
  ///
  /// - Parameter among: the choices that make sense beside the other settings.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ option: String, _ path: WritableKeyPath<Settings, Choice> & Sendable, earlierNames: [String: String] = [:],
    among choices: @escaping @Sendable (Settings) -> [Choice] = { _ in Array(Choice.allCases) }
  ) -> KnobRule {
    named(option, path, earlierNames: earlierNames, name: \.rawValue, among: choices)
  }

  /// One of a list, by a name.
  static func named<Choice: Sendable>(
    _ option: String, _ path: WritableKeyPath<Settings, Choice> & Sendable, earlierNames: [String: String] = [:],
    name: @escaping @Sendable (Choice) -> String, among choices: @escaping @Sendable (Settings) -> [Choice]
  ) -> KnobRule {
    KnobRule(
      option, earlierNames: earlierNames, range: { .choices(choices($0).map(name)) },
      read: { .choice(name($0[keyPath: path])) }
    ) { settings, value in
      guard case .choice(let wanted) = value, let found = choices(settings).first(where: { name($0) == wanted }) else {
        return
      }
      settings[keyPath: path] = found
    }
  }
}
