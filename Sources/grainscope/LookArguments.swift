import ArgumentParser
import Canvas

/// How the screen looks, where it is not to be found out from the terminal.
struct LookArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.lookTheme(themes: Themes.names.joined(separator: ", ")), valueName: Words.valueName))
  var theme: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.lookSymbols(kinds: GraphSymbols.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueKind))
  var symbols: GraphSymbols?

  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.lookColors(depths: ColorDepth.allCases.map(\.rawValue).joined(separator: ", ")),
      valueName: Words.valueDepth))
  var colors: ColorDepth?

  @Flag(name: .customLong("no-mouse"), help: ArgumentHelp(Words.lookMouse))
  var leavesMouse = false

  var isGiven: Bool { theme != nil || symbols != nil || colors != nil || leavesMouse }

  var choice: LookChoice {
    LookChoice(theme: theme, symbols: symbols, colors: colors, leavesMouse: leavesMouse)
  }
}

/// What was asked for of the screen's look; nil where the configuration or the terminal decides.
struct LookChoice {
  var theme: String?
  var symbols: GraphSymbols?
  var colors: ColorDepth?
  var leavesMouse = false
}

extension GraphSymbols: NamedChoice {}
extension ColorDepth: NamedChoice {}
