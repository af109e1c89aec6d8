import Models
import Studies
import Synchronization
import Telemetry

/// Trains rungs to their end under several seeds, as many at a time as there are threads, without a journal and without
/// touching any other run.
///
/// Each run is built, trained, scored and let go in one piece, so that memory holds no more of them than threads.
package final class SeedStudy: Sendable {
  /// A rung and how it is trained; the seed of its settings is the first of all.
  package struct Subject: Sendable {
    package var rung: RungID
    package var settings: Settings

    package init(rung: RungID, settings: Settings) {
      self.rung = rung
      self.settings = settings
    }
  }

  private struct Job: Sendable {
    let subject: Int
    let settings: Settings
  }

  private struct Contents: Sendable {
    var shares: [Double]
    var outcomes: [SeedOutcome?]
    var failures: [RungID: String] = [:]
    var done = 0
  }

  private let experiment: any Experiment
  private let subjects: [Subject]
  private let jobs: [Job]
  private let threads: Int
  private let keepsPredictions: Bool
  private let observer: RunObserver?
  private let contents: Mutex<Contents>
  private let isCancelled = Atomic<Bool>(false)
  package let seeds: [UInt64]

  /// - Parameters:
  ///   - seeds: how many; they count up from each subject's own.
  ///   - keepsPredictions: in the outcomes, beside their scores.
  ///   - observer: sees every training as a run, numbered in the order of the outcomes.
  package init(
    experiment: any Experiment, subjects: [Subject], seeds: Int, threads: Int, keepsPredictions: Bool = false,
    observer: RunObserver? = nil
  ) {
    self.observer = observer
    self.keepsPredictions = keepsPredictions
    self.experiment = experiment
    self.subjects = subjects
    self.threads = max(1, threads)
    let first = subjects.first?.settings.seed ?? 1
    self.seeds = (0..<UInt64(max(1, seeds))).map { first &+ $0 }
    var jobs: [Job] = []
    for (index, subject) in subjects.enumerated() {
      // What is solved in closed form would only be solved again.
      for turn in 0..<UInt64(subject.settings.recipe.hasSteps ? max(1, seeds) : 1) {
        var settings = subject.settings
        settings.seed = subject.settings.seed &+ turn
        jobs.append(Job(subject: index, settings: settings))
      }
    }
    self.jobs = jobs
    contents = Mutex(
      Contents(
        shares: [Double](repeating: 0, count: jobs.count), outcomes: [SeedOutcome?](repeating: nil, count: jobs.count)))
  }

  package func cancel() { isCancelled.store(true, ordering: .relaxed) }
  package var wasCancelled: Bool { isCancelled.load(ordering: .relaxed) }

  package var progress: SeedProgress {
    contents.withLock { contents in
      SeedProgress(
        seeds: seeds.count, runsDone: contents.done, runs: jobs.count,
        share: jobs.isEmpty ? 1 : contents.shares.reduce(0, +) / Double(jobs.count))
    }
  }

  /// Trains all on threads of its own; returns when the last has ended or was cancelled.
  ///
  /// - Parameter advanced: called from those threads after each epoch.
  /// - Returns: what came of each run, subject by subject, and why subjects could not be trained.
  package func run(advanced: @escaping @Sendable () -> Void = {}) -> (
    outcomes: [SeedOutcome], failures: [RungID: String]
  ) {
    _ = SideBySide.map(jobs.count, threads: threads) { index in
      if !wasCancelled { work(on: index, advanced) }
    }
    return contents.withLock { contents in (outcomes(contents), contents.failures) }
  }

  private func work(on index: Int, _ advanced: @Sendable () -> Void) {
    let job = jobs[index]
    let rung = subjects[job.subject].rung
    do throws(ExperimentError) {
      let learner = try experiment.learner(for: rung, settings: job.settings)
      let outcome = train(learner, as: RunID(index), rung: rung, job.settings) { share in
        contents.withLock { $0.shares[index] = share }
        advanced()
      }
      contents.withLock { contents in
        contents.outcomes[index] = outcome
        contents.shares[index] = 1
        contents.done += 1
      }
    } catch {
      contents.withLock { contents in
        contents.failures[rung] = error.sentence
        contents.shares[index] = 1
        contents.done += 1
      }
    }
    advanced()
  }

  /// Nil where it was cancelled.
  private func train(
    _ learner: any Learner, as run: RunID, rung: RungID, _ settings: Settings, _ advanced: (Double) -> Void
  ) -> SeedOutcome? {
    let clock = ContinuousClock()
    let began = clock.now
    let loop = RunLoop(run: RunID(0), rung: rung, settings: settings, learner: learner)
    let plan = loop.plan(parent: nil)
    var observed = plan
    observed.run = run
    observer?.note([.began(observed), .phase(run, .running)])
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1024)
    defer { losses.deallocate() }
    while loop.end == nil {
      guard !wasCancelled else { return nil }
      let advance = loop.advance(limit: losses.count, losses: losses)
      if let divergence = advance.divergence { observer?.note([.diverged(run, divergence)]) }
      if let report = advance.epoch {
        observer?.note([.epoch(run, report)])
        advanced(Double(report.epoch) / Double(max(1, plan.epochs)))
      }
    }
    let took = (clock.now - began).components
    let evaluation = loop.evaluateBest()
    observer?.noteEnd(of: loop, as: run, evaluation, loop.end ?? .completed)
    return SeedOutcome(
      plan: plan, seed: settings.seed, evaluation: evaluation, keepsPredictions: keepsPredictions,
      epochs: loop.epoch, multiplyAdds: loop.multiplyAdds,
      seconds: Double(took.seconds) + Double(took.attoseconds) * 1e-18,
      flaw: loop.end == .diverged ? .diverged : loop.isBestDead ? .dead : nil)
  }

  /// Subject by subject; what was solved in closed form stands for every seed.
  private func outcomes(_ contents: Contents) -> [SeedOutcome] {
    zip(jobs, contents.outcomes).flatMap { job, outcome -> [SeedOutcome] in
      guard let outcome else { return [] }
      guard !job.settings.recipe.hasSteps else { return [outcome] }
      return seeds.map { seed in
        var copy = outcome
        copy.seed = seed
        return copy
      }
    }
  }
}
