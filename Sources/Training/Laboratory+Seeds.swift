import Basics
import Dispatch
import Models
import Studies
import Synchronization
import Telemetry

extension Laboratory {
  /// Trains runs again under several seeds as they were made: with what they began with, and each knob turned at its step, of a
  /// branch also on its parents' way; away from this thread and beside whatever else trains. Ends in
  /// ``Event/seedsEnded(_:)``.
  ///
  /// - Parameter runs: each with the epochs that it is to be trained for, whether it stops early by itself or not.
  /// - Returns: the study, to give it up; nil where no run of these is known.
  package func repeatSeeds(_ runs: [(run: RunID, epochs: Int)], count: Int, threads: Int) -> SeedStudy? {
    let subjects = runs.compactMap { run, epochs -> SeedStudy.Subject? in
      guard let trainer = trainer(run), let course = trainer.course else { return nil }
      return SeedStudy.Subject(
        rung: trainer.rung, course: course.mapSettings { $0.patience = 0 },
        epochs: course.settings.recipe.hasSteps ? epochs : 1)
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
      let reports = SeedReport.byPart(found.outcomes, seeds: study.seeds, task: task)
      events.add(found.failures.values.sorted().map { .notice($0) } + [.seedsEnded(reports)])
    }
    return study
  }
}
