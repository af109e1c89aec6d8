import Dispatch
import Glibc
import Models
import Studies
import Synchronization
import Training

/// Fits the protocol's models side by side, reports them in order, and shows on standard error how far they are.
///
/// Each model is fitted on one thread; how many work at once changes no figure.
final class ProtocolRun: Sendable {
  struct Job: Sendable {
    let recipe: Recipe
    let horizon: Int
  }

  private struct State {
    var outcomes: [Int: Result<LongHorizonProtocol.Result?, OpeningError>] = [:]
    var progress: [Int: LongHorizonProtocol.Progress] = [:]
  }

  private let scoring: LongHorizonProtocol
  private let jobs: [Job]
  private let lookbacks: [Int]?
  private let seed: UInt64
  private let threads: Int
  private let state = Mutex(State())

  init(_ scoring: LongHorizonProtocol, jobs: [Job], lookbacks: [Int]?, seed: UInt64, threads: Int) {
    self.scoring = scoring
    self.jobs = jobs
    self.lookbacks = lookbacks
    self.seed = seed
    self.threads = threads
  }

  /// Calls `report` for each model in the order of the jobs, as soon as it and those before it are there.
  ///
  /// - Throws: the first ``OpeningError``, or a failure where Ctrl-C stopped it.
  func perform(report: (LongHorizonProtocol.Result) -> Void) throws {
    let restore = Interrupts.listen()
    defer { restore() }
    DispatchQueue.global().async { [self] in
      _ = SideBySide.map(jobs.count, threads: threads) { index in
        let outcome = Result { () throws(OpeningError) in try fit(index) }
        state.withLock { $0.outcomes[index] = outcome }
      }
    }
    let shows = Standard.error.isTerminal
    defer { if shows { Standard.error.erase() } }
    for index in jobs.indices {
      while true {
        if let outcome = state.withLock({ $0.outcomes[index] }) {
          if shows { Standard.error.erase() }
          guard let result = try outcome.get() else {
            throw Failure(sentence: Words.protocolStopped, exitCode: 130)
          }
          report(result)
          break
        }
        if shows { Standard.error.show(line) }
        usleep(100_000)
      }
    }
  }

  private func fit(_ index: Int) throws(OpeningError) -> LongHorizonProtocol.Result? {
    let job = jobs[index]
    return try scoring.best(job.recipe, horizon: job.horizon, lookbacks: lookbacks, seed: seed) { progress in
      state.withLock { $0.progress[index] = progress }
      return !Interrupts.came
    }
  }

  private var line: String {
    let (done, running) = state.withLock { state in
      (
        state.outcomes.count,
        state.progress.filter { state.outcomes[$0.key] == nil }.sorted { $0.key < $1.key }.map(\.value)
      )
    }
    let models = running.map { progress in
      let (recipe, horizon) = (progress.recipe.rawValue, "\(progress.horizon)")
      let (candidate, candidates, epoch) = ("\(progress.candidate)", "\(progress.candidates)", "\(progress.epoch)")
      return progress.validationMSE.isFinite
        ? Words.protocolModelValidated(
          recipe: recipe, horizon: horizon, candidate: candidate, candidates: candidates, epoch: epoch,
          error: ScoreTable.number(progress.validationMSE))
        : Words.protocolModel(
          recipe: recipe, horizon: horizon, candidate: candidate, candidates: candidates, epoch: epoch)
    }
    return ([Words.protocolProgress(done: done, models: jobs.count)] + models).joined(separator: "   ")
  }
}
