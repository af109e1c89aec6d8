import Synchronization

/// Messages from many threads to one. Looking whether anything came costs one relaxed load, so that it can stand in a
/// training loop.
final class Mailbox<Message: Sendable>: Sendable {
  private let waiting = Mutex<[Message]>([])
  private let count = Atomic<Int>(0)

  var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

  func send(_ message: Message) {
    waiting.withLock { waiting in
      waiting.append(message)
      count.store(waiting.count, ordering: .releasing)
    }
  }

  /// Everything that came, oldest first.
  func take() -> [Message] {
    waiting.withLock { waiting in
      defer { waiting = [] }
      count.store(0, ordering: .releasing)
      return waiting
    }
  }
}
