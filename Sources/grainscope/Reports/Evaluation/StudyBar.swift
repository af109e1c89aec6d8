import Synchronization
import Telemetry

/// One line on standard error that shows how far training under several seeds is. Called from any thread.
final class StudyBar: Sendable {
  private let isShown: Bool
  private let shown = Mutex(-1)

  init(isShown: Bool) { self.isShown = isShown }

  func show(_ progress: SeedProgress) {
    guard isShown else { return }
    let percent = Int(progress.share * 100)
    shown.withLock { last in
      guard percent > last else { return }
      last = percent
      let filled = percent / 5
      let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: 20 - filled)
      let text = Words.evaluateProgress(percent: "\(percent)", done: progress.runsDone, runs: progress.runs)
      Standard.error.show("\(bar) \(text)")
    }
  }

  func erase() { if isShown { Standard.error.erase() } }
}
