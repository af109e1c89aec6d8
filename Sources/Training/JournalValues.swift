import Models
import Networks
import Telemetry

extension KnobValue {
  /// Exact text for the journal: numbers as the 16 hexadecimal digits of their bits after `x`.
  var encoded: String {
    switch self {
    case .number(let number): "x" + hexadecimal(number.bitPattern)
    case .integer(let count): String(count)
    case .list(let widths): widths.map(String.init).joined(separator: " ")
    case .choice(let name): name
    }
  }

  /// Reads ``encoded`` as a value of the same kind as `example`; nil where it is none.
  init?(encoded text: String, like example: KnobValue) {
    switch example {
    case .number:
      guard text.hasPrefix("x"), let bits = UInt64(text.dropFirst(), radix: 16) else { return nil }
      self = .number(Double(bitPattern: bits))
    case .integer:
      guard let count = Int(text) else { return nil }
      self = .integer(count)
    case .list:
      let widths = text.split(separator: " ").map { Int($0) }
      guard !widths.contains(nil) else { return nil }
      self = .list(widths.compactMap { $0 })
    case .choice:
      self = .choice(text)
    }
  }
}

extension RunLine {
  package init(run: RunID, rung: RungID, parent: (run: RunID, step: Int)?, settings: Settings) {
    self.init(
      run: run, rung: rung, parent: parent?.run, parentStep: parent?.step, recipe: settings.recipe,
      seed: settings.seed, patience: settings.patience, classifies: settings.loss == .crossEntropy,
      ground: settings.content,
      knobs: Dictionary(
        uniqueKeysWithValues: Knob.allCases.filter { $0 != .recipe }.map {
          ($0.rawValue, settings.value(of: $0).encoded)
        }))
  }

  /// The settings as they were, bit for bit.
  ///
  /// Knobs that came after the journal keep what stood fast until then, or else the recipe's own setting, which is to change
  /// nothing.
  ///
  /// - Throws: ``JournalError`` where a knob is unreadable.
  package func settings() throws(JournalError) -> Settings {
    var settings = Settings(recipe, on: ground ?? .series, classifying: classifies)
    settings.seed = seed
    settings.patience = patience
    for knob in Knob.inOrderOfSetting where knob != .recipe {
      let example = settings.value(of: knob)
      guard let text = knobs.kept(knob) ?? Self.fixedBefore(knob, in: settings)?.encoded else { continue }
      guard let value = KnobValue(encoded: text, like: example).map(knob.present) else {
        throw .unreadableKnob(run, knob, found: text)
      }
      guard value != example else { continue }
      do { try settings.set(knob, to: value) } catch { throw .unreadableKnob(run, knob, found: text) }
      // What is out of the knob's range is not held within it in silence.
      guard settings.value(of: knob) == value else { throw .unreadableKnob(run, knob, found: text) }
    }
    return settings
  }
}

extension RunLine {
  /// What stood fast before a knob was one, where it acts and is another value today; nil elsewhere.
  private static func fixedBefore(_ knob: Knob, in settings: Settings) -> KnobValue? {
    let values: [Knob: KnobValue] = [
      .beta2: .number(Double(Float(0.999))), .stepEpochs: .integer(30), .warmUpEpochs: .integer(5),
    ]
    return settings.idleness(of: knob) == nil ? values[knob] : nil
  }
}

/// Why a journal cannot be read or replayed.
package enum JournalError: Error, Hashable {
  case unreadableFile(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case notAJournal(path: String, line: Int)
  case noSession(path: String)
  /// A first line that is not as it was written: without it nothing of what follows can be made again.
  case damagedBeginning(path: String)
  /// Other lines stand before the session's own, which is at `line`.
  case lateSession(path: String, line: Int)
  case newerVersion(path: String, found: Int)
  case unreadableKnob(RunID, Knob, found: String?)
  /// A structural knob that is turned within a run.
  case structuralKnob(RunID, Knob)
  /// Settings of another kind of data or another task.
  case otherGround(RunID)
  /// A run that begins twice.
  case secondBeginning(RunID, line: Int)
  /// Another session's line behind the first.
  case secondSession(path: String, line: Int)
  case unknownParent(RunID, parent: RunID)
  case unreachableStep(RunID, wanted: Int, reached: Int)
  case otherData(path: String, recorded: String, found: String, version: Int)

  /// Whether lines were changed since they were written.
  package var isDamage: Bool {
    switch self {
    case .damagedBeginning, .lateSession: true
    case .unreadableFile, .unwritable, .notAJournal, .noSession, .newerVersion, .unreadableKnob, .structuralKnob,
      .otherGround, .secondBeginning, .secondSession, .unknownParent, .unreachableStep, .otherData:
      false
    }
  }

  package var sentence: String {
    switch self {
    case .unreadableFile(let path, let reason): Words.journalUnreadable(path: path, reason: reason)
    case .unwritable(let path, let reason): Words.journalUnwritable(path: path, reason: reason)
    case .notAJournal(let path, let line): Words.journalBadLine(line: "\(line)", path: path)
    case .noSession(let path): Words.journalNoSession(path: path)
    case .newerVersion(let path, let found):
      Words.journalNewer(path: path, found: "\(found)", newest: "\(SessionLine.newestVersion)")
    case .unreadableKnob(let run, let knob, let found?):
      Words.journalBadKnob(knob: knob.title, run: "\(run)", found: found)
    case .unreadableKnob(let run, let knob, nil): Words.journalNoKnob(knob: knob.title, run: "\(run)")
    case .structuralKnob(let run, let knob): Words.journalStructuralKnob(knob: knob.title, run: "\(run)")
    case .otherGround(let run): Words.journalOtherGround(run: "\(run)")
    case .damagedBeginning(let path): Words.journalDamagedBeginning(path: path)
    case .lateSession(let path, let line): Words.journalLateSession(line: "\(line)", path: path)
    case .secondBeginning(let run, let line): Words.journalSecondBeginning(run: "\(run)", line: "\(line)")
    case .secondSession(let path, let line): Words.journalSecondSession(line: "\(line)", path: path)
    case .unknownParent(let run, let parent): Words.journalNoParent(run: "\(run)", parent: "\(parent)")
    case .unreachableStep(let run, let wanted, let reached):
      Words.journalNoStep(run: "\(run)", wanted: "\(wanted)", reached: "\(reached)")
    case .otherData(let path, let recorded, let found, let version):
      version > 1
        ? Words.journalOtherData(path: path, found: found, recorded: recorded)
        : Words.journalOlderData(path: path, found: found, recorded: recorded)
    }
  }
}
