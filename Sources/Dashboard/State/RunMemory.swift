import Telemetry

/// What runs hold in memory, and which of them give way to others: what is shown and what trains stays, the rest lives in the store.
extension State {
  /// What a run needs, in bytes: its curves and its history once they are as long as they get, what it computes in, and ten states of
  /// weights with two moments each, which are its first, its present, its best, that where it branched, and three that it passed,
  /// each of which may hold a best of its own.
  static func need(of plan: RunPlan) -> Int {
    let state = plan.parameterCount.multipliedReportingOverflow(by: 10 * 3 * MemoryLayout<Float>.size)
    return (5 << 20) + (state.overflow ? Int.max / 4 : state.partialValue)
  }

  private static func need(of runs: some Sequence<LiveRun>) -> Int {
    runs.reduce(0) { sum, run in
      let (total, isTooMuch) = sum.addingReportingOverflow(need(of: run.plan))
      return isTooMuch ? .max : total
    }
  }

  private var neededMemory: Int { Self.need(of: runs.values) }

  /// A new run has begun: the oldest that neither train nor stand for their rungs are closed until the rest has room.
  mutating func makeRoomForRuns() -> [Effect] {
    guard neededMemory > settings.runMemory, listsKept else { return [] }
    var closed: [RunID] = []
    for run in runs.values.map(\.plan.run) where neededMemory > settings.runMemory && mayGiveWay(run) {
      forget(run)
      closed.append(run)
    }
    guard let last = closed.last else { return [] }
    note = Note(
      text: Words.runsGaveWay(count: closed.count, run: "\(last)", megabytes: settings.runMemory / 1_000_000),
      kind: .answer)
    return closed.map { .close($0) }
  }

  private func mayGiveWay(_ run: RunID) -> Bool {
    guard let record = runs[run] else { return false }
    return record.phase != .running && record.phase != .waiting && current[record.plan.rung] != run
      && record.pending.isEmpty
  }

  /// Whether one more run like `plan` has room, if need be in the place of others.
  func hasRoom(for plan: RunPlan) -> Bool {
    let others = runs.values.filter { !listsKept || !mayGiveWay($0.plan.run) }
    return Self.need(of: others) <= settings.runMemory - Self.need(of: plan)
  }

  /// Why no further run begins, where that is so.
  var fullWords: String {
    let (count, megabytes) = (runs.values.count { _ in true }, settings.runMemory / 1_000_000)
    return keepsSteps
      ? Words.runsFull(count: count, megabytes: megabytes, key: keymap.name(of: .closeRun))
      : Words.runsFullOfStream(count: count, megabytes: megabytes)
  }
}

extension Action {
  static let closeRun = Action(
    "close-run", Words.actionCloseRun, confirmed: { $0.close() }, effects: { $0.askToClose() })
}

extension State {
  /// At once where nothing is lost by it, else after a question.
  fileprivate mutating func askToClose() -> [Effect] {
    guard let shown else { return [] }
    let (run, key) = ("\(shown.plan.run)", keymap.name(of: .closeRun))
    guard !listsKept || shown.phase == .running else { return close() }
    confirming = .closeRun
    note = Note(
      text: listsKept ? Words.closeRunning(run: run, key: key) : Words.closeUnkept(run: run, key: key),
      kind: .warning)
    return []
  }

  fileprivate mutating func close() -> [Effect] {
    guard let run = shown?.plan.run else { return [] }
    forget(run)
    note = Note(text: listsKept ? Words.runClosedKept(run: "\(run)") : Words.runClosed(run: "\(run)"), kind: .answer)
    return [.close(run)]
  }

  /// Takes a run off the screen; the newest of its siblings takes its place.
  private mutating func forget(_ run: RunID) {
    guard let rung = runs[run]?.plan.rung else { return }
    let isShown = shown?.plan.run == run
    runs[run] = nil
    runsOfRung[rung]?.removeAll { $0 == run }
    if current[rung] == run { current[rung] = runsOfRung[rung]?.last }
    if isShown, let next = current[rung] { show(run: next) }
  }
}
