import Canvas
import Glibc
import Terminal

/// What the tests of `Terminal` drive on a real pseudo-terminal: lists the events that it gets, and does one thing for
/// each of some keys. It is no part of the product.
struct Probe {
  private let screen: Screen
  private var lines: [String] = []
  private var count = 0

  init() throws(TerminalError) {
    let wanted = getenv("PROBE_DEPTH").flatMap { ColorDepth(rawValue: String(cString: $0)) }
    screen = try Screen(Screen.Options(colorDepth: wanted))
  }

  mutating func run() -> Never {
    let limit = getenv("PROBE_TICK").flatMap { Int(String(cString: $0)) } ?? -1
    while true {
      if let reason = screen.stopReason { screen.exit(for: reason) }
      for event in screen.poll(timeoutMilliseconds: limit) { handle(event) }
      screen.draw(picture())
    }
  }

  private mutating func handle(_ event: InputEvent) {
    count += 1
    lines.append(Probe.text(of: event))
    if lines.count > 400 { lines.removeFirst(200) }
    guard case .key(let key) = event else { return }
    switch key {
    case .character("q"):
      screen.close()
      exit(0)
    case .character("X"): exit(3)
    case .control("z"): screen.suspend()
    case .character("A"): abort()
    case .character("T"): print([Int]()[count])
    case .character("S"): kill(getpid(), SIGSEGV)
    case .character("O"): print(Probe.overflow(0))
    case .character("m"): screen.usesMouse.toggle()
    case .character("y"): screen.copy("copied")
    case .character("r"): screen.redraw()
    case .character("E"):
      _ = "a word\u{1B}[2J\u{9B}2J on standard error\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
    case .character("W"): wakeFromAnotherThread()
    default: break
    }
  }

  private func wakeFromAnotherThread() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(screen.waker).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        usleep(50_000)
        if let context { Unmanaged<Waker>.fromOpaque(context).takeRetainedValue().wake() }
        return nil
      }, context)
    let events = screen.poll(timeoutMilliseconds: 5_000)
    pthread_join(thread, nil)
    _ = events
  }

  private func picture() -> Surface {
    var surface = Surface(size: screen.size)
    let heading = Style(foreground: Color(0xFF8040), background: Color(0x102030), attributes: .bold)
    let abilities = screen.capabilities
    surface.put(
      "probe \(screen.size.width)x\(screen.size.height) \(abilities.colorDepth) \(abilities.symbols)",
      at: Point(0, 0), style: heading)
    surface.put("events \(count)", at: Point(0, 1))
    for x in 0..<min(40, surface.width) {
      surface.put("⣿", x: x, y: 2, style: Style(foreground: Color(r: UInt8(x * 6), g: 80, b: 200)))
    }
    surface.put("┌ 漢字 é e\u{301} 👍 ┐", at: Point(0, 3))
    for (row, line) in lines.suffix(max(0, surface.height - 4)).enumerated() {
      surface.put(line, at: Point(0, 4 + row))
    }
    surface.cursor = Point(5, 3)
    return surface
  }

  private static func text(of event: InputEvent) -> String {
    switch event {
    case .key(let key): "key \(key)"
    case .paste(let text): "paste \(text.utf8.count)"
    case .mouse(let mouse): "mouse \(mouse.action) \(mouse.position.x),\(mouse.position.y)"
    case .resize(let size): "resize \(size.width)x\(size.height)"
    case .focus(let gained): "focus \(gained)"
    }
  }

  private static func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : overflow(depth + 1) + overflow(depth + 2) }
}

do throws(TerminalError) {
  var probe = try Probe()
  probe.run()
} catch {
  print(error.sentence)
  exit(1)
}
