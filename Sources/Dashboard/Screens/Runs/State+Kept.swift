import Telemetry

extension State {
  /// What is looked at of the store.
  var kept: KeptView {
    get { runsScreen.kept }
    set { runsScreen.kept = newValue }
  }

  /// Whether runs of the store are listed; else those of the session alone are.
  var listsKept: Bool { kept.listing != nil }

  /// What is to be asked of the store. Whoever runs the screen passes it on whenever it changes.
  package var keptWish: KeptWish? {
    guard let session, RunsScreen.suits(session) else { return nil }
    return kept.wish(isShown: screen == .runs)
  }

  mutating func take(_ answer: KeptAnswer) -> [Effect] {
    switch answer {
    case .listing(let listing): take(listing)
    case .settings(let settings): kept.settings = settings
    case .records(let records): kept.records = records
    case .difference(let difference): kept.difference = difference
    case .parallel(let parallel): kept.parallel = parallel
    }
    return noteKeptSeen()
  }

  private mutating func take(_ listing: KeptListing) {
    if let refusal = listing.refusal {
      // The list stays as it was.
      if let before = kept.listing { kept.query = before.query }
      note = Note(text: refusal, kind: .warning)
      return
    }
    let isFirst = kept.listing == nil
    kept.listing = listing
    // The chosen line is the one that is seen to be, also where another list no longer has what was chosen.
    kept.chosen = kept.choice
    let known = Set(listing.runs.map(\.id))
    if listing.query.filter.isEmpty { kept.marked.removeAll { !known.contains($0) } }
    if let fault = listing.faults.first { note = Note(text: fault, kind: .warning) }
    guard isFirst, listing.interrupted > 0, note?.kind != .warning else { return }
    note = Note(
      text: Words.keptInterrupted(runs: listing.interrupted, key: keymap.name(of: .show(.runs))), kind: .answer)
  }

  /// The session's own run of a name; nil of one that another session trained.
  func live(_ id: String) -> LiveRun? { kept.listing?.live[id].flatMap { runs[$0] } }

  /// The whole of a listed run, as far as it is known.
  func record(_ id: String) -> RunRecord? { live(id)?.record ?? kept.records[id]?.record }

  // MARK: The test part

  /// The chosen run and those that are marked: the ones whose scores on the test part are shown while it is on view.
  var shownKept: [String] { kept.wish(isShown: true).records }

  /// Whether a run's scores on the test part are in the list.
  func showsTest(of id: String) -> Bool {
    isTestRevealed && (kept.revealed.contains(id) || live(id) != nil && shownKept.contains(id))
  }

  /// Stored runs that are shown whole while the test part is on view: the chosen one and those that are marked.
  mutating func noteKeptSeen() -> [Effect] {
    guard isTestRevealed, screen == .runs else {
      if !kept.revealed.isEmpty { kept.revealed = [] }
      return []
    }
    let seen = shownKept.filter { kept.records[$0] != nil && live($0) == nil }
    let new = seen.filter { !kept.revealed.contains($0) }
    kept.revealed.formUnion(new)
    return new.isEmpty ? [] : [.markKept(new, .revealed)]
  }
}
