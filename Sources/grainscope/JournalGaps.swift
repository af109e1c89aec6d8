import Basics
import Telemetry
import Training

/// What a journal does not hold as it was written: `replay` and `runs import` say it in the same sentences.
struct JournalGaps {
  /// One each; empty for a journal that is whole.
  let sentences: [String]

  /// - Parameters:
  ///   - replay: of its lines, which has run.
  ///   - journal: as it is named.
  init(_ recorded: RecordedJournal, _ replay: Replay, in journal: String) {
    var sentences: [String] = []
    if recorded.damaged.count > 0 {
      let names = Listing.first(recorded.damaged.first.map { "\($0)" }, of: recorded.damaged.count)
      sentences.append(Words.replayDamaged(count: recorded.damaged.count, lines: names, journal: journal))
    }
    if recorded.isCut { sentences.append(Words.replayCut(journal: journal)) }
    let omitted = replay.omitted
    for disorder in omitted.disordered {
      sentences.append(
        Words.replayDisordered(
          line: "\(disorder.line)", journal: journal, run: "\(disorder.run.number)", begun: "\(disorder.beginning)"))
    }
    if !omitted.repeated.isEmpty {
      let lines = Listing.all(omitted.repeated.map { "\($0)" })
      sentences.append(Words.replayRepeated(count: omitted.repeated.count, lines: lines, journal: journal))
    }
    func names(_ runs: [RunID]) -> String { Listing.all(runs.map { "\($0.number)" }) }
    if !omitted.unbegun.isEmpty {
      sentences.append(Words.replayUnbegun(count: omitted.unbegun.count, runs: names(omitted.unbegun)))
    }
    if !omitted.unended.isEmpty {
      sentences.append(Words.replayUnended(count: omitted.unended.count, runs: names(omitted.unended)))
    }
    self.sentences = sentences
  }

  /// - Parameter more: is said first.
  /// - Throws: ``Failure`` where anything is to be said, with all of it.
  func report(_ replay: Replay, more: [String]) throws(Failure) {
    let all = more + sentences
    if !replay.refusals.isEmpty { throw .input(replay.refusals + all) }
    if !all.isEmpty { throw .failed(all) }
  }
}

extension Failure {
  /// A journal that cannot be read: bad input, or damage, which ends as that of its other lines does.
  init(_ error: JournalError) {
    self = error.isDamage ? .failed(error.sentence) : .input(error.sentence)
  }
}
