import Datasets
import Synchronization

/// Where the thread that opens a file leaves how far it is, and then the result.
final class Opened: Sendable {
  private let result = Mutex<Result<OpenData, Failure>?>(nil)
  private let progress = Mutex<(percent: Int, isNew: Bool)>((0, false))
  private let isUnwanted = Atomic<Bool>(false)

  func put(_ new: Result<OpenData, Failure>) { result.withLock { $0 = new } }
  func take() -> Result<OpenData, Failure>? { result.withLock { $0.take() } }

  /// Notes how far reading has come.
  ///
  /// - Returns: true where a person would see the difference.
  func note(_ read: ReadProgress) -> Bool {
    guard let fraction = read.fraction else { return false }
    let percent = Int(fraction * 100)
    return progress.withLock { last in
      guard percent != last.percent else { return false }
      last = (percent, true)
      return true
    }
  }

  /// Percent read, where that was not taken before.
  func takeProgress() -> Int? {
    progress.withLock { last in
      defer { last.isNew = false }
      return last.isNew ? last.percent : nil
    }
  }

  /// Nobody waits for the file any more.
  func cancel() { isUnwanted.store(true, ordering: .relaxed) }
  var isWanted: Bool { !isUnwanted.load(ordering: .relaxed) }
}
