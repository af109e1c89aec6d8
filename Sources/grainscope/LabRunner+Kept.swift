import Dashboard
import Models
import Store
import Telemetry
import Training

/// Runs of the store that the Lab takes up.
extension LabRunner {
  /// Goes on with a run that was cut off, or shows one that has ended as it was: among the session's runs where it was judged at their
  /// origins, and else with its own data, which are opened for it.
  func openKept(_ name: String) {
    guard let id = StoreID(name), let found = try? store.store() else { return }
    do {
      let continuation = try Continuation.opening(found.folder(of: id))
      if let laboratory = fileLaboratory, let identity = openIdentity, suits(continuation, identity, laboratory) {
        try takeUp(continuation, in: laboratory, isToBeShown: continuation.hasEnded)
      } else {
        try openData(of: continuation)
      }
    } catch { warn(of: error) }
  }

  private func suits(_ continuation: Continuation, _ data: DataIdentity, _ laboratory: Laboratory) -> Bool {
    let (session, plan) = (continuation.run.session, continuation.run.header.plan)
    let rungs = Set(laboratory.experiment.rungs(for: .mlp))
    return session.data.hash == data.hash && session.data.originsHash == data.originsHash
      && rungs.isSuperset(of: plan.members.isEmpty ? [plan.rung] : plan.members)
  }

  /// The session stays as it is until the data are there and are the right ones.
  private func openData(of continuation: Continuation) throws(Failure) {
    let options = try continuation.options()
    try LabStart.checkFile(options)
    awaited = continuation
    open(options)
  }

  /// Takes up the run for which the data were opened, with the newest run of its session on every other rung; what never began there
  /// waits with the run's settings.
  func begin(_ continuation: Continuation, in laboratory: Laboratory) {
    let rung = continuation.run.header.plan.rung
    var siblings: [RungID: StoreID] = [:]
    do {
      try takeUp(continuation, in: laboratory, isToBeShown: true)
      siblings = try self.siblings(of: continuation)
    } catch { warn(of: error) }
    let recipe = continuation.settings.recipe
    let settings = recipe.joins ? settings(.mlp, laboratory.experiment) : continuation.settings
    for other in laboratory.experiment.rungs(for: settings.recipe) where other != rung {
      if let id = siblings[other], let folder = try? store.store()?.folder(of: id),
        let sibling = try? Continuation.opening(folder),
        (try? takeUp(sibling, in: laboratory, isToBeShown: false, paused: true)) != nil
      {
        continue
      }
      laboratory.start(other, settings: settings, paused: true)
    }
  }

  private func siblings(of continuation: Continuation) throws -> [RungID: StoreID] {
    guard let found = try store.store() else { return [:] }
    let index = try StoreIndex(found)
    _ = try index.refresh()
    var query = RunQuery()
    query.dataHash = continuation.run.session.data.hash
    let rows = try index.rows(query).filter { $0.session == continuation.run.session.id }
    return Dictionary(rows.map { (RungID($0.rung), $0.id) }) { newest, _ in newest }
  }

  /// - Throws: ``Failure`` where nothing is kept, another process trains it, or these are other data.
  private func takeUp(
    _ continuation: Continuation, in laboratory: Laboratory, isToBeShown: Bool, paused: Bool = false
  ) throws {
    guard let keeper = keeping.keeper else { throw Failure.input(Words.storeNowhere) }
    try continuation.check(laboratory.experiment)
    let (id, run) = (continuation.run.id, laboratory.nextRun)
    let parent = continuation.run.header.parent.flatMap { parent in keeper.ids.first { $0.value == parent }?.key }
    try keeper.resume(continuation, as: run)
    let record = try continuation.folder.stored().record
    perform(
      reduce(&state, .takenUp(run, KeptRun.Past(record, parent: parent, isToBeShown: isToBeShown))))
    _ = laboratory.resume(
      continuation.run.header.plan.rung, from: continuation.checkpoint, settings: continuation.settings,
      restarts: continuation.restarts, paused: paused || continuation.hasEnded && !continuation.restarts,
      past: continuation.past(record))
    runsRevision += 1
    guard !paused else { return }
    let words =
      continuation.hasEnded
      ? Words.labOpened(run: id.text, number: "\(run)")
      : Words.labContinued(run: id.text, epoch: "\(continuation.epoch + 1)")
    perform(reduce(&state, .note([words, continuation.remark].compactMap(\.self).joined(separator: " "))))
  }

  func warn(of error: any Error) {
    let sentence = (error as? Failure)?.sentence ?? (error as? StoreError)?.sentence ?? "\(error)"
    perform(reduce(&state, .warning(sentence)))
  }
}
