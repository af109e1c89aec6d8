import Glibc
import Models
import Telemetry
import Training

/// Trains rungs to their end for a command that works with what they forecast. Meanwhile a bar on standard error shows
/// how far they are, where that is a terminal; Ctrl-C stops it.
struct LadderTraining {
  let laboratory: Laboratory
  let tally: TrainTally
  private let events: EventQueue

  /// What is to be said beside the result, as a rung that is left out; a refusal says it all by itself.
  var notice: String? { tally.notices.first }

  init(_ experiment: any Experiment, rungs: [RungID], settings: Settings, threads: Int) throws {
    let events = EventQueue()
    let laboratory = Laboratory(
      experiment: experiment, threads: threads, events: events, evaluationInterval: .seconds(3600))
    let progress = Standard.error.isTerminal ? ProgressReporter(info: experiment.info, to: .error) : nil
    let restore = Interrupts.listen()
    defer {
      restore()
      progress?.erase()
    }
    let runs = rungs.map { (run: laboratory.start($0, settings: settings), rung: $0) }
    var tally = TrainTally(info: experiment.info, awaited: runs)
    while !tally.isComplete {
      guard !Interrupts.came else { throw Failure(sentence: Words.trainingStopped, exitCode: 130) }
      usleep(5_000)
      for event in events.drain() { tally.note(event) }
      progress?.refresh(laboratory.progress, tally)
    }
    self.laboratory = laboratory
    self.tally = tally
    self.events = events
    if tally.runs.isEmpty { throw Failure.failed(Words.trainingNone) }
  }

  /// Waits for the first event that `pick` takes; a refusal instead of it is why there is none.
  func next<Answer>(_ pick: (Event) -> Answer?) throws -> Answer {
    while true {
      for event in events.drain() {
        if let answer = pick(event) { return answer }
        if case .refused(_, let sentence) = event { throw Failure.input(sentence) }
      }
      usleep(1_000)
    }
  }
}
