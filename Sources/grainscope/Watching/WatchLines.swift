import Basics
import Datasets
import Glibc
import Telemetry
import Training

/// A watch without a screen: one line, or one JSON object, for each origin that was scored.
final class WatchLines {
  private let order: WatchOrder
  private let isJSON: Bool
  private let store: StoreOrder
  /// What to add to an instant for the wall clock; nil where stamps carry no zone.
  private var zone: Int64?
  /// As fine as the stream's step, so that all lines are written alike.
  private var precision = CivilTime.Precision.minute

  init(order: WatchOrder, isJSON: Bool, store: StoreOrder) {
    self.order = order
    self.isJSON = isJSON
    self.store = store
  }

  func run() throws {
    let keeper = try order.keeper(
      in: store, report: { Standard.error.report($0) }, lost: { Standard.error.report($0) })
    defer { keeper?.finish() }
    let restore = Interrupts.listen()
    defer { restore() }
    OutputEnd.tend()
    let clock = ContinuousClock()
    let began = clock.now
    let wait = StreamWait()
    do {
      let feed = WatchFeed(
        try order.source(), order.request, recordPath: order.recordPath, now: { Int64(HostLoad.now()) },
        zoneOffset: WatchOrder.zoneOffset)
      var isOpen = false
      while !feed.hasEnded {
        let hadNews = try feed.turn()
        if !isOpen, let engine = feed.engine {
          isOpen = true
          zone = engine.plan.zoneOffset
          precision = CivilTime(wallClock: engine.plan.ladder.step).precision
          write(engine.session(StreamInfo()))
        }
        let news = feed.takeNews()
        for item in news { write(item) }
        keeper?.note(news)
        if Interrupts.came || OutputEnd.came { try feed.finish(.stopped) }
        if !hadNews, !feed.hasEnded {
          wait.wait(for: feed.source, reader: Standard.output.descriptor, atMost: -1)
          OutputEnd.look()
        }
      }
      let news = feed.takeNews()
      for item in news { write(item) }
      keeper?.note(news)
      if let engine = feed.engine { keeper?.note(engine.evaluations) }
      end(feed, seconds: seconds(clock.now - began))
      if OutputEnd.came { keeper?.finish() }
      OutputEnd.untend()
      guard feed.engine != nil else {
        throw Failure.input(
          feed.skipped > 0
            ? Words.watchNoNumberInLines(source: order.label, lines: feed.skipped, newest: feed.lastSkipped)
            : Words.watchNoNumber(source: order.label))
      }
      keeper?.finish()
      try keeper?.check()
    } catch let error as WatchError {
      throw Failure.input(error.sentence)
    } catch let error as LiveError {
      throw Failure.input(error.sentence)
    }
  }

  private func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  // MARK: Lines

  private func write(_ session: SessionInfo) {
    guard let target = session.forecast else { return }
    if isJSON {
      say(
        SessionLine(
          source: session.fileName, column: session.targetName, horizon: target.horizonLabel,
          evaluationGrain: target.grainLabel, season: OrNull(target.seasonLabel),
          rungs: session.rungs.map { .init(rung: $0.id.label, excluded: $0.exclusion) }))
      return
    }
    let rungs = session.rungs.filter { $0.exclusion == nil }.map(\.id.label).joined(separator: ", ")
    say(
      Words.watchTitle(
        source: session.fileName, column: session.targetName, grains: rungs, horizon: target.horizonLabel))
    for rung in session.rungs {
      if let reason = rung.exclusion { say(Words.watchExcluded(rung: rung.id.label, reason: reason)) }
    }
    if let season = target.seasonLabel { say(Words.watchScale(origins: order.request.window, season: season)) }
  }

  private func write(_ news: WatchNews) {
    switch news {
    case .scored(let score): isJSON ? say(OriginLine(score, at: stamp(score.origin))) : say(line(score))
    case .preferred(let change):
      isJSON
        ? say(PreferredLine(at: stamp(change.at), from: change.from?.label, to: change.to.label, reason: change.reason))
        : say(Words.watchPreferred(rung: change.to.label, reason: change.reason))
    case .event(.notice(let sentence)), .event(.cannotBegin(_, _, let sentence)), .event(.unkept(_, let sentence)):
      isJSON ? say(NoticeLine(text: sentence)) : say(sentence)
    case .event(.diverged(_, let divergence)):
      isJSON ? say(NoticeLine(text: divergence.explanation)) : say(divergence.explanation)
    case .event: break
    }
  }

  private func line(_ score: OriginScore) -> String {
    let rungs = score.rungs.map { rung in
      let value = rung.rolling?.rmsse.map { NumberFormat.fixed($0, decimals: 3) } ?? "–"
      return "\(rung.rung)\(rung.rung == score.preferred ? "*" : "") \(value)"
    }
    return "\(stamp(score.origin))  \(rungs.joined(separator: "  "))"
  }

  private func end(_ feed: WatchFeed, seconds: Double) {
    if isJSON {
      let engine = feed.engine
      say(
        EndLine(
          points: feed.points, leftOut: feed.skipped, withoutNumber: feed.withoutNumber,
          newestWithoutNumber: feed.withoutNumber > 0 ? feed.lastSkipped : nil, late: feed.late, cut: feed.cut,
          origins: engine?.judged ?? 0,
          preferred: engine?.preferred?.label, seconds: seconds,
          pointsPerSecond: Double(feed.points) / max(seconds, 1e-9),
          runs: (engine?.evaluations ?? [:]).sorted { $0.key < $1.key }.map { .init(run: $0.key.number, $0.value) }))
      return
    }
    let rate = Int(Double(feed.points) / max(seconds, 1e-9))
    say(Words.watchRate(points: feed.points, seconds: NumberFormat.fixed(seconds, decimals: 1), rate: rate))
    if feed.withoutNumber > 0, feed.engine != nil {
      say(Words.watchSkipped(lines: feed.withoutNumber, newest: feed.lastSkipped))
    }
    if feed.late > 0 { say(Words.watchLate(values: feed.late)) }
    if feed.cut > 0 { say(Words.watchCut(lines: feed.cut)) }
  }

  /// The wall clock; for programs UTC, as in the record.
  private func stamp(_ instant: Instant) -> String {
    guard let zone else { return text(CivilTime(wallClock: instant)) }
    return isJSON ? text(CivilTime(wallClock: instant)) + "Z" : text(CivilTime(instant, in: .utcOffset(zone)))
  }

  private func text(_ time: CivilTime) -> String { time.text(to: max(precision, time.precision)) }

  private func say(_ text: String) { Standard.output.write(text + "\n") }

  private func say(_ line: some Encodable) {
    if let text = try? JSON.line(line) { say(text) }
  }
}

private struct SessionLine: Encodable {
  struct Rung: Encodable { let rung: String; let excluded: String? }
  let event = "session"
  let source, column, horizon, evaluationGrain: String
  let season: OrNull<String>
  let rungs: [Rung]
}

private struct OriginLine: Encodable {
  struct Rung: Encodable {
    let rung: String
    let mse: Double?
    let rolling: Scores?
  }
  let event = "origin"
  let origin: String
  let points: Int
  let naive, seasonalNaive: Double
  let preferred: String?
  let rungs: [Rung]

  init(_ score: OriginScore, at origin: String) {
    self.origin = origin
    points = score.points
    naive = score.naive
    seasonalNaive = score.seasonalNaive
    preferred = score.preferred?.label
    rungs = score.rungs.map { Rung(rung: $0.rung.label, mse: $0.mse, rolling: $0.rolling) }
  }
}

private struct PreferredLine: Encodable {
  let event = "preferred"
  let at: String
  let from: String?
  let to, reason: String
}

private struct NoticeLine: Encodable {
  let event = "notice"
  let text: String
}

private struct EndLine: Encodable {
  struct Run: Encodable {
    let run, steps, multiplyAdds: Int
    let scores: Scores

    init(run: Int, _ evaluation: Evaluation) {
      self.run = run
      steps = evaluation.step
      multiplyAdds = evaluation.multiplyAdds
      scores = evaluation.test.scores
    }
  }
  let event = "end"
  let points: Int
  /// All that was left out: lines without a number, and values that came too late.
  let leftOut: Int
  let withoutNumber: Int
  let newestWithoutNumber: String?
  /// Values, and lines that were cut.
  let late, cut: Int
  let origins: Int
  let preferred: String?
  let seconds, pointsPerSecond: Double
  let runs: [Run]
}
