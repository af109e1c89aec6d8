import Basics

/// What a knob and its choices are called: one name, whose spelling alone differs with the place, and those of earlier
/// versions, which are still read.
extension Knob {
  /// The long option, without its dashes, as `learning-rate`.
  package var option: String { Spelling.hyphenated(rawValue) }

  /// By its title, its option, its name in JSON, its abbreviation, or what an earlier version called it.
  package init?(typed name: String) {
    guard let knob = Self.typed[Spelling.key(name)] else { return nil }
    self = knob
  }

  /// By its name in a file, be it of an earlier version.
  package init?(kept name: String) {
    guard let knob = Knob(rawValue: name) ?? Self.earlierNames.first(where: { $0.value == name })?.key else {
      return nil
    }
    self = knob
  }

  /// Every way to type each knob's name, as ``Basics/Spelling/key(_:)``.
  private static let typed: [String: Knob] = {
    let names = allCases.flatMap { knob in
      [knob.option, knob.rawValue, knob.title, knob.abbreviation, earlierNames[knob], shorterTitles[knob]]
        .compactMap { $0.map { (Spelling.key($0), knob) } }
    }
    return Dictionary(names) { first, _ in first }
  }()

  /// What files of versions before 0.2 call them.
  private static let earlierNames: [Knob: String] = [
    .batchSize: "batchSize", .sharingRule: "sharingRule", .couplingRule: "couplingRule", .threshold: "threshold",
    .stepEpochs: "stepEpochs", .warmUpEpochs: "warmUpEpochs", .augmentation: "augmentation",
  ]

  /// What the screen called them before 0.2.
  private static let shorterTitles: [Knob: String] = [
    .plateauPatience: "patience", .startDivisor: "start div", .finalDivisor: "final div",
  ]

  /// The choices that versions before 0.2 called otherwise.
  private static let earlierChoices: [Knob: [String: String]] = [
    .scaler: ["minMax": "min-max", "zScore": "z-score"], .activation: ["leakyRelu": "leaky-relu"],
    .couplingRule: ["same-sign drift": "same-sign"], .augmentation: ["shift+flip": "shift-flip"],
  ]

  /// A value as it is called today, of one that is called exactly as it was.
  package func present(_ value: KnobValue) -> KnobValue {
    guard case .choice(let name) = value, let present = Self.earlierChoices[self]?[name] else { return value }
    return .choice(present)
  }

  /// A value of a range's kind as a user writes it, within the bounds or not; nil where the text is none. Capitals do not
  /// matter.
  package func value(parsing text: String, in range: KnobRange) -> KnobValue? {
    range.value(parsing: text).map { value in
      guard case .choice(let name) = present(value), case .choices(let names) = range else { return value }
      return .choice(Spelling.name(typed: name, among: names) ?? name)
    }
  }
}

extension Dictionary where Key == String {
  /// What a file says of a knob, by its name of today or of an earlier version.
  package func kept(_ knob: Knob) -> Value? { self[knob.rawValue] ?? knob.earlierName.flatMap { self[$0] } }
}

// MARK: - In files

extension Knob {
  fileprivate var earlierName: String? { Self.earlierNames[self] }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let knob = Knob(kept: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: name)
    }
    self = knob
  }

  package init?<Key: CodingKey>(codingKey: Key) { self.init(kept: codingKey.stringValue) }
}
