import Basics
import Datasets
import Models
import Telemetry

/// The `train` command that trains a run's model again from its file: all that was asked of the data, and every setting that
/// the command would not begin with by itself.
struct TrainCommandLine {
  /// Behind the program's name.
  let arguments: [String]

  /// - Parameters:
  ///   - plan: of the run.
  ///   - settings: as they are now.
  ///   - file: the data, as they are to be named.
  ///   - session: what is open: its horizon, its ladder and its evaluation grain are named, as common origins follow from
  ///     all of them.
  ///   - defaults: what the command begins with on these data.
  init(
    _ plan: RunPlan, _ settings: Settings, defaults: Settings, file: String, session: SessionInfo,
    options: SessionOptions
  ) {
    var line = ["train", file]
    func add(_ option: String, _ value: String?) {
      guard let value else { return }
      // A value that begins with a dash would be read as an option.
      line += value.hasPrefix("-") ? ["--\(option)=\(value)"] : ["--\(option)", value]
    }
    add("recipe", settings.recipe.rawValue)
    add("target", options.target)
    switch session.axis {
    case .time:
      add("horizon", session.forecast?.horizonLabel)
      add("grain", Self.ladder(plan, session))
      add("evaluate-at", session.forecast?.grainLabel)
    case .space: add("grain", Self.grains(plan))
    case .rows: break
    }
    add("task", options.task?.rawValue)
    add("band", options.band.map(Self.percent))
    add("split", options.split?.rawValue)
    add("validation-split", options.validationShare.map { exactDecimal($0) })
    add("init", options.initial?.path ?? options.weights)
    Self.reading(options).forEach { add($0, $1) }
    Self.preparation(options.preparation ?? .untouched).forEach { add($0, $1) }
    // Knobs that change nothing beside the others would be refused.
    for knob in settings.knobs(online: false)
    where knob != .recipe && settings.value(of: knob) != defaults.value(of: knob) {
      add(knob.option, Self.text(settings.value(of: knob)))
    }
    if settings.patience != defaults.patience { add("patience", "\(settings.patience)") }
    add("seed", "\(settings.seed)")
    arguments = line
  }

  /// As a shell reads it.
  var text: String { Self.text(arguments) }

  /// Arguments behind the program's name, as a shell reads them.
  static func text(_ arguments: [String]) -> String {
    ([Grainscope.name] + arguments).map(quoted).joined(separator: " ")
  }

  /// The rungs whose common origins are those of the session: all of its ladder. A joined run reads every rung that is
  /// named, so that it is named its own alone.
  private static func ladder(_ plan: RunPlan, _ session: SessionInfo) -> String {
    plan.members.isEmpty && plan.rung.members == nil
      ? session.rungs.map(\.id.label).joined(separator: ",") : grains(plan)
  }

  /// Whether the command scores the run at the origins of the session.
  static func hasSameOrigins(_ plan: RunPlan, _ session: SessionInfo) -> Bool {
    switch session.axis {
    // Samples are the same whatever is made of them.
    case .space, .rows: true
    case .time: ladder(plan, session) == session.rungs.map(\.id.label).joined(separator: ",")
    }
  }

  /// Whether the command asks for the lookback and the columns with which the session was opened, where origins follow from
  /// them: without gaps all have the same.
  static func hasSameReach(_ settings: Settings, _ experiment: any Experiment, _ options: SessionOptions) -> Bool {
    guard let series = experiment.forecasting?.source.series, series.columns.contains(where: { $0.missingCount > 0 })
    else { return true }
    let knobs = settings.knobs(online: false)
    let lookback = knobs.contains(.lookback) && settings.lookback > 0 ? settings.lookback : nil
    guard lookback == options.lookback else { return false }
    // Whoever chose columns has them read, whatever is asked besides.
    let readsAll = experiment.defaultSettings(settings.recipe).inputs == .all
    return readsAll || (knobs.contains(.inputs) && settings.inputs == .all) == (options.inputs == .all)
  }

  private static func grains(_ plan: RunPlan) -> String {
    let rungs = plan.members.isEmpty ? plan.rung.members ?? [plan.rung] : plan.members
    return rungs.map(\.label).joined(separator: ",")
  }

  private static func reading(_ options: SessionOptions) -> [(String, String?)] {
    let reading = options.reading ?? ReadOptions()
    func yesOrNo(_ choice: Bool?) -> String? { choice.map { $0 ? YesOrNo.yes.rawValue : YesOrNo.no.rawValue } }
    return [
      ("as", reading.kind?.rawValue), ("separator", reading.separator?.rawValue),
      ("decimal", reading.decimal?.rawValue), ("thousands", reading.thousands?.rawValue),
      ("header", yesOrNo(reading.header)), ("encoding", reading.encoding?.rawValue),
      ("time-column", reading.timeColumn), ("day-first", yesOrNo(reading.dayFirst)), ("zone", options.zone),
      ("label-column", reading.labelColumn),
      ("missing", reading.missingWords.isEmpty ? nil : reading.missingWords.joined(separator: ",")),
    ]
  }

  private static func preparation(_ preparation: Preparation) -> [(String, String?)] {
    [
      ("gaps", preparation.gaps == .leaveOut ? nil : preparation.gaps.label),
      ("clip-outliers", preparation.clip.map { exactDecimal($0) }),
      ("columns", preparation.columns.map(names)),
      ("without", preparation.without.isEmpty ? nil : names(preparation.without)),
      ("select-features", preparation.features.map { "\($0)" }),
    ]
  }

  /// Between commas; a comma within a name is written twice.
  private static func names(_ names: [String]) -> String {
    names.map { $0.replacing(",", with: ",,") }.joined(separator: ",")
  }

  /// A knob's value to the last bit: numbers are kept as 32 bits, of which the shortest decimal is read back as the same.
  private static func text(_ value: KnobValue) -> String {
    switch value {
    case .number(let number): exactDecimal(Float(number))
    case .integer(let count): "\(count)"
    case .list(let widths): widths.map { "\($0)" }.joined(separator: ",")
    case .choice(let name): name
    }
  }

  /// The shortest percentage that is read back as the same share.
  private static func percent(_ share: Double) -> String {
    let rounded = (share * 1e8).rounded() / 1e6
    return exactDecimal(rounded / 100 == share ? rounded : share * 100)
  }

  /// Gives a knob another value in a command that was made before.
  static func set(_ knob: Knob, _ value: KnobValue, in line: inout [String]) {
    let option = "--" + knob.option
    if let place = line.firstIndex(of: option), place + 1 < line.count {
      line[place + 1] = text(value)
    } else {
      line += [option, text(value)]
    }
  }

  /// As it is where a shell leaves it as it is, else between quotation marks.
  static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"),
        UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    if plain, !word.isEmpty { return word }
    return word.unicodeScalars.allSatisfy(SafeText.isHarmless)
      ? "'" + word.replacing("'", with: "'\\''") + "'" : escaped(word)
  }

  /// With what a terminal would obey as octal digits, as Bash, the Z shell and POSIX since 2024 read them.
  private static func escaped(_ word: String) -> String {
    let bytes = word.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"), 0..<0x20, 0x7F...: "\\" + octal(byte)
      default: String(UnicodeScalar(byte))
      }
    }
    return "$'" + bytes.joined() + "'"
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
