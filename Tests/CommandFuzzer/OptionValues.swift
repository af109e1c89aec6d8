import Foundation

/// Values for an option: those that it takes, so that a command gets on, and those that nothing takes.
struct OptionValues {
  /// What would be taken but would compute for long, or what the help does not list.
  private static let known: [String: [String]] = [
    "epochs": ["1", "2", "3", "+1"], "seeds": ["1", "2"], "units": ["1", "4", "8,4", "64"], "threads": ["1", "2", "3"],
    "budget": ["1", "1k", "50k", "1M"], "grants": ["1", "2", "5"], "batch": ["0", "1", "2", "7", "64"],
    "lookback": ["0", "1", "2", "5", "12", "24", "200"], "memory": ["16", "10", "100", "0"],
    "until": ["1", "5", "50"], "window": ["10", "50"], "days": ["2", "3", "2,3"], "alpha": ["0", "0.5", "1", "auto"],
    "borders": ["60,90,120", "1,2,3", "100,120,140", "0,0,0"], "set": ["ett-hour", "ett-minute"],
    "horizons": ["1", "3", "24"], "kernel": ["0", "1", "3", "15"], "patience": ["0", "1", "5"],
    "freeze": ["0", "1", "2"], "checkpoint-every": ["0.01", "1", "86400"], "limit": ["0", "1", "2", "99"],
    "target": ["load", "other", "class", "a", "time", "label"], "column": ["load", "1", "2", "us", "value"],
    "columns": ["other", "load,other", "a", ""], "without": ["other", "a,b", "time"], "id": ["a", "a,b", "time"],
    "time-column": ["time", "load"], "label-column": ["label", "class", "0"], "missing": ["-", "0", "-,?", "-999"],
    "horizon": ["1h", "3h", "1d", "2", "1w", "1", "3"], "season": ["1h", "1d", "5s"],
    "every": ["1s", "1h", "100ms", "1d"], "from": ["2021-03-05T00:00", "2021-03-06 23:00", "2099-01-01"],
    "grain": ["1h", "1h,3h", "3h,6h", "1d", "1,2", "8x8", "8x8,4x4", "4x4", "1s,5s", "30min", "1mo"],
    "evaluate-at": ["1h", "3h", "1d", "8x8"], "gaps": ["leave-out", "interpolate:3", "carry-forward:1", "interpolate"],
    "zone": ["UTC", "Europe/London", "America/New_York", "+05:45"], "header": ["yes", "no"],
    "day-first": ["yes", "no"],
    "encoding": ["utf-8", "utf-16", "latin1", "windows-1252", "gb18030", "utf-7", "shift-jis"],
    "band": ["1", "50", "80", "99.9"], "validation-split": ["0.1", "0.5", "0.9"], "clip-outliers": ["1", "5", "1000"],
    "select-features": ["1", "2", "100000"], "levels": ["50", "50,80,95", "1,99"],
    "size": ["80x24", "120x36", "20x5", "1x1", "200x60", "1000x10", "3x1000"],
    "where": ["epochs>1", "recipe:mlp grain:1h", "rate<1e-2", "note:x", "validation<1", "nothing=1", "seed=1"],
    "measure": ["RMSSE", "MASE", "MSE", "skill", "all"], "peak": ["0.05", "0.5", "0.95"],
    "reconcile": ["ols", "bottom-up", "mint-structural"], "method": ["all", "ols", "top-down", "mint-shrink"],
    "policy": ["even", "ucb", "successive-halving", "all"], "screen": ["lab", "trade-offs", "data", "runs"],
    "recipe": [
      "mlp", "ridge", "linear2", "naive", "seasonal-naive", "nlinear", "dlinear", "nhits", "gru", "fused", "per-grain",
      "coupled", "shared", "cascade", "conv", "composite",
    ],
    "part": ["validation", "test"], "inputs": ["target", "all"],
  ]

  /// From the ends of numbers and from beyond, other kinds of value, and text that would act on a terminal.
  static let edges = [
    "0", "-1", "-0", "1", "1e19", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551616", "nan", "inf", "-inf", "", " ", "1e400", "1e-400", "0x10", "1,0", ",", ":", "0s", "-1h",
    "1ms", "1000000000000ms", "9999999999999999999999999999h", "1e9d", "0x0", "65535x65535", "4294967296x4294967296",
    "\u{1B}[31m\u{202E}\u{9B}2J\u{7}", "a\nb", "\t", "０", "١", "é", "e\u{301}", "🙂", "yes", "no", "all", "none",
    "auto", "true", "-", "--", "/", ".", "..", "%s%n", "'\"", "$(x)", "a=b", String(repeating: "9", count: 4_000),
  ]

  /// - Returns: a value that the option takes, as far as its help says.
  static func valid(_ option: CommandTable.Argument, _ draw: inout Draw) -> String {
    if let values = known[option.name] { return draw.one(values) }
    guard let range = option.help.firstMatch(of: /from ([-0-9.e]+) to ([-0-9.e]+[0-9])/),
      let low = Double(range.output.1), let high = Double(range.output.2)
    else {
      let choices = Self.choices(option.help)
      return draw.one(choices.isEmpty ? edges : choices)
    }
    switch draw.below(4) {
    case 0: return String(range.output.1)
    case 1: return String(range.output.2)
    default:
      // Small numbers as often as large ones, but none that asks for hours.
      let top = min(high, 1000)
      let value = low + (top - low) * pow(Double(draw.below(1000)) / 1000, 3)
      return option.help.contains("whole number") ? "\(Int(value))" : "\(value)"
    }
  }

  /// The words of the list that a sentence of the help ends with.
  private static func choices(_ help: String) -> [String] {
    guard let list = help.firstMatch(of: /(?:one of|:) ([^.:]+)\./) else { return [] }
    return list.output.1.split(separator: ", ").filter { !$0.contains(" ") }.map(String.init)
  }

  /// - Returns: one of the option's own, and where it is not mild one of no option's, as it is or changed in a character.
  static func drawn(_ option: CommandTable.Argument, isMild: Bool, _ draw: inout Draw) -> String {
    if !isMild, draw.chance(40) { return draw.one(edges) }
    let value = valid(option, &draw)
    guard !isMild, draw.chance(15), !value.isEmpty else { return value }
    var characters = Array(value)
    let place = draw.below(characters.count)
    switch draw.below(4) {
    case 0: characters.remove(at: place)
    case 1: characters.insert(characters[place], at: place)
    case 2: characters[place] = draw.one(Array("0-,.:x e9/\u{1B}\u{202E}"))
    default: characters += Array(draw.one(edges).prefix(30))
    }
    // What is cheap must not become dear by a digit more.
    let changed = String(characters)
    return (Double(changed) ?? 0) > 5_000 && Double(changed) ?? 0 < 1e6 ? value : changed
  }
}
