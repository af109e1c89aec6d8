import Basics
import Dispatch
import Models
import Studies
import Synchronization
import Telemetry

extension Laboratory {
  /// Trains runs again under several seeds, away from this thread and beside whatever else trains; ends in
  /// ``Event/seedsEnded(_:)``.
  ///
  /// - Parameter runs: each with the epochs that it is to be trained for.
  /// - Returns: the study, to give it up; nil where no run of these is known.
  package func repeatSeeds(_ runs: [(run: RunID, epochs: Int)], count: Int, threads: Int) -> SeedStudy? {
    let subjects = runs.compactMap { run, epochs -> SeedStudy.Subject? in
      guard let trainer = trainer(run), var settings = trainer.settings else {
        return nil
      }
      settings.epochs = settings.recipe.hasSteps ? epochs : 1
      settings.patience = 0
      return SeedStudy.Subject(rung: trainer.rung, settings: settings)
    }
    guard !subjects.isEmpty else { return nil }
    let study = SeedStudy(experiment: experiment, subjects: subjects, seeds: count, threads: threads)
    let events = events
    let reported = Mutex(-1)
    let task = experiment.info.target.task
    DispatchQueue.global(qos: .utility).async {
      let found = study.run {
        let progress = study.progress
        // A person sees percents.
        let percent = Int(progress.share * 100)
        let isNew = reported.withLock { last in
          defer { last = max(last, percent) }
          return percent > last
        }
        if isNew, !study.wasCancelled { events.add([.seedsAdvanced(progress)]) }
      }
      guard !study.wasCancelled else { return }
      let reports = ScoredPart.allCases.map { part in
        (part, SeedReport(found.outcomes, seeds: study.seeds, task: task, part: part))
      }
      events.add(
        found.failures.values.sorted().map { .notice($0) } + [.seedsEnded(Dictionary(uniqueKeysWithValues: reports))])
    }
    return study
  }
}
