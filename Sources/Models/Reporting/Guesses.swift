import Basics
import Datasets
import Telemetry

/// What was decided in reading a file, as choices that can be made otherwise.
struct Guesses {
  private(set) var list: [DataChoice] = []
  private let given: Set<String>

  init(_ guess: Guess, _ dataset: Dataset, columns: [String]) {
    given = Set(guess.given)
    // Formats that say themselves what they hold leave nothing to guess.
    guard guess.columnCount > 0 else { return }
    add(.kind, "kind", guess.kind.rawValue, Content.ofFiles.map(\.rawValue))
    if guess.isSeparated { addMarks(guess) }
    let encodings = TextEncoding.allCases.map { $0.rawValue.lowercased() }
    add(.encoding, "encoding", guess.encoding.rawValue.lowercased(), encodings)
    if let time = guess.timeColumn { add(.timeColumn, "time", time, [time] + columns) }
    if let form = guess.dateForm, form == .dayMonthYear || form == .monthDayYear {
      add(.dayFirst, "day-first", form == .dayMonthYear ? "yes" : "no", ["yes", "no"])
    }
    if case .series(let series) = dataset { add(.zone, "zone", series.zone.label, Self.zones) }
    if let label = guess.labelColumn { add(.labelColumn, "label", label, [label]) }
  }

  private mutating func addMarks(_ guess: Guess) {
    add(.separator, "separator", guess.separator.rawValue, Separator.allCases.map(\.rawValue))
    add(.decimal, "decimal", guess.decimal.rawValue, DecimalMark.allCases.map(\.rawValue))
    if let mark = guess.thousands {
      add(.thousands, "thousands", mark.rawValue, ThousandsMark.allCases.map(\.rawValue))
    }
    add(.header, "header", guess.hasHeader ? "yes" : "no", ["yes", "no"])
  }

  /// A few to choose from on the screen; the command line takes any.
  private static var zones: [String] {
    [
      Zone.asWritten.label, "UTC", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles",
      "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
    ]
  }

  private mutating func add(_ option: DataOption, _ name: String, _ value: String, _ choices: [String]) {
    let all = choices.contains(value) ? choices : [value] + choices
    list.append(DataChoice(option: option, value: value, isGiven: given.contains(name), choices: all))
  }
}

/// What is done to data before a model sees them, as choices.
enum Treatments {
  static let off = "off"

  static func list(_ dataset: Dataset, _ preparation: Preparation, columns: Int) -> [DataChoice] {
    var list: [DataChoice] = []
    func add(_ option: DataOption, _ value: String, isGiven: Bool, _ choices: [String]) {
      let all = choices.contains(value) ? choices : choices + [value]
      list.append(DataChoice(option: option, value: value, isGiven: isGiven, choices: all))
    }
    switch dataset {
    case .images: return []
    case .table: break
    case .series:
      add(
        .gaps, preparation.gaps.label, isGiven: preparation.gaps != .leaveOut,
        ["leave-out", "interpolate:3", "interpolate:12", "carry-forward:3", "carry-forward:12"])
    }
    let width = preparation.clip.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    add(.clip, width ?? off, isGiven: width != nil, [off, "3", "4", "6", "10"])
    if columns > 2 {
      let counts = [1, 2, 3, 5, 10].filter { $0 < columns - 1 }.map(String.init)
      add(.features, preparation.features.map(String.init) ?? off, isGiven: preparation.features != nil, [off] + counts)
    }
    return list
  }
}
