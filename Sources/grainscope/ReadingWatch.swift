import Datasets

/// Watches a long read: from half a second on a bar on standard error, where that is a terminal; Ctrl-C stops it.
final class ReadingWatch {
  private static let patience = Duration.milliseconds(500)
  private static let pause = Duration.milliseconds(100)
  private static let width = 24

  private let name: String
  private let showsBar: Bool
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var drawn: ContinuousClock.Instant?

  private init(_ name: String) {
    self.name = name
    showsBar = Standard.error.isTerminal
    began = clock.now
  }

  /// Reads something of that name under watch.
  static func during<Outcome>(_ name: String, _ read: (@escaping ReadObserver) throws -> Outcome) throws -> Outcome {
    let watch = ReadingWatch(name)
    let restore = Interrupts.listen()
    defer {
      restore()
      watch.erase()
    }
    do {
      return try read { watch.continues(after: $0) }
    } catch {
      throw Interrupts.came ? Failure(sentence: Words.readingStopped(name: name), exitCode: 130) : error
    }
  }

  private func continues(after progress: ReadProgress) -> Bool {
    if Interrupts.came { return false }
    let now = clock.now
    if showsBar, now - began >= Self.patience, drawn.map({ now - $0 >= Self.pause }) ?? true {
      drawn = now
      Standard.error.show(line(progress, after: now - began))
    }
    return true
  }

  private func line(_ progress: ReadProgress, after spent: Duration) -> String {
    let shown = String(name.prefix(max(8, Standard.error.columns - Self.width - 32)))
    guard let fraction = progress.fraction else {
      return Words.readingBytes(name: shown, megabytes: "\(progress.bytesRead >> 20)")
    }
    let full = Int(fraction * Double(Self.width))
    let bar = String(repeating: "=", count: full) + String(repeating: " ", count: Self.width - full)
    let left = fraction > 0 ? Double(spent.components.seconds) / fraction * (1 - fraction) : 0
    let percent = "\(Int(fraction * 100))"
    return left >= 2
      ? Words.readingShareLeft(name: shown, bar: bar, percent: percent, seconds: "\(Int(left))")
      : Words.readingShare(name: shown, bar: bar, percent: percent)
  }

  private func erase() {
    if drawn != nil { Standard.error.erase() }
  }
}
