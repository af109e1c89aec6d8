/// Something about a file that was decided in reading it, by guess or by the user's word.
package struct ReadingGuess: Sendable, Hashable, Encodable {
  package var option: ReadingOption
  /// What holds now, as `semicolon`.
  package var value: String
  /// The user said so.
  package var isGiven: Bool
  /// What else it could be, ``value`` among them, each fit to be given as the option's value; empty where only typing helps.
  package var choices: [String]

  package init(option: ReadingOption, value: String, isGiven: Bool, choices: [String]) {
    self.option = option
    self.value = value
    self.isGiven = isGiven
    self.choices = choices
  }
}

/// What can be said about how a file is to be read. The raw value is the option's name on the command line.
package enum ReadingOption: String, Sendable, Hashable, CaseIterable, Codable {
  case kind = "as"
  case separator, decimal, thousands, header, encoding
  case timeColumn = "time-column"
  case dayFirst = "day-first"
  case zone
  case labelColumn = "label-column"

  /// Its name on the screen.
  package var title: String {
    switch self {
    case .kind: "read as"
    case .separator: "separator"
    case .decimal: "decimal mark"
    case .thousands: "thousands"
    case .header: "header"
    case .encoding: "encoding"
    case .timeColumn: "time column"
    case .dayFirst: "day first"
    case .zone: "zone"
    case .labelColumn: "label column"
    }
  }
}
