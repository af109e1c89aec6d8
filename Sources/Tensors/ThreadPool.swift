import CKernels
import Dispatch
import Glibc
import Synchronization

/// Threads that help the one that computes: they take pieces of a pass that it opens, and wait for the next.
///
/// A pass is cut into pieces by the shape of its work alone, and no piece looks at another's result, so that the numbers
/// are the same whoever computes which. Between the passes of a step a helper keeps looking for a short while, since
/// waking it would take longer than a pass; then it sleeps.
package final class ThreadPool: Sendable {
  /// What is done with a piece: its job, its number, and the number of the thread, below ``slots``, for room of its own.
  package typealias Body = @convention(c) (UnsafeRawPointer, Int, Int) -> Void

  /// Threads that may work on one pass; room is set aside for so many.
  package static let slots = 8

  private let board = Board()
  private let helpers: Int
  /// How many helpers may join a pass: those whose processors nobody else needs.
  private let allowed: Atomic<Int>

  /// Starts the helpers, asleep.
  package init(helpers: Int) {
    let helpers = min(max(helpers, 0), Self.slots - 1)
    self.helpers = helpers
    allowed = Atomic(helpers)
    for helper in 0..<helpers {
      let queue = DispatchQueue(label: "grainscope.helper.\(helper)", qos: .userInitiated)
      queue.async { [board] in board.help(as: helper) }
    }
  }

  deinit { board.dismiss(helpers) }

  package func allow(helpers count: Int) {
    allowed.store(min(max(count, 0), helpers), ordering: .relaxed)
  }

  /// Runs `body` with this pool for the passes that the calling thread opens in it.
  package func lead<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = ck_thread_pointer()
    ck_set_thread_pointer(Unmanaged.passUnretained(self).toOpaque())
    defer { ck_set_thread_pointer(before) }
    return try body()
  }

  /// Does pieces 0..<`count` of `job`, with the help of the pool that the calling thread leads, if any.
  static func run<Job>(_ count: Int, of job: Job, _ body: Body) {
    withUnsafePointer(to: job) { job in
      if count > 1, let pool = ck_thread_pointer() {
        Unmanaged<ThreadPool>.fromOpaque(pool).takeUnretainedValue().run(count, of: UnsafeRawPointer(job), body)
      } else {
        for piece in 0..<count { body(job, piece, 0) }
      }
    }
  }

  private func run(_ count: Int, of job: UnsafeRawPointer, _ body: Body) {
    let allowed = min(allowed.load(ordering: .relaxed), count - 1)
    guard allowed > 0, board.open(Board.Pass(job: job, body: body, count: count, helpers: allowed)) else {
      for piece in 0..<count { body(job, piece, 0) }
      return
    }
    board.work(as: 0)
    board.close()
  }
}

/// Where a pass is put up for helpers to join.
private final class Board: @unchecked Sendable {
  struct Pass {
    let job: UnsafeRawPointer
    let body: ThreadPool.Body
    let count: Int
    let helpers: Int
    let preference = ck_preference()
  }

  /// Read by helpers only while the pass is open, written only while none is inside.
  private var pass: Pass?
  private let isTaken = Atomic<Bool>(false)
  /// Grows when a pass opens and when it closes: odd while one is open.
  private let turn = Atomic<Int>(0)
  private let next = Atomic<Int>(0)
  private let inside = Atomic<Int>(0)
  private let asleep = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  private let bell = DispatchSemaphore(value: 0)

  /// Looks without a pass before a helper sleeps; some tens of microseconds.
  private static let patience = 3000

  /// False where another thread has a pass up.
  func open(_ pass: Pass) -> Bool {
    guard isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else { return false }
    self.pass = pass
    next.store(0, ordering: .relaxed)
    turn.add(1, ordering: .sequentiallyConsistent)
    for _ in 0..<min(asleep.load(ordering: .sequentiallyConsistent), pass.helpers) { bell.signal() }
    return true
  }

  /// Waits for those inside and takes the pass down.
  func close() {
    turn.add(1, ordering: .sequentiallyConsistent)
    var looks = 0
    while inside.load(ordering: .sequentiallyConsistent) > 0 {
      looks += 1
      // Where others compute too, a helper may have lost its processor in the midst of a piece.
      if looks > Self.patience { sched_yield() } else { ck_pause() }
    }
    isTaken.store(false, ordering: .releasing)
  }

  func work(as slot: Int) {
    guard let pass else { return }
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      if piece >= pass.count { return }
      pass.body(pass.job, piece, slot)
    }
  }

  func help(as helper: Int) {
    var (seen, looks) = (0, 0)
    while !isOver.load(ordering: .relaxed) {
      let now = turn.load(ordering: .acquiring)
      if now == seen || now & 1 == 0 {
        looks += 1
        if looks > Self.patience { sleep(unless: seen) } else { ck_pause() }
        continue
      }
      seen = now
      inside.add(1, ordering: .sequentiallyConsistent)
      if turn.load(ordering: .sequentiallyConsistent) == now, let pass, helper < pass.helpers {
        ck_take_preference(pass.preference)
        work(as: helper + 1)
        looks = 0
      }
      inside.subtract(1, ordering: .sequentiallyConsistent)
    }
  }

  private func sleep(unless seen: Int) {
    asleep.add(1, ordering: .sequentiallyConsistent)
    let now = turn.load(ordering: .sequentiallyConsistent)
    if now == seen || now & 1 == 0, !isOver.load(ordering: .relaxed) { bell.wait() }
    asleep.subtract(1, ordering: .sequentiallyConsistent)
  }

  func dismiss(_ helpers: Int) {
    isOver.store(true, ordering: .sequentiallyConsistent)
    for _ in 0..<helpers { bell.signal() }
  }
}
