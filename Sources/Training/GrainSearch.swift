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
  private let keepsPredictions: Bool
  private let progress: @Sendable (ChoiceProgress) -> Void
  private let isStopped = Atomic<Bool>(false)
  private let done = Atomic<Int>(0)

  /// - Parameters:
  ///   - keepsPredictions: in the report, beside the errors.
  ///   - progress: called after each training, from any thread.
  package init(
    _ experiment: any Experiment, settings: Settings, threads: Int, keepsPredictions: Bool = false,
    progress: @escaping @Sendable (ChoiceProgress) -> Void
  ) {
    self.experiment = experiment
    self.settings = settings
    self.threads = max(1, threads)
    self.keepsPredictions = keepsPredictions
    self.progress = progress
  }

  /// Ends the search soon.
  package func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Searches; blocks until it is done.
  ///
  /// - Throws: ``ChoosingError``, also where it was stopped.
  package func run() throws(ChoosingError) -> ChoiceReport {
    var search = try ChoiceSearch(experiment.choiceGround(for: settings), settings)
    let clock = ContinuousClock()
    let began = clock.now
    progress(ChoiceProgress(done: 0, planned: search.plannedJobs, secondsLeft: nil))
    for jobs in [ChoiceSearch.lookbackJobs, ChoiceSearch.widthJobs] {
      let planned = search.plannedJobs
      let round = jobs(search)()
      for (job, found) in zip(round, outcomes(of: round, in: search.ground, planned: planned, clock, began)) {
        search.note(found?.error, cost: found?.cost ?? 0, forecast: found?.forecast, of: job)
      }
      if isStopped.load(ordering: .relaxed) { throw .stopped }
    }
    return try search.report()
  }

  /// What a training came to.
  private struct Outcome {
    let error: Double?
    /// Multiply-adds of an epoch.
    let cost: Int
    /// Nil where it is not to be kept.
    let forecast: [Double]?
  }

  private func outcomes(
    of jobs: [ChoiceSearch.Job], in ground: ChoiceGround, planned: Int, _ clock: ContinuousClock,
    _ began: ContinuousClock.Instant
  ) -> [Outcome?] {
    SideBySide.map(jobs.count, threads: threads) { index in
      guard !isStopped.load(ordering: .relaxed) else { return nil }
      let outcome = outcome(of: jobs[index], in: ground)
      let done = done.add(1, ordering: .relaxed).newValue
      let spent = began.duration(to: clock.now).components
      let seconds = Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
      progress(
        ChoiceProgress(
          done: done, planned: max(planned, done),
          secondsLeft: seconds / Double(done) * Double(max(planned - done, 0))))
      return outcome
    }
  }

  /// RMSSE at the block's origins with the weights that validated best; nil where the training was not to be had, or where
  /// some of the origins have no forecast, as then it would be of others than its rivals'.
  private func outcome(of job: ChoiceSearch.Job, in ground: ChoiceGround) -> Outcome? {
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
      guard loop.end != .diverged else { return nil }
      let judged = loop.evaluateBest().test
      guard judged.scores.count == ground.blocks[job.block].target.test.count else { return nil }
      let outline = loop.learner.outline
      return Outcome(
        error: judged.scores.rmsse, cost: outline.multiplyAddsPerExample * outline.trainingRows,
        forecast: keepsPredictions ? judged.forecast?.predicted : nil)
    }
  }
}
