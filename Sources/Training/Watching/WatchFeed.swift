import Basics
import Datasets
import Granularity
import Telemetry

/// Leads a stream's bytes to the engine of its watch: lines, values, steps. Used by one thread, and has no clock beside
/// the stream's own.
package final class WatchFeed {
  package let source: any LiveSource
  private let request: WatchRequest
  private let now: () -> Instant
  private let zoneOffset: (Instant) -> Int64
  private let makeTelemetry: (RunID) -> RunTelemetry
  /// Nothing has come yet, or the source begins again.
  private var isNew = true
  private var lines = LineBuffer()
  private var reader: LiveReader
  private var clock: LiveClock?
  /// What came before the step was known.
  private var waiting: [(value: Double, instant: Instant?)] = []
  private var bytes = [UInt8](repeating: 0, count: 1 << 16)
  private var record: WatchRecord?
  private let recordPath: String?
  /// nil until the stream's step is known.
  package private(set) var engine: WatchEngine?
  /// Whether it was said that steps without stamps and the clock come apart.
  private var hasSaidApart = false
  /// Notices of the feed itself, not yet passed on.
  private var notices: [String] = []
  package private(set) var hasEnded = false

  /// Stamps that are looked at to find the stream's step.
  private static let stampsNeeded = 8
  private static let usualStep: Int64 = 1_000
  /// Steps by which times of a stream without stamps may differ from the clock before it is said.
  private static let stepsApart: Int64 = 60

  /// - Parameters:
  ///   - recordPath: a CSV file of the stream's steps is written here.
  ///   - now: the time, for streams without stamps.
  ///   - zoneOffset: wall clock minus UTC.
  package convenience init(
    _ source: any LiveSource, _ request: WatchRequest, recordPath: String? = nil, now: @escaping () -> Instant,
    zoneOffset: @escaping (Instant) -> Int64
  ) {
    self.init(source, request, recordPath: recordPath, now: now, zoneOffset: zoneOffset) { _ in RunTelemetry() }
  }

  init(
    _ source: any LiveSource, _ request: WatchRequest, recordPath: String?, now: @escaping () -> Instant,
    zoneOffset: @escaping (Instant) -> Int64, makeTelemetry: @escaping (RunID) -> RunTelemetry
  ) {
    self.source = source
    self.request = request
    self.recordPath = recordPath
    self.now = now
    self.zoneOffset = zoneOffset
    self.makeTelemetry = makeTelemetry
    reader = LiveReader(column: request.column, decimal: request.decimal, missingWords: request.missingWords)
  }

  package var points: Int { engine?.points ?? 0 }
  /// Lines without a number, and values that came after their step was over.
  package var skipped: Int { withoutNumber + late }
  package var withoutNumber: Int { reader.skipped }
  /// The newest line without a number.
  package var lastSkipped: String { reader.lastSkipped }
  /// Values that came after their step was over.
  package var late: Int { clock?.late ?? 0 }
  /// Lines of which only the beginning was looked at.
  package var cut: Int { lines.cut }

  /// What has happened since the last call, the oldest first.
  package func takeNews() -> [WatchNews] {
    defer { notices = [] }
    return (engine?.takeNews() ?? []) + notices.map { .event(.notice($0)) }
  }

  /// Takes what the stream holds ready.
  ///
  /// - Returns: false where there was nothing.
  package func turn() throws(WatchError) -> Bool {
    guard !hasEnded else { return false }
    let piece: LivePiece
    do { piece = try source.read(into: &bytes) } catch { throw .stream(error) }
    switch piece {
    case .bytes(let count):
      if isNew, let refusal = LiveError.refusal(of: bytes[..<count], from: source.label) { throw .stream(refusal) }
      isNew = false
      lines.append(bytes[..<count])
      try readLines()
      try record?.flush()
      return true
    case .nothing: return false
    case .restarted(let sentence):
      notices.append(sentence)
      lines.clear()
      reader.begin()
      isNew = true
      return true
    case .ended:
      lines.finish()
      try readLines()
      try finish()
      return true
    }
  }

  /// The watch is over, whether or not the stream is.
  ///
  /// - Parameter isWhole: what came of the last step is all of it.
  package func finish(_ reason: EndReason = .completed, isWhole: Bool = true) throws(WatchError) {
    guard !hasEnded else { return }
    if engine == nil, !waiting.isEmpty { try begin() }
    if engine == nil, let failure = reader.failure { throw .stream(failure) }
    if isWhole, let outcome = clock?.finish() { try hand(on: outcome) }
    hasEnded = true
    engine?.end(reason)
    try record?.finish()
  }

  private func readLines() throws(WatchError) {
    while !hasEnded, let line = lines.next() {
      let content: LiveReader.Line
      let bytes = lines.bytes
      do { content = try reader.read(bytes.span, line) } catch { throw .stream(error) }
      guard case .value(let value, let stamp) = content else { continue }
      try take(value, request.ignoresStamps ? nil : stamp)
      if let until = request.until, points >= until { try finish(isWhole: false) }
    }
  }

  private func take(_ value: Double, _ instant: Instant?) throws(WatchError) {
    guard engine != nil else {
      waiting.append((value, instant))
      if request.step != nil || instant == nil || waiting.count >= Self.stampsNeeded { try begin() }
      return
    }
    try lay(value, instant)
  }

  /// Lays a value on its step.
  private func lay(_ value: Double, _ instant: Instant?) throws(WatchError) {
    guard var laid = clock else { return }
    // Not to be copied while it is changed.
    clock = nil
    let outcome =
      if let instant {
        source.isSampled ? laid.take(whole: value, at: instant) : laid.take(value, at: instant)
      } else { laid.take(value) }
    clock = laid
    if instant == nil { noteApart(outcome, laid.step) }
    try hand(on: outcome)
  }

  /// Says once that a stream without stamps comes faster or slower than its step, so that times that are shown are counted.
  private func noteApart(_ outcome: LiveClock.Outcome, _ step: Int64) {
    guard !hasSaidApart, case .closed(let number, _) = outcome else { return }
    let apart = Int64(number) - now() / step
    guard abs(apart) > Self.stepsApart else { return }
    hasSaidApart = true
    let grain = Grain.milliseconds(step).label
    notices.append(apart > 0 ? Words.watchAhead(step: grain) : Words.watchBehind(step: grain))
  }

  private func hand(on outcome: LiveClock.Outcome) throws(WatchError) {
    switch outcome {
    case .nothing: break
    case .closed(let number, let value):
      try record?.write(value, at: Int64(number) * (clock?.step ?? 0))
      engine?.take(value, at: number)
    case .setBack:
      notices.append(Words.watchSetBack)
      engine?.setBack()
    }
  }

  /// The step is known: makes the ladder and lets in what has waited.
  private func begin() throws(WatchError) {
    let isStamped = waiting.first?.instant != nil
    let step = request.step ?? (isStamped ? Self.usualDifference(waiting.compactMap(\.instant)) : nil) ?? Self.usualStep
    let ladder: LiveLadder
    do {
      ladder = try LiveLadder(
        step: step, grains: request.grains, horizon: request.horizon, season: request.season)
    } catch { throw .ladder(error) }
    var plan = WatchPlan(source: source.label, target: reader.label, ladder: ladder, settings: request.settings)
    plan.window = request.window
    let start = now()
    // Stamps mean what they say; a sample's and our own are taken in this machine's zone.
    if !isStamped || source.isSampled { plan.zoneOffset = zoneOffset(start) }
    if let recordPath { record = try WatchRecord(recordPath, column: plan.target, isZoned: plan.zoneOffset != nil) }
    clock = LiveClock(step: step, start: start)
    engine = WatchEngine(plan, makeTelemetry: makeTelemetry)
    if request.column == nil, reader.names.count > 1 {
      let others = reader.names.filter { $0 != plan.target }
      notices.append(Words.watchColumn(column: plan.target, others: others.prefix(8).joined(separator: ", ")))
    }
    let held = waiting
    waiting = []
    for (value, instant) in held { try lay(value, instant) }
  }

  /// The most frequent difference of consecutive stamps, the smaller one where two are as frequent.
  static func usualDifference(_ stamps: [Instant]) -> Int64? {
    var counts: [Int64: Int] = [:]
    for (first, second) in zip(stamps, stamps.dropFirst()) where second > first {
      counts[second - first, default: 0] += 1
    }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
