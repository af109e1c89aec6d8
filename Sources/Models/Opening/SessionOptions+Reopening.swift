import Basics
import Datasets
import Telemetry

extension SessionOptions {
  /// The options with what a person at the screen wants otherwise.
  ///
  /// - Throws: ``OpeningError`` where a value is none that the option can take.
  package func reopened(_ change: Reopening) throws(OpeningError) -> SessionOptions {
    var options = self
    if let path = change.path {
      options = SessionOptions(path: path, seed: seed)
      options.suitsGaps = suitsGaps
      options.band = band
      options.lookback = lookback
      options.inputs = inputs
    }
    if let target = change.target {
      options.target = target
      options.task = nil
    }
    var reading = options.reading ?? ReadOptions()
    var preparation = options.preparation ?? .untouched
    for (option, value) in change.values {
      do {
        if option == .zone { options.zone = value == Zone.asWritten.label ? nil : value }
        try reading.set(option, value)
        try preparation.set(option, value)
      } catch {
        throw OpeningError(error)
      }
    }
    // Another way of reading makes other columns and another step: what was asked of the old ones is left to suggestion.
    if change.values.keys.contains(where: \.changesReading) {
      options.target = change.target
      options.task = nil
      options.horizon = nil
      options.grains = nil
      options.evaluationGrain = nil
      options.borders = nil
    }
    if change.values.keys.contains(.gaps) { options.suitsGaps = nil }
    options.reading = reading == ReadOptions() ? nil : reading
    options.preparation = preparation == .untouched ? nil : preparation
    return options
  }
}

extension DataOption {
  fileprivate var changesReading: Bool { ![.gaps, .clip, .features, .zone].contains(self) }
}

extension ReadOptions {
  fileprivate mutating func set(_ option: DataOption, _ value: String) throws {
    switch option {
    case .kind: kind = Content.ofFiles.first { $0.rawValue == value }
    case .separator: separator = Separator(rawValue: value)
    case .decimal: decimal = DecimalMark(rawValue: value)
    case .thousands: thousands = ThousandsMark(rawValue: value)
    case .header: header = value == "yes"
    case .encoding: encoding = try TextEncoding(named: value)
    case .timeColumn: timeColumn = value
    case .dayFirst: dayFirst = value == "yes"
    case .labelColumn: labelColumn = value
    case .zone, .gaps, .clip, .features: break
    }
  }
}

extension Preparation {
  fileprivate mutating func set(_ option: DataOption, _ value: String) throws {
    switch option {
    case .gaps: gaps = try GapPolicy(parsing: value)
    case .clip: clip = value == Treatments.off ? nil : Double(value)
    case .features: features = value == Treatments.off ? nil : Int(value)
    case .kind, .separator, .decimal, .thousands, .header, .encoding, .timeColumn, .dayFirst, .zone, .labelColumn: break
    }
  }
}
