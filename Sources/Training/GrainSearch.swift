import Dispatch
import Models
import Studies
import Synchronization
import Telemetry

/// Chooses a grain: runs the trainings of a ``ChoiceSearch`` on a few threads at low priority.
///
/// How they are spread changes when the answer comes, never what it is.
package final class GrainSearch: Sendable {
  private let experiment: any Experiment
  private let settings: Settings
  private let threads: Int
  private let progress: @Sendable (ChoiceProgress) -> Void
  private let isStopped = Atomic<Bool>(false)
  private let done = Atomic<Int>(0)

  /// - Parameter progress: called after each training, from any thread.
  package init(
    _ experiment: any Experiment, settings: Settings, threads: Int,
    progress: @escaping @Sendable (ChoiceProgress) -> Void
  ) {
    self.experiment = experiment
    self.settings = settings
    self.threads = max(1, threads)
    self.progress = progress
  }

  /// Ends the search soon.
  package func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Searches; blocks until it is done.
  ///
  /// - Throws: ``ChoosingError``, also where it was stopped.
  package func run() throws(ChoosingError) -> ChoiceReport {
    var search = try ChoiceSearch(experiment.choiceGround(), settings)
    let clock = ContinuousClock()
    let began = clock.now
    progress(ChoiceProgress(done: 0, planned: search.plannedJobs, secondsLeft: nil))
    for jobs in [ChoiceSearch.lookbackJobs, ChoiceSearch.widthJobs] {
      let planned = search.plannedJobs
      let round = jobs(search)()
      for (job, error) in zip(round, errors(of: round, in: search.ground, planned: planned, clock, began)) {
        search.note(error, of: job)
      }
      if isStopped.load(ordering: .relaxed) { throw .stopped }
    }
    return try search.report()
  }

  private func errors(
    of jobs: [ChoiceSearch.Job], in ground: ChoiceGround, planned: Int, _ clock: ContinuousClock,
    _ began: ContinuousClock.Instant
  ) -> [Double?] {
    SideBySide.map(jobs.count, threads: threads) { index in
      guard !isStopped.load(ordering: .relaxed) else { return nil }
      let error = error(of: jobs[index], in: ground)
      let done = done.add(1, ordering: .relaxed).newValue
      let spent = began.duration(to: clock.now).components
      let seconds = Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
      progress(
        ChoiceProgress(
          done: done, planned: max(planned, done),
          secondsLeft: seconds / Double(done) * Double(max(planned - done, 0))))
      return error
    }
  }

  /// RMSSE at the block's origins with the weights that validated best; nil where the training was not to be had.
  private func error(of job: ChoiceSearch.Job, in ground: ChoiceGround) -> Double? {
    let settings = job.candidate.settings
    guard let learner = try? ground.blocks[job.block].learner(for: job.candidate.rung, settings: settings) else {
      return nil
    }
    let loop = RunLoop(run: RunID(0), rung: job.candidate.rung, settings: settings, learner: learner)
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 1024) { losses in
      while loop.end == nil {
        guard !isStopped.load(ordering: .relaxed) else { return nil }
        _ = loop.advance(limit: losses.count, losses: losses)
      }
      return loop.end == .diverged ? nil : loop.evaluateBest().test.scores.rmsse
    }
  }
}
