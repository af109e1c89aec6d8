import Dispatch
import Models
import Synchronization
import Telemetry

/// A sweep of the learning rate under way.
package final class RateSearch: Sendable {
  private let isStopped = Atomic<Bool>(false)

  package func stop() { isStopped.store(true, ordering: .relaxed) }
  var wasStopped: Bool { isStopped.load(ordering: .relaxed) }
}

extension Laboratory {
  /// Sweeps the learning rate on a copy of a run as it is between two slices, away from this thread and beside whatever trains;
  /// the run itself goes on as if nothing had been asked. Reports as it comes, ends in a report that is over, or in
  /// ``Event/refused(_:_:)``.
  ///
  /// - Returns: the search, to give it up; nil where the run is not known.
  package func findRate(for run: RunID) -> RateSearch? {
    guard let trainer = trainer(run) else { return nil }
    let search = RateSearch()
    let (experiment, events, rung) = (experiment, events, trainer.rung)
    trainer.withCheckpoint { checkpoint, _ in
      guard let checkpoint else { return events.add([.refused(.rate, Words.rateNotBegun)]) }
      DispatchQueue.global(qos: .utility).async {
        do throws(ExperimentError) {
          let learner = try experiment.learner(for: rung, settings: checkpoint.settings)
          learner.restore(checkpoint.learner)
          let sweep = RateSweep(learner, settings: checkpoint.settings, step: checkpoint.step)
          let clock = ContinuousClock()
          var next = clock.now
          while sweep.advance(limit: 1), !search.wasStopped {
            guard clock.now >= next else { continue }
            events.add([.rates(run, sweep.report)])
            next = clock.now + .milliseconds(60)
          }
          if !search.wasStopped { events.add([.rates(run, sweep.report)]) }
        } catch {
          events.add([.refused(.rate, error.sentence)])
        }
      }
    }
    return search
  }
}
