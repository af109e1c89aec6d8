import ArgumentParser
import Datasets

/// What is done to the data before a model sees them. Nothing of it happens unless it is asked for.
struct PreparationArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is done about missing rows: leave-out, interpolate:ROWS or carry-forward:ROWS.", valueName: "policy"))
  var gaps: String?

  @Option(
    name: .customLong("clip-outliers"),
    help: ArgumentHelp("Clip at so many robust standard deviations from the median of training rows.", valueName: "k"))
  var clip: Double?

  @Option(name: .long, help: ArgumentHelp("The only columns to read beside the target, as a,b.", valueName: "names"))
  var columns: String?

  @Option(name: .long, help: ArgumentHelp("Columns to leave out, as a,b.", valueName: "names"))
  var without: String?

  @Option(
    name: .customLong("select-features"),
    help: ArgumentHelp("Keep the columns with the highest mutual information with the target.", valueName: "count"))
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
