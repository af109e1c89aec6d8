import Canvas
import Glibc

extension Screen {
  /// At most this much input is decoded at a time, so that a flood of it cannot stop the drawing.
  private static let inputLimit = 1 << 16
  /// Milliseconds of silence that make an Escape key of an escape byte, where ESCDELAY does not say otherwise. A key's bytes
  /// may come 200 ms apart over a slow line; readline waits 500, ncurses 1000, an editor at a desk 100.
  static let usualEscapeDelay = 250
  /// Milliseconds of silence that make an unfinished sequence void.
  private static let sequenceDelay = 1_000
  /// Milliseconds of silence that end a paste whose end was lost. What comes of it later would act as keys.
  private static let pasteDelay = 3_000

  /// Waits for input, at most `timeoutMilliseconds` (negative: without limit), and returns what came.
  ///
  /// Returns early and perhaps empty when another thread wakes it, when one of `extraDescriptors` can be read (then it
  /// stands in `readyDescriptors`), and when the program should end (`stopReason`). The first call reports the size.
  package func poll(timeoutMilliseconds: Int, extraDescriptors: [Int32] = []) -> [InputEvent] {
    let isBounded = 0...Int(Int32.max) ~= timeoutMilliseconds
    let deadline = isBounded ? Screen.now() + timeoutMilliseconds : Int.max
    readyDescriptors = []
    while true {
      answerSignals()
      var events: [InputEvent] = []
      if let resized = checkSize() { events.append(resized) }
      if stopReason != nil || wantsKeeping || !events.isEmpty { return events }

      let now = Screen.now()
      let decision = decisionDelay.map { lastInput + $0 } ?? Int.max
      let woken = wait(milliseconds: min(deadline, decision) - now, extraDescriptors)
      if woken.input {
        let came = Screen.now()
        events = decoder.feed(device.read(limit: Screen.inputLimit), after: came - lastInput).coalesced()
        lastInput = came
        if device.isDead { stopReason = stopReason ?? .hangUp }
      } else if decoder.waits != .nothing, Screen.now() >= decision {
        events = decoder.expire()
      }
      if !events.isEmpty || woken.byOther || !readyDescriptors.isEmpty {
        answerSignals()
        if woken.byOther, let resized = checkSize() { events.append(resized) }
        return events
      }
      if stopReason != nil || wantsKeeping || Screen.now() >= deadline { return [] }
    }
  }

  /// True once after SIGUSR1, which asks that what is under way be kept; it ends a poll.
  package func takeWishToKeep() -> Bool {
    defer { wantsKeeping = false }
    return wantsKeeping
  }

  private func answerSignals() {
    let arrived = signals.take()
    wantsKeeping = wantsKeeping || arrived.wantsKeeping
    if let stop = arrived.stop { stopReason = stopReason ?? stop }
    if arrived.wantsSuspend, stopReason == nil {
      suspend()
      _ = signals.take()  // the continuation that ended it
    } else if arrived.wasContinued {
      recover()
    }
  }

  /// Milliseconds of silence after which what has been read so far is decided, nil where nothing is open.
  private var decisionDelay: Int? {
    switch decoder.waits {
    case .nothing: nil
    case .escape: escapeDelay
    case .late: InputDecoder.latest
    case .sequence: Screen.sequenceDelay
    case .paste: Screen.pasteDelay
    }
  }

  private struct Woken {
    var input = false
    var byOther = false
  }

  private func wait(milliseconds: Int, _ extra: [Int32]) -> Woken {
    var descriptors = [
      pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    if device.hasPendingOutput { descriptors[0].events |= Int16(POLLOUT) }
    descriptors += extra.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let limit = milliseconds > Int(Int32.max) ? -1 : Int32(max(0, milliseconds))
    guard Glibc.poll(&descriptors, nfds_t(descriptors.count), limit) > 0 else { return Woken() }

    var woken = Woken()
    let onTerminal = Int32(descriptors[0].revents)
    if onTerminal & POLLOUT != 0 { continueOutput() }
    if onTerminal & (POLLIN | POLLHUP | POLLERR | POLLNVAL) != 0 { woken.input = true }
    if descriptors[1].revents != 0 {
      waker.drain()
      woken.byOther = true
    }
    readyDescriptors = descriptors.dropFirst(2).filter { $0.revents != 0 }.map(\.fd)
    return woken
  }

  /// Milliseconds on a clock that only goes forward.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

extension [InputEvent] {
  /// Of drags and moves that came one after the other only the last counts.
  func coalesced() -> [InputEvent] {
    var result: [InputEvent] = []
    result.reserveCapacity(count)
    for event in self {
      if case .mouse(let new) = event, new.action == .drag || new.action == .move, case .mouse(let old)? = result.last,
        old.action == new.action, old.button == new.button
      {
        result[result.count - 1] = event
      } else {
        result.append(event)
      }
    }
    return result
  }
}
