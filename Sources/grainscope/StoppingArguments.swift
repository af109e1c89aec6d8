import ArgumentParser
import Models

/// When a run stops before its planned epochs.
struct StoppingArguments: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp(Words.patience, valueName: Words.valueEpochs),
    transform: NumberOption.patience.parse)
  var patience: Int?

  /// - Throws: ``Failure`` where it was asked for and the recipe has no epochs to wait for.
  static func apply(_ patience: Int?, to settings: inout Settings) throws(Failure) {
    guard let patience else { return }
    guard settings.recipe.hasSteps else {
      throw Failure.input(Words.patienceNoSteps(recipe: settings.recipe.rawValue))
    }
    settings.patience = patience
  }
}
