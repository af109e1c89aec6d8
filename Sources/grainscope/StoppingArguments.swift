import ArgumentParser
import Models

/// When a run stops before its planned epochs.
struct StoppingArguments: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp(Words.patience, valueName: Words.valueEpochs),
    transform: NumberOption.patience.parse)
  var patience: Int?

  var choice: Stopping { Stopping(patience: patience) }

  /// - Throws: ``Failure`` as ``Stopping/apply(to:)``.
  func apply(to settings: inout Settings) throws(Failure) { try choice.apply(to: &settings) }
}

/// What was asked for of the end of a run; nil leaves it to the recipe.
struct Stopping {
  var patience: Int?

  /// - Throws: ``Failure`` where it was asked for and the recipe has no epochs to wait for.
  func apply(to settings: inout Settings) throws(Failure) {
    guard let patience else { return }
    guard settings.recipe.hasSteps else {
      throw Failure.input(Words.patienceNoSteps(recipe: settings.recipe.rawValue))
    }
    settings.patience = patience
  }
}
