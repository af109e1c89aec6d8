import ArgumentParser
import Basics

/// A way to lay out what a model answers, of which the last one is JSON lines.
protocol SheetLayout: NamedChoice, CaseIterable {
  /// What is taken where nothing is said.
  static var usual: Self { get }
  static var lines: Self { get }
}

/// How what a model answers is laid out, and where it is written.
struct SheetArguments<Layout: SheetLayout>: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      Words.sheetLayout(layouts: Layout.choices.map(\.rawValue).joined(separator: ", ")), valueName: Words.valueName))
  var layout: Layout?

  @Flag(name: .long, help: ArgumentHelp(Words.sheetJson))
  var json = false

  @Option(name: .long, help: ArgumentHelp(Words.sheetOutput, valueName: Words.valuePath), completion: .file())
  var output: String = "-"

  func validate() throws {
    guard !json || layout == nil || layout?.rawValue == Layout.lines.rawValue else {
      throw ValidationError(Words.sheetJsonOrLayout)
    }
  }

  var chosen: Layout { layout ?? (json ? Layout.lines : Layout.usual) }

  /// - Throws: ``Failure`` where the file cannot be written.
  func write(_ text: String) throws { try Standard.write(text, to: output) }
}
