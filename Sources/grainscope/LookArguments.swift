import ArgumentParser
import Canvas

/// How the screen looks, where the terminal's own word is not to be taken.
struct LookArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Theme: \(Themes.names.joined(separator: ", ")), or a btop .theme file.", valueName: "name"))
  var theme: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Graph symbols: \(GraphSymbols.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"))
  var symbols: GraphSymbols?

  @Option(
    name: .long,
    help: ArgumentHelp("Colours: \(ColorDepth.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "depth"))
  var colors: ColorDepth?

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal, to select text.")
  var leavesMouse = false
}

extension GraphSymbols: ExpressibleByArgument {}
extension ColorDepth: ExpressibleByArgument {}
