import Canvas
import Dashboard

/// A setting: where it stands, what it says without the file, what it may be, and what it changes.
struct SettingRule {
  let section: String
  let name: String
  let comment: String
  /// As it stands in a file that changes nothing.
  let usual: String
  let expected: String
  /// False where the value is none that is expected.
  let apply: (inout Preferences, TOMLValue) -> Bool
}

/// Every setting but the keys: the single source of what is read, what is refused and what `--default` prints.
enum Schema {
  /// The word that leaves a choice to terminal, screen or recipe.
  static let auto = "auto"

  static func rules(recipes: [String]) -> [SettingRule] { look + start(recipes) + layout }

  static let sections = ["look", "start", "layout", "keys"]

  static func comment(of section: String) -> String {
    switch section {
    case "look": "How the program looks. Options of the command line come before what stands here."
    case "start": "How a session begins."
    case "layout": "The Lab."
    default: "One line an action: a list of keys in place of its own. The palette (:) shows the names of all actions."
    }
  }

  private static var look: [SettingRule] {
    [
      SettingRule(
        section: "look", name: "theme", comment: "A theme's name, or the path of a btop .theme file.",
        usual: quoted(auto), expected: "a theme's name or a file's path in quotes, or \"auto\""
      ) { preferences, value in
        guard case .text(let name) = value, !name.isEmpty else { return false }
        preferences.theme = name == auto ? nil : name
        return true
      },
      choice(
        "look", "symbols", "What graphs are drawn with: \(names(GraphSymbols.self)).", GraphSymbols.self
      ) { $0.symbols = $1 },
      choice("look", "colors", "How many colours: \(names(ColorDepth.self)).", ColorDepth.self) { $0.colors = $1 },
      boolean("look", "rounded-corners", "Panels have round corners.", usual: true) { $0.hasRoundedCorners = $1 },
      boolean(
        "look", "mouse", "The mouse chooses, drags and scrolls; false leaves it to the terminal, to select text.",
        usual: true
      ) { $0.usesMouse = $1 },
    ]
  }

  private static func start(_ recipes: [String]) -> [SettingRule] {
    let smoothings = Smoothing.allCases.map(\.name)
    return [
      SettingRule(
        section: "start", name: "recipe", comment: "The model on every rung: \(recipes.joined(separator: ", ")).",
        usual: quoted("mlp"), expected: oneOf(recipes)
      ) { preferences, value in
        guard case .text(let name) = value, recipes.contains(name) else { return false }
        preferences.recipe = name
        return true
      },
      number("start", "epochs", "Epochs that every rung is planned for.", 1...1_000_000) { $0.epochs = $1 },
      SettingRule(
        section: "start", name: "smoothing",
        comment: "How much of the noise the curve leaves out: \(smoothings.joined(separator: ", ")).",
        usual: quoted("light"), expected: oneOf(smoothings)
      ) { preferences, value in
        guard case .text(let name) = value, let smoothing = Smoothing.allCases.first(where: { $0.name == name })
        else { return false }
        preferences.smoothing = smoothing
        return true
      },
      boolean("start", "log-scale", "Losses are drawn on a logarithmic scale.", usual: true) { $0.isLogarithmic = $1 },
    ]
  }

  private static var layout: [SettingRule] {
    let panels = LayoutChoice.Panel.allCases.map(\.rawValue)
    return [
      SettingRule(
        section: "layout", name: "panels",
        comment: "Panels beside the curve, where there is room for them; Tab reaches the others.",
        usual: "[\(panels.map(quoted).joined(separator: ", "))]",
        expected: "a list of \(panels.joined(separator: ", "))"
      ) { preferences, value in
        guard case .list(let values) = value else { return false }
        var chosen: Set<LayoutChoice.Panel> = []
        for value in values {
          guard case .text(let name) = value, let panel = LayoutChoice.Panel(rawValue: name) else { return false }
          chosen.insert(panel)
        }
        preferences.layout.panels = chosen
        return true
      },
      number(
        "layout", "knobs-width", "Percent of the width that the knobs take.", LayoutChoice.knobsWidths
      ) { $0.layout.knobsWidth = $1 },
      SettingRule(
        section: "layout", name: "curve-height",
        comment: "Percent of the rows beyond 80×24 that go to the curve; forecast and table share the rest.",
        usual: String(LayoutChoice.usualCurveHeight), expected: range(LayoutChoice.curveHeights)
      ) { preferences, value in
        guard case .integer(let percent) = value, LayoutChoice.curveHeights.contains(percent) else { return false }
        preferences.layout.curveHeight = percent
        return true
      },
    ]
  }

  // MARK: Kinds of settings

  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ section: String, _ name: String, _ comment: String, _ type: Value.Type,
    _ apply: @escaping (inout Preferences, Value?) -> Void
  ) -> SettingRule where Value.RawValue == String {
    SettingRule(
      section: section, name: name, comment: comment, usual: quoted(auto),
      expected: oneOf(type.allCases.map(\.rawValue) + [auto])
    ) { preferences, value in
      guard case .text(let name) = value, name == auto || type.init(rawValue: name) != nil else { return false }
      apply(&preferences, type.init(rawValue: name))
      return true
    }
  }

  private static func boolean(
    _ section: String, _ name: String, _ comment: String, usual: Bool,
    _ apply: @escaping (inout Preferences, Bool) -> Void
  ) -> SettingRule {
    SettingRule(
      section: section, name: name, comment: comment, usual: String(usual), expected: "true or false"
    ) { preferences, value in
      guard case .boolean(let isOn) = value else { return false }
      apply(&preferences, isOn)
      return true
    }
  }

  /// A whole number, or `auto`.
  private static func number(
    _ section: String, _ name: String, _ comment: String, _ bounds: ClosedRange<Int>,
    _ apply: @escaping (inout Preferences, Int?) -> Void
  ) -> SettingRule {
    SettingRule(
      section: section, name: name, comment: comment, usual: quoted(auto),
      expected: range(bounds) + ", or \"auto\""
    ) { preferences, value in
      switch value {
      case .integer(let number) where bounds.contains(number): apply(&preferences, number)
      case .text(auto): apply(&preferences, nil)
      case .text, .integer, .number, .boolean, .list: return false
      }
      return true
    }
  }

  private static func range(_ bounds: ClosedRange<Int>) -> String {
    "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
  }

  private static func oneOf(_ names: [String]) -> String { "one of " + names.map(quoted).joined(separator: ", ") }

  private static func names<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> String
  where Value.RawValue == String { (type.allCases.map(\.rawValue) + [auto]).joined(separator: ", ") }

  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
