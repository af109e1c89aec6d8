import Dispatch
import Synchronization

/// Independent work on several threads.
package enum SideBySide {
  /// The results of `body` for each index, in the order of the indices whatever thread computed them.
  package static func map<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let results = Mutex<[Int: Result<Value, Failure>]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result: Result<Value, Failure>
        do throws(Failure) { result = .success(try body(index)) } catch { result = .failure(error) }
        results.withLock { $0[index] = result }
      }
    }
    let found = results.withLock { $0 }
    var values: [Value] = []
    for index in 0..<count {
      if let result = found[index] { values.append(try result.get()) }
    }
    return values
  }
}
