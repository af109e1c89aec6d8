import Basics
import Glibc

/// What a shell lets a program have (`ulimit`): with too little of it the runtime would end the program later by a signal, or
/// wait for ever, so that it is refused at once with a sentence.
enum ShellLimits {
  /// Data, store, journal, terminal and what the runtime opens for itself.
  private static let leastFiles = 16
  /// Bytes beside the program itself: OpenBLAS takes 128 MB at once for products of matrices, and asks for them for ever where
  /// there are none; each thread takes 72 MB of the space of addresses for its stack and its heap.
  private static let leastMemory = 416 << 20
  private static let leastThreads = 4

  /// - Throws: ``Failure`` that names the limit.
  static func check() throws(Failure) {
    var files = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0, files.rlim_cur < UInt(leastFiles) {
      throw .failed(Words.limitFiles(found: Int(files.rlim_cur), needed: leastFiles))
    }
    if let rest = SystemMemory.ownRest, rest < leastMemory {
      throw .failed(Words.limitMemory(found: rest >> 20, needed: leastMemory >> 20))
    }
    guard canStartThreads else { throw .failed(Words.limitThreads(needed: leastThreads)) }
  }

  /// Tried, as the limit counts what else the user runs.
  private static var canStartThreads: Bool {
    let gate = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    defer { gate.deallocate() }
    guard sem_init(gate, 0, 0) == 0 else { return true }
    var threads: [pthread_t] = []
    for _ in 0..<leastThreads {
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { gate in
          if let gate { sem_wait(gate.assumingMemoryBound(to: sem_t.self)) }
          return nil
        }, gate)
      guard code == 0 else { break }
      threads.append(thread)
    }
    for _ in threads { sem_post(gate) }
    for thread in threads { pthread_join(thread, nil) }
    sem_destroy(gate)
    return threads.count == leastThreads
  }
}
