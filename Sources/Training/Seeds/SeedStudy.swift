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
    var course: RunCourse
    /// After which it ends, whatever is planned; nil goes as far as is planned.
    var epochs: Int?

    /// Trained as planned.
    package init(rung: RungID, settings: Settings) {
      self.init(rung: rung, course: RunCourse(settings))
    }

    /// Trained as a run was made.
    package init(rung: RungID, course: RunCourse, epochs: Int? = nil) {
      self.rung = rung
      self.course = course
      self.epochs = epochs
    }

    /// With which it ends.
    fileprivate var settings: Settings { course.settings }
  }

  private struct Job: Sendable {
    let subject: Int
    let course: RunCourse
    var settings: Settings { course.settings }
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
        jobs.append(Job(subject: index, course: subject.course.mapSettings { $0.seed &+= turn }))
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
      let outcome = try train(job, as: RunID(index), subjects[job.subject]) { share in
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
    _ job: Job, as run: RunID, _ subject: Subject, _ advanced: (Double) -> Void
  ) throws(ExperimentError) -> SeedOutcome? {
    let clock = ContinuousClock()
    let began = clock.now
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1024)
    defer { losses.deallocate() }
    guard let loop = try loop(of: job, on: subject.rung, losses: losses) else { return nil }
    let plan = loop.plan(parent: nil)
    var observed = plan
    observed.run = run
    observer?.note([.began(observed), .phase(run, .running)])
    let isThere = advance(loop, turning: job.course.turns, epochs: subject.epochs, losses: losses) { advance in
      if let divergence = advance.divergence { observer?.note([.diverged(run, divergence)]) }
      if let report = advance.epoch {
        observer?.note([.epoch(run, report)])
        advanced(Double(report.epoch) / Double(max(1, subject.epochs ?? plan.epochs)))
      }
    }
    guard isThere else { return nil }
    let took = (clock.now - began).components
    let evaluation = loop.evaluateBest()
    observer?.noteEnd(of: loop, as: run, evaluation, loop.end ?? .completed)
    return SeedOutcome(
      plan: plan, seed: job.settings.seed, evaluation: evaluation,
      errors: OriginErrors(evaluation, experiment), keepsPredictions: keepsPredictions,
      epochs: loop.epoch, multiplyAdds: loop.multiplyAdds,
      seconds: Double(took.seconds) + Double(took.attoseconds) * 1e-18,
      flaw: loop.end == .diverged ? .diverged : loop.isDead ? .dead : nil)
  }

  /// Where the newest run of a job's course begins, its parents' way behind it; nil where it was cancelled.
  ///
  /// A parent that diverges under this seed before its branch began leaves nothing to branch from: what it came to counts.
  private func loop(
    of job: Job, on rung: RungID, losses: UnsafeMutableBufferPointer<Float>
  ) throws(ExperimentError) -> RunLoop? {
    var before: RunLoop?
    for (place, stretch) in job.course.stretches.enumerated() {
      let settings = stretch.settings
      let loop = RunLoop(
        run: RunID(0), rung: rung, settings: settings, learner: try experiment.learner(for: rung, settings: settings))
      if let before { loop.branch(from: before.checkpoint()) }
      before = loop
      guard place + 1 < job.course.stretches.count else { break }
      let fork = job.course.stretches[place + 1].firstStep
      guard advance(loop, turning: stretch.turns, steps: fork, losses: losses) else { return nil }
      if loop.end == .diverged { break }
    }
    return before
  }

  /// Trains until a run's end, or as many steps or epochs as are asked for, and turns knobs where they were turned.
  ///
  /// - Returns: false where it was cancelled.
  private func advance(
    _ loop: RunLoop, turning turns: [ForkPoint.Turn], steps: Int? = nil, epochs: Int? = nil,
    losses: UnsafeMutableBufferPointer<Float>, _ note: (RunLoop.Advance) -> Void = { _ in }
  ) -> Bool {
    var turned = 0
    while !wasCancelled {
      while turned < turns.count, turns[turned].step <= loop.step {
        loop.take(turns[turned].settings)
        turned += 1
      }
      guard loop.end == nil, loop.step < steps ?? .max, loop.epoch < epochs ?? .max else { return true }
      let next = turned < turns.count ? turns[turned].step : .max
      note(loop.advance(limit: min(next, steps ?? .max) - loop.step, losses: losses))
    }
    return false
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
