import Networks
import Telemetry

/// What a knob is to the settings: how far it turns, where its value is kept, and where it acts.
///
/// The one place that says so is ``Telemetry/Knob/rule``; screen, command line and journal all go through it.
package struct KnobRule: Sendable {
  /// What the help calls the option's value, as `rate`.
  package let valueName: String
  let scope: Scope
  /// Beside which other settings it changes anything; where it does not, it is not shown.
  let condition: Condition
  /// What it may be beside the other settings.
  let range: @Sendable (Settings) -> KnobRange
  let read: @Sendable (Settings) -> KnobValue
  /// Takes a value that lies within the range.
  let write: @Sendable (inout Settings, KnobValue) -> Void

  /// Which recipes have a knob, beside those that count it among their own.
  enum Scope: Sendable {
    case everyRecipe
    /// All that are trained by steps.
    case steps
    /// All that are trained by steps, over epochs: not on a stream, which is never gone through again.
    case epochs
    case ownersAlone

    func holds(_ recipe: Recipe, online: Bool) -> Bool {
      switch self {
      case .everyRecipe: true
      case .steps: recipe.hasSteps
      case .epochs: recipe.hasSteps && !online
      case .ownersAlone: false
      }
    }
  }

  /// Beside which settings a knob changes anything.
  enum Condition: Sendable {
    case always
    /// With data and recipes that have a use for it.
    case when(@Sendable (Settings) -> Bool)
    /// Where another knob is one of these choices.
    case beside(Knob, [String])

    static func schedule(_ kinds: Schedule.Kind...) -> Condition { .beside(.schedule, kinds.map(\.rawValue)) }
    static func optimizer(_ optimizers: [Optimizer]) -> Condition { .beside(.optimizer, optimizers.map(\.rawValue)) }

    func holds(_ settings: Settings) -> Bool {
      switch self {
      case .always: true
      case .when(let holds): holds(settings)
      case .beside(let knob, let names): names.contains(settings.value(of: knob).display)
      }
    }
  }
}

// MARK: - Kinds of knobs

/// Each kind ends with where the knob acts; without that it always does.
extension KnobRule {
  static func number(
    _ valueName: String, _ path: WritableKeyPath<Settings, Float> & Sendable, _ range: KnobRange,
    of scope: Scope, acts condition: Condition = .always
  ) -> KnobRule {
    KnobRule(
      valueName: valueName, scope: scope, condition: condition, range: { _ in range },
      read: { .number(Double($0[keyPath: path])) },
      write: { settings, value in
        if case .number(let number) = value { settings[keyPath: path] = Float(number) }
      })
  }

  /// - Parameter range: what makes sense beside the other settings.
  static func integer(
    _ valueName: String, _ path: WritableKeyPath<Settings, Int> & Sendable,
    range: @escaping @Sendable (Settings) -> KnobRange, of scope: Scope, acts condition: Condition = .always
  ) -> KnobRule {
    KnobRule(
      valueName: valueName, scope: scope, condition: condition, range: range,
      read: { .integer($0[keyPath: path]) },
      write: { settings, value in
        if case .integer(let count) = value { settings[keyPath: path] = count }
      })
  }

  static func integer(
    _ valueName: String, _ path: WritableKeyPath<Settings, Int> & Sendable, _ range: KnobRange,
    of scope: Scope, acts condition: Condition = .always
  ) -> KnobRule {
    integer(valueName, path, range: { _ in range }, of: scope, acts: condition)
  }

  static func widths(
    _ path: WritableKeyPath<Settings, [Int]> & Sendable, _ range: KnobRange, of scope: Scope
  ) -> KnobRule {
    KnobRule(
      valueName: "widths", scope: scope, condition: .always, range: { _ in range },
      read: { .list($0[keyPath: path]) },
      write: { settings, value in
        if case .list(let widths) = value { settings[keyPath: path] = widths }
      })
  }

  /// One of a closed set, by its raw value.
  ///
  /// - Parameter among: the choices that make sense beside the other settings.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ valueName: String, _ path: WritableKeyPath<Settings, Choice> & Sendable,
    among choices: @escaping @Sendable (Settings) -> [Choice] = { _ in Array(Choice.allCases) }, of scope: Scope,
    acts condition: Condition = .always
  ) -> KnobRule {
    named(
      valueName, path, name: \.rawValue, among: choices, of: scope, acts: condition)
  }

  /// One of a list, by a name.
  static func named<Choice: Sendable>(
    _ valueName: String, _ path: WritableKeyPath<Settings, Choice> & Sendable,
    name: @escaping @Sendable (Choice) -> String,
    among choices: @escaping @Sendable (Settings) -> [Choice], of scope: Scope,
    acts condition: Condition = .always
  ) -> KnobRule {
    KnobRule(
      valueName: valueName, scope: scope, condition: condition,
      range: { .choices(choices($0).map(name)) },
      read: { .choice(name($0[keyPath: path])) },
      write: { settings, value in
        guard case .choice(let wanted) = value, let found = choices(settings).first(where: { name($0) == wanted })
        else { return }
        settings[keyPath: path] = found
      })
  }
}
