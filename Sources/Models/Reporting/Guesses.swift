import Datasets
import Telemetry

/// What was decided in reading a file, as choices that can be made otherwise.
struct Guesses {
  let list: [ReadingGuess]

  init(_ guess: Guess, _ dataset: Dataset, _ options: SessionOptions) {
    // Formats that say themselves what they hold leave nothing to guess.
    guard guess.columnCount > 0 else {
      list = []
      return
    }
    func isGiven(_ name: String) -> Bool { guess.given.contains(name) }
    var list = [
      ReadingGuess(
        option: .kind, value: guess.kind.rawValue, isGiven: isGiven("kind"),
        choices: DatasetKind.allCases.map(\.rawValue)),
      ReadingGuess(
        option: .separator, value: guess.separator.rawValue, isGiven: isGiven("separator"),
        choices: Separator.allCases.map(\.rawValue)),
      ReadingGuess(
        option: .decimal, value: guess.decimal.rawValue, isGiven: isGiven("decimal"),
        choices: DecimalMark.allCases.map(\.rawValue)),
      ReadingGuess(
        option: .header, value: guess.hasHeader ? "yes" : "no", isGiven: isGiven("header"), choices: ["yes", "no"]),
      ReadingGuess(
        option: .encoding, value: guess.encoding.rawValue, isGiven: isGiven("encoding"),
        choices: TextEncoding.allCases.map(\.rawValue)),
    ]
    if let mark = guess.thousands {
      list.append(
        ReadingGuess(
          option: .thousands, value: mark.rawValue, isGiven: isGiven("thousands"),
          choices: ThousandsMark.allCases.map(\.rawValue)))
    }
    if let time = guess.timeColumn {
      list.append(ReadingGuess(option: .timeColumn, value: time, isGiven: isGiven("time"), choices: []))
    }
    if let form = guess.dateForm, form.hasPrefix("day/") || form.hasPrefix("month/") {
      list.append(
        ReadingGuess(
          option: .dayFirst, value: form.hasPrefix("day/") ? "yes" : "no", isGiven: isGiven("day-first"),
          choices: ["yes", "no"]))
    }
    if case .series(let series) = dataset {
      list.append(ReadingGuess(option: .zone, value: series.zone.label, isGiven: isGiven("zone"), choices: []))
    }
    if let label = guess.labelColumn {
      list.append(ReadingGuess(option: .labelColumn, value: label, isGiven: isGiven("label"), choices: []))
    }
    self.list = list
  }
}
