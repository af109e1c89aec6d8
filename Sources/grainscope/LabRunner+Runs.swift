import Dashboard
import Store
import Telemetry
import Training

/// The runs of the store on the screen: what is asked of them, and what is done with them.
extension LabRunner {
  /// Before the first question about newly opened data.
  func beginRuns(_ identity: DataIdentity) {
    runsRevision += 1
    openIdentity = identity
    // Without a keeper the session's own runs would be missing in the list.
    guard let keeper = keeping.keeper, let found = try? store.store() else {
      runsDesk = nil
      return
    }
    runsDesk = RunsDesk(found, identity) { keeper.ids }
  }

  /// Asks whenever what the screen shows of the store changes.
  func askRuns() {
    guard let runsDesk, let wish = state.keptWish else { return }
    let waker = screen.waker
    runsDesk.ask(wish, revision: runsRevision) { waker.wake() }
  }

  /// What begins, ends or is changed stands differently in the list; epochs are shown as they come.
  func noteRuns(_ event: Event) {
    switch event {
    case .began, .phase, .diverged, .ended: runsRevision += 1
    case .epoch, .applied, .evaluated, .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced, .seedsEnded,
      .allocated, .inside, .layers, .rates, .cannotBegin, .notice, .unkept:
      break
    }
  }

  func mark(_ names: [String], _ mark: KeptMark) {
    guard let found = try? store.store() else { return }
    let kind: (Mark.Kind, String?) =
      switch mark {
      case .note(let text): (.note, text)
      case .tag(let text): (.tag, text)
      case .star(let isStarred): (isStarred ? .star : .unstar, nil)
      case .removed: (.removed, nil)
      case .restored: (.restored, nil)
      case .revealed: (.revealed, nil)
      }
    // What the Lab trains itself it may throw away.
    let own = Set(mark == .removed ? keeping.keeper.map { Array($0.ids.values) } ?? [] : [])
    for id in names.compactMap({ StoreID($0) }) {
      do throws(StoreError) {
        if mark == .removed, !own.contains(id), found.folder(of: id).isTrained { throw .isTrained(id.text) }
        // A list that waits for the disk would stop under the hand.
        try found.folder(of: id).set(Mark(kind.0, kind.1, at: Stamp.now), isSettled: false)
      } catch { perform(reduce(&state, .warning(error.sentence))) }
    }
    runsRevision += 1
  }

  func copyKeptCommand(_ name: String) {
    guard let id = StoreID(name), let run = try? store.store()?.folder(of: id).run() else { return }
    guard let arguments = run.arguments else {
      perform(reduce(&state, .note(Words.runsCommandNone(run: name))))
      return
    }
    copy(.text(TrainCommandLine.text(arguments) + "\n", named: run.notRepeated ?? Words.labCopiedCommand(run: name)))
  }
}
