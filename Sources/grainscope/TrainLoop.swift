import Glibc
import Models
import Telemetry
import Training

/// Trains runs to their end: reports what happens, keeps their states, also when SIGUSR1 asks for that, and stops where a signal asks for
/// it.
struct TrainLoop {
  let laboratory: Laboratory
  let events: EventQueue
  let reporter: any TrainReporter
  /// Nil where nothing is kept.
  let keeper: SessionKeeper?
  /// Between two looks at what happened.
  let microseconds: UInt32

  /// - Throws: ``Failure`` where it was stopped; what can be gone on with is kept then, and named.
  func run(_ tally: inout TrainTally) throws {
    // Without a store a signal ends the program as it always did.
    let restore = keeper == nil ? {} : Interrupts.listen(to: [SIGINT, SIGTERM, SIGHUP])
    defer { restore() }
    // Until the keeper has finished.
    if keeper != nil { OutputEnd.tend() }
    while !tally.isComplete {
      if let keeper, Interrupts.came {
        throw Failure(sentence: keeper.leave(tally, in: laboratory), exitCode: Interrupts.exitCode)
      }
      if Interrupts.takeWish() { keepNow(tally) }
      usleep(microseconds)
      for event in events.drain() {
        tally.note(event)
        reporter.report(event, tally)
        keeper?.checkpoints.note(event, in: laboratory)
      }
      OutputEnd.look()
      if let keeper, OutputEnd.readerLeft {
        _ = keeper.leave(tally, in: laboratory)
        OutputEnd.leave()
      }
      keeper?.checkpoints.keepWhereDue(tally.running, in: laboratory)
      reporter.refresh(laboratory.progress, tally)
    }
    reporter.end(tally)
  }

  /// Keeps the states of all runs, as was asked for, and goes on.
  private func keepNow(_ tally: TrainTally) {
    guard let keeper else { return Standard.error.report(Words.trainNoCheckpoints) }
    for run in tally.running { keeper.checkpoints.keep(run, in: laboratory) }
  }
}
