import ArgumentParser
import Basics
import Models
import Telemetry
import Tensors
import Training

struct ReplayCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "replay", abstract: Words.replayAbstract, discussion: Words.replayDiscussion)
  }

  @Argument(
    help: ArgumentHelp(Words.replayJournal, valueName: Words.valueJournal), completion: .file(extensions: ["journal"]))
  var journal: String

  @Option(
    name: .long, help: ArgumentHelp(Words.replayData, valueName: Words.valuePath),
    completion: .file())
  var data: String?

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func run() throws {
    do {
      try replay()
    } catch let error as JournalError {
      throw Failure(error)
    } catch let error as ExperimentError {
      throw Failure.input(error.sentence)
    }
  }

  private func replay() throws {
    let recorded = try RecordedJournal(path: FilePath.journal(journal))
    let session = recorded.session
    var options = session.options
    if let data { options.path = FilePath.absolute(data) }
    let experiment = try Opening.experiment(options, idle: .ignored)
    let hash = hexadecimal(experiment.dataHash)
    guard hash == session.dataHash else {
      throw JournalError.otherData(
        path: options.path, recorded: session.dataHash, found: hash, version: session.version)
    }
    warnOfOtherKernels(session)
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(recorded.lines, numbers: recorded.numbers, on: experiment)
    replay.run { outcome in
      outcomes.append(outcome)
      report(outcome)
    }
    if let reveals = replay.reveals { report(reveals) }
    let gaps = JournalGaps(recorded, replay, in: journal)
    if outcomes.isEmpty, replay.refusals.isEmpty, gaps.sentences.isEmpty {
      throw Failure.failed(Words.replayNothingEnded(journal: journal))
    }
    try gaps.report(replay, more: outcomes.allSatisfy(\.isIdentical) ? [] : [Words.replayDiffers])
  }

  private func warnOfOtherKernels(_ session: SessionLine) {
    let level = "\(Kernels.level)"
    guard (Opening.kernelName, level) != (session.kernel, session.level) else { return }
    let sentence = Words.replayOtherKernels(
      recordedKernel: session.kernel, recordedLevel: session.level, kernel: Opening.kernelName, level: level)
    Standard.error.write(sentence + "\n")
  }

  private func report(_ reveals: (times: Int, runs: [RunID])) {
    if json {
      struct Line: Encodable {
        let event = "revealed"
        let times: Int
        let runs: [Int]
      }
      let line = Line(times: reveals.times, runs: reveals.runs.map(\.number))
      if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
    } else {
      let runs = Listing.all(reveals.runs.map { "\($0.number)" })
      let sentence = Words.replayRevealed(times: reveals.times, count: reveals.runs.count, runs: runs)
      Standard.output.write(sentence + "\n")
    }
  }

  private func report(_ outcome: Replay.Outcome) {
    if json {
      struct Line: Encodable {
        let event = "replayed"
        let run, step: Int
        let rung, recorded, found: String
        let identical: Bool
      }
      let line = Line(
        run: outcome.run.number, step: outcome.step, rung: outcome.rung.label, recorded: outcome.recorded,
        found: outcome.found, identical: outcome.isIdentical)
      if let text = try? JSON.line(line) { Standard.output.write(text + "\n") }
    } else {
      let (run, rung) = ("\(outcome.run.number)", outcome.rung.label)
      let line =
        outcome.isIdentical
        ? Words.replayIdentical(run: run, rung: rung, steps: outcome.step, weights: outcome.found)
        : Words.replayDifferent(
          run: run, rung: rung, steps: outcome.step, weights: outcome.found, recorded: outcome.recorded)
      Standard.output.write(line + "\n")
    }
  }
}
