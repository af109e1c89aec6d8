import Dispatch
import Synchronization

/// Independent work on several threads.
enum SideBySide {
  /// The results of `body` for each index, in the order of the indices whatever thread computed them.
  static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = Swift.Result { try body(index) }
        results.withLock { $0[index] = result }
      }
    }
    return try results.withLock { results in try (0..<count).compactMap { try results[$0]?.get() } }
  }
}
