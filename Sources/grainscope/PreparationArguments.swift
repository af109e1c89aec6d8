import ArgumentParser
import Datasets

/// What is done to the data before a model sees them. Nothing of it happens unless it is asked for.
struct PreparationArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(Words.preparationGaps(usual: "\(GapPolicy.usualLimit)"), valueName: Words.valuePolicy))
  var gaps: String?

  @Option(
    name: .customLong("clip-outliers"),
    help: ArgumentHelp(Words.preparationClip, valueName: "k"), transform: NumberOption.clip.parse)
  var clip: Double?

  @Option(name: .long, help: ArgumentHelp(Words.preparationColumns, valueName: Words.valueNames))
  var columns: String?

  @Option(name: .long, help: ArgumentHelp(Words.preparationWithout, valueName: Words.valueNames))
  var without: String?

  @Option(
    name: .customLong("select-features"),
    help: ArgumentHelp(Words.preparationFeatures, valueName: Words.valueCount),
    transform: NumberOption.features.parse)
  var features: Int?

  /// Nil where nothing was asked for.
  func preparation() throws -> Preparation? {
    var preparation = Preparation()
    do {
      if let gaps { preparation.gaps = try GapPolicy(parsing: gaps) }
      preparation.clip = clip
      preparation.columns = columns.map(Self.names)
      preparation.without = without.map(Self.names) ?? []
      preparation.features = features
      try preparation.check()
    } catch {
      throw Failure.input(error.sentence)
    }
    return preparation == .untouched ? nil : preparation
  }

  /// Names between commas; a comma within a name is written twice.
  private static func names(_ text: String) -> [String] {
    var names: [String] = []
    var name = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == ",", rest.first == "," {
        rest.removeFirst()
        name.append(character)
      } else if character == "," {
        names.append(name)
        name = ""
      } else {
        name.append(character)
      }
    }
    return (names + [name]).map { $0.trimmingSpaces }.filter { !$0.isEmpty }
  }
}
