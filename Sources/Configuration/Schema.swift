import Basics
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

  static func rules(recipes: [String]) -> [SettingRule] {
    look + start(recipes) + layout + [store, storeLimit, runMemory]
  }

  static let sections = ["look", "start", "layout", "runs", "keys"]

  static func comment(of section: String) -> String {
    switch section {
    case "look": Words.sectionLook
    case "start": Words.sectionStart
    case "layout": Words.sectionLayout
    case "runs": Words.sectionRuns
    default: Words.sectionKeys
    }
  }

  private static var look: [SettingRule] {
    [
      SettingRule(
        section: "look", name: "theme", comment: Words.helpTheme, usual: quoted(auto), expected: Words.expectedTheme
      ) { preferences, value in
        guard case .text(let name) = value, !name.isEmpty else { return false }
        preferences.theme = name == auto ? nil : name
        return true
      },
      choice(
        "look", "symbols", Words.helpSymbols(choices: names(GraphSymbols.self)), GraphSymbols.self,
        typed: { GraphSymbols(rawValue: Spelling.key($0)) }
      ) { $0.symbols = $1 },
      choice(
        "look", "colors", Words.helpColors(choices: names(ColorDepth.self)), ColorDepth.self,
        typed: { ColorDepth(typed: $0) }
      ) { $0.colors = $1 },
      boolean("look", "rounded-corners", Words.helpRoundedCorners, usual: true) { $0.hasRoundedCorners = $1 },
      boolean(
        "look", "mouse", Words.helpMouse, usual: true
      ) { $0.usesMouse = $1 },
    ]
  }

  private static func start(_ recipes: [String]) -> [SettingRule] {
    let smoothings = Smoothing.allCases.map(\.name)
    return [
      SettingRule(
        section: "start", name: "recipe", comment: Words.helpRecipe(recipes: recipes.joined(separator: ", ")),
        usual: quoted("auto"), expected: oneOf(recipes)
      ) { preferences, value in
        guard case .text(let typed) = value, let name = Spelling.name(typed: typed, among: recipes) else {
          return false
        }
        preferences.recipe = name
        return true
      },
      number("start", "epochs", Words.helpEpochs, 1...1_000_000) { $0.epochs = $1 },
      SettingRule(
        section: "start", name: "smoothing",
        comment: Words.helpSmoothing(choices: smoothings.joined(separator: ", ")),
        usual: quoted("light"), expected: oneOf(smoothings)
      ) { preferences, value in
        guard case .text(let name) = value, let smoothing = Smoothing(typed: name) else { return false }
        preferences.smoothing = smoothing
        return true
      },
      boolean("start", "log-scale", Words.helpLogScale, usual: true) { $0.isLogarithmic = $1 },
    ]
  }

  private static var layout: [SettingRule] {
    let panels = LayoutChoice.Panel.allCases.map(\.rawValue)
    return [
      SettingRule(
        section: "layout", name: "panels",
        comment: Words.helpPanels,
        usual: "[\(panels.map(quoted).joined(separator: ", "))]",
        expected: Words.expectedList(names: panels.joined(separator: ", "))
      ) { preferences, value in
        guard case .list(let values) = value else { return false }
        var chosen: Set<LayoutChoice.Panel> = []
        for value in values {
          guard case .text(let name) = value, let panel = LayoutChoice.Panel(typed: name) else { return false }
          chosen.insert(panel)
        }
        preferences.layout.panels = chosen
        return true
      },
      number(
        "layout", "knobs-width", Words.helpKnobsWidth, LayoutChoice.knobsWidths
      ) { $0.layout.knobsWidth = $1 },
      SettingRule(
        section: "layout", name: "curve-height",
        comment: Words.helpCurveHeight,
        usual: String(LayoutChoice.usualCurveHeight),
        expected: Words.expectedNumber(
          lower: "\(LayoutChoice.curveHeights.lowerBound)", upper: "\(LayoutChoice.curveHeights.upperBound)")
      ) { preferences, value in
        guard case .integer(let percent) = value, LayoutChoice.curveHeights.contains(percent) else { return false }
        preferences.layout.curveHeight = percent
        return true
      },
    ]
  }

  /// The word for nowhere.
  private static let none = "none"

  private static var store: SettingRule {
    SettingRule(
      section: "runs", name: "store", comment: Words.helpStore, usual: quoted(auto), expected: Words.expectedStore
    ) { preferences, value in
      guard case .text(let text) = value, [auto, none].contains(text) || text.hasPrefix("/") else { return false }
      preferences.store = text == auto ? .usual : text == none ? .none : .folder(text)
      return true
    }
  }

  private static var storeLimit: SettingRule {
    SettingRule(
      section: "runs", name: "limit", comment: Words.helpStoreLimit, usual: quoted(auto),
      expected: Words.expectedStoreLimit
    ) { preferences, value in
      guard case .text(let text) = value else { return false }
      switch text {
      case auto: preferences.storeLimit = Preferences.usualStoreLimit
      case none: preferences.storeLimit = nil
      default:
        guard let bytes = size(text) else { return false }
        preferences.storeLimit = bytes
      }
      return true
    }
  }

  private static var runMemory: SettingRule {
    SettingRule(
      section: "runs", name: "memory", comment: Words.helpRunMemory, usual: quoted(auto),
      expected: Words.expectedRunMemory
    ) { preferences, value in
      guard case .text(let text) = value else { return false }
      guard text != auto else {
        preferences.runMemory = ScreenSettings.usualRunMemory
        return true
      }
      guard let bytes = size(text), bytes >= 32_000_000, bytes <= 1_000_000_000_000 else { return false }
      preferences.runMemory = Int(bytes)
      return true
    }
  }

  /// Bytes of a size as `20 GB`; nil where it is none.
  private static func size(_ text: String) -> Int64? {
    let units: [(name: String, bytes: Double)] = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6)]
    guard let unit = units.first(where: { text.uppercased().hasSuffix($0.name) }),
      let count = Double(text.dropLast(unit.name.count).filter { $0 != " " }), count > 0, count * unit.bytes < 1e18
    else { return nil }
    return Int64(count * unit.bytes)
  }

  // MARK: Kinds of settings

  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ section: String, _ name: String, _ comment: String, _ type: Value.Type, typed: @escaping (String) -> Value?,
    _ apply: @escaping (inout Preferences, Value?) -> Void
  ) -> SettingRule where Value.RawValue == String {
    SettingRule(
      section: section, name: name, comment: comment, usual: quoted(auto),
      expected: oneOf(type.allCases.map(\.rawValue) + [auto])
    ) { preferences, value in
      guard case .text(let name) = value else { return false }
      let found = typed(name)
      guard found != nil || Spelling.key(name) == auto else { return false }
      apply(&preferences, found)
      return true
    }
  }

  private static func boolean(
    _ section: String, _ name: String, _ comment: String, usual: Bool,
    _ apply: @escaping (inout Preferences, Bool) -> Void
  ) -> SettingRule {
    SettingRule(
      section: section, name: name, comment: comment, usual: String(usual), expected: Words.expectedBoolean
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
      expected: Words.expectedNumberOrAuto(lower: "\(bounds.lowerBound)", upper: "\(bounds.upperBound)")
    ) { preferences, value in
      switch value {
      case .integer(let number) where bounds.contains(number): apply(&preferences, number)
      case .text(auto): apply(&preferences, nil)
      case .text, .integer, .number, .boolean, .list: return false
      }
      return true
    }
  }

  private static func oneOf(_ names: [String]) -> String {
    Words.expectedOneOf(names: names.map(quoted).joined(separator: ", "))
  }

  private static func names<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> String
  where Value.RawValue == String { (type.allCases.map(\.rawValue) + [auto]).joined(separator: ", ") }

  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
