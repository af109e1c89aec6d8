/// Something about the data that was decided, by guess or by the user's word, and could be decided otherwise.
package struct DataChoice: Sendable, Hashable, Encodable {
  package var option: DataOption
  /// What holds now, as `semicolon`; fit to be given as the option's value.
  package var value: String
  /// The user said so.
  package var isGiven: Bool
  /// What it could be, ``value`` among them.
  package var choices: [String]

  package init(option: DataOption, value: String, isGiven: Bool, choices: [String]) {
    self.option = option
    self.value = value
    self.isGiven = isGiven
    self.choices = choices
  }
}

/// What can be said about data: how the file is read, and what is done before a model sees it. The raw value is the
/// option's name on the command line.
package enum DataOption: String, Sendable, Hashable, CaseIterable, Codable {
  case kind = "as"
  case separator, decimal, thousands, header, encoding
  case timeColumn = "time-column"
  case dayFirst = "day-first"
  case zone
  case labelColumn = "label-column"
  case gaps
  case clip = "clip-outliers"
  case features = "select-features"

  /// Its name on the screen.
  package var title: String {
    switch self {
    case .kind: Words.optionKind
    case .separator: Words.optionSeparator
    case .decimal: Words.optionDecimal
    case .thousands: Words.optionThousands
    case .header: Words.optionHeader
    case .encoding: Words.optionEncoding
    case .timeColumn: Words.optionTimeColumn
    case .dayFirst: Words.optionDayFirst
    case .zone: Words.optionZone
    case .labelColumn: Words.optionLabelColumn
    case .gaps: Words.optionGaps
    case .clip: Words.optionClip
    case .features: Words.optionFeatures
    }
  }
}

/// A data set that can be opened.
package struct DataSource: Sendable, Hashable {
  /// The file's name without folders, not yet cleaned for the screen.
  package var name: String
  package var path: String
  /// What it holds, in a few words; empty for files that nobody described.
  package var about: String

  package init(name: String, path: String, about: String = "") {
    self.name = name
    self.path = path
    self.about = about
  }
}

/// What to open again, and how. What is not named stays as it is.
package struct Reopening: Sendable, Hashable {
  /// Another file: everything else is then guessed again.
  package var path: String?
  package var target: String?
  package var values: [DataOption: String]

  package init(path: String? = nil, target: String? = nil, values: [DataOption: String] = [:]) {
    self.path = path
    self.target = target
    self.values = values
  }
}
